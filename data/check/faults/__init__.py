"""The kinds of fault that a report can hold, and which of them explains what does not agree."""
