"""The explorer as lines: for screen readers, for terminals that cannot move their cursor, for scripts."""
