"""A report's records as frames, the archive of opened reports, and every query on them."""
