"""What is shown as a list: variances, services, the check, two reports beside each other, and what all lists share."""
