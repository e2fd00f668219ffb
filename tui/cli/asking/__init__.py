"""What is typed on the command line, and the question that it means."""
