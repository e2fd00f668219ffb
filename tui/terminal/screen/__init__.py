"""The terminal as cells: what it shows, what it is to show, and the fewest bytes between the two."""
