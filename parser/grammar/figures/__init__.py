"""How a document prints its figures, and what each says."""
