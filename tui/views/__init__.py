"""What is shown, in words and cells, for the screen and the command line alike."""
