"""Rows of a text whose cells run into each other, put back into cells where that can be proved."""
