"""What is taken along: files, pages, the clipboard."""
