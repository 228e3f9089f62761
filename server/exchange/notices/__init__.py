"""Notices (入荷予定) from files: CSV or TSV with a header, several notices in one file.

Pure reading lies in `reading`, the door in `routes`. A notice with a faulty row does not come in,
so that nobody takes half of it for the whole; a row that does not say whose it is holds back all.
"""
