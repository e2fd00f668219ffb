"""What is shown as a list: variances, services, the check, and what all lists share."""
