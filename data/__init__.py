"""A report's records as frames, the archive of opened reports, and every query on them."""

import logging

# What nobody listens to is not printed: logging would send warnings to the screen. Who may listen is
# `tui.terminal.log`.
logging.getLogger("doelboom").addHandler(logging.NullHandler())
