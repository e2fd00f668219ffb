"""Every question asked of a report: finished answers, never a changed frame."""
