"""What the command line writes: tables for people, lines for pipes, files."""
