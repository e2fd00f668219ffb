"""What is done to doelboom on purpose: kills, full disks, crowds of processes, floods of text."""
