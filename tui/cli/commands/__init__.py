"""The commands, a module each, loaded when it is called."""
