"""The tree and its detail."""
