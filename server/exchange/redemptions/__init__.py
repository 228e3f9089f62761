"""Redemptions (クーポン利用): which codes of flyers customers have used, told by carts and people.

A cart shows its connection's key; at a desk a code is typed, or a file is handed in. Told twice for
the same order is told once.
"""
