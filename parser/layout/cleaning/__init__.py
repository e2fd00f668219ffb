"""What is on a page and is no text of the report: heads and feet, stray marks, what is laid over."""
