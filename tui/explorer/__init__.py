"""The explorer: application, commands, screens and widgets."""
