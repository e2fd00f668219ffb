"""What the check says, in words: findings, equations, and how far a report has proved itself."""
