"""What a user has set, and where the user stopped."""
