"""Messages: what a supervisor tells the hands on the floor, one handheld or all of them.

A message is shown between two lines of work, never over an open verdict, and stays until it was
read on the device it was meant for.
"""

from server.messages.actions import mark_read, send
from server.messages.queries import Sent, Unread, sent_lately, unread_at

__all__ = ["Sent", "Unread", "mark_read", "send", "sent_lately", "unread_at"]
