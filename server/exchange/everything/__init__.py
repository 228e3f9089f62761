"""Everything exports: all a warehouse knows in one zip archive that any program can read.

A table is a CSV file, a picture or a file that came in is a file, and a manifest says what each
must be. An empty Tanaban takes such an archive back, whole or not at all, and writes the same
files again. Of one owner (荷主) the archive holds that owner's goods and orders and nobody else's.
"""
