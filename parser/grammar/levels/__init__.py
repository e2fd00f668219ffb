"""Which nodes stand below which: by words, codes and sums."""
