"""Words with their places, from a PDF or a text in columns, as rows."""
