"""A terminal explorer for the annual accounts of Flemish cities."""

__version__ = "0.4.0"
