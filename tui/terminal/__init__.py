"""What is known of a terminal, and what is written to it."""
