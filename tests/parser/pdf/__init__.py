"""PDFs: words with their places, and the reading of them."""
