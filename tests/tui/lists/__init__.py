"""The lists: variances, services, bridges, the check."""
