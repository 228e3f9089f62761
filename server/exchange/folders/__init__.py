"""Watched folders (フォルダ監視): files come in by themselves from folders under one root.

The worker looks every minute. A file under a temporary name, or one that still grows, is left
alone; one that is whole is taken in and lies in `done` or `error` afterwards, with a report beside
it. The same bytes a second time change nothing, and the report says so. Nothing outside the root is
ever opened, and no link is followed.
"""
