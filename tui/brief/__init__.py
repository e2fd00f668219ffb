"""A page on one node for a file of papers: what is on it, and how it is written."""
