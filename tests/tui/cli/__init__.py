"""The command line: its answers, its words, and what is wrong."""
