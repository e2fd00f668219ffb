"""What holds for every screen: sizes, colours, words, choosing, whole figures."""
