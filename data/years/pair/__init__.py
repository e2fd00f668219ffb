"""Two reports beside each other: what differs between them."""
