"""Libraries of reports that several people share: published by some, read by all."""
