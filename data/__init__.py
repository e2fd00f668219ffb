"""A report's records as frames, the archive of opened reports, and every query on them."""

import logging

# What nobody listens to is not printed: logging would send warnings to the screen. `tui.log` is who may listen.
logging.getLogger("doelboom").addHandler(logging.NullHandler())
