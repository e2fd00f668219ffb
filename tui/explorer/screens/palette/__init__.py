"""The palette: everything that can be done, by name, and running it where it belongs."""
