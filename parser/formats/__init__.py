"""Which format a file is, and texts of each format as rows."""
