"""Several reports asked at once."""
