"""The words and figures of views, as texts."""
