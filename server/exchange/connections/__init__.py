"""Connections (接続): how shops' own systems hear at once what became of their orders and goods.

A connection belongs to one owner (荷主) and hears of nobody else's. What shops are told is one row
of news, with the very bytes that are sent; each connection that wants it gets a sending of its own,
which is tried until it is heard, or dead, and every attempt is kept. Nothing is ever sent to an
address inside the house.
"""
