"""From a file to checked accounts, what cannot be trusted in a process of its own."""
