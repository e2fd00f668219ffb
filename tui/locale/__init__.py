"""The message catalogues: ``LANGUAGE/LC_MESSAGES/doelboom.po`` and, compiled from it, ``.mo``."""
