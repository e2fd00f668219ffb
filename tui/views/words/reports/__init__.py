"""Which report counts, which cannot be shown, and what each year has, in words."""
