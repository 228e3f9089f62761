"""Folders (フォルダ): files come in and go out by themselves, under one root and on servers.

The worker looks every minute. A file under a temporary name, or one that still grows, is left
alone; one that is whole is taken in and lies in `done` or `error` afterwards, with a report beside
it. The same bytes a second time change nothing, and the report says so. Nothing outside the root is
ever opened, and no link is followed. A server (SFTP) is known by a key that a person has compared.
Files for carriers and lists of stock are written out, each once; one worker at a time looks into a
folder.
"""
