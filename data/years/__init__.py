"""Several reports of one government beside each other."""
