"""Formats of one's own (フォーマット): layouts of order files, made at a desk for a shop.

Each save is another version. A file that came in names the version it was read by, so it is read
the same for ever, also when the format has been changed or put away since.
"""
