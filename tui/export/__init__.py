"""Views as files to take along."""
