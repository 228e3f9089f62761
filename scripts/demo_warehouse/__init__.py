"""A warehouse to look at: shelves, goods with pictures, people, and a day of orders.

Made from a seed. The same seed and the same moment give the same bytes; nothing in it is real:
the brands, the people and their addresses are invented, the phone numbers belong to nobody.
"""
