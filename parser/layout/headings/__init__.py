"""Where the cells of headings begin: learnt from all of a document, or from its drawn lines."""
