"""The engines that read a PDF, by name: apart from what reads, so that a command line need not load it for them."""

from __future__ import annotations

AUTO = "auto"
ENGINES = (AUTO, "pdfium", "pdfplumber")
"""The values of ``--engine``."""
