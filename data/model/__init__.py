"""What a report is once it is read: accounts, frames, outline, findings."""
