"""Views drawn for a width, with their styles."""
