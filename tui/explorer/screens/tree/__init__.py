"""The explorer's first screen: the tree, with the detail of its row."""
