"""Which report is meant, several of them, and what becomes of them while they are open."""
