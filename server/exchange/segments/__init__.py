"""Customer segments (顧客セグメント) from files: who stands on which list of an owner.

Customers are known by mail address, phone number or the number of one of their orders; what is kept
is the keyed hash by which orders know them. Pure reading lies in `reading`, the doors in `routes`.
"""
