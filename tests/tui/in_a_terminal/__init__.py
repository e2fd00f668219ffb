"""The program in a real terminal: what is typed, what is written, and how it ends."""
