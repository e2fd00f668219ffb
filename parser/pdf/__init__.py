"""Words with their places out of a PDF, by two engines."""
