"""Live: every screen sees the same now. A push is a hint that something changed, and where.

The outbox is the truth. Each process follows it by itself and pokes its own sockets with positions
and topics; who finds itself behind pulls the feed. A poke that is lost costs nothing: the head is
told every five seconds.
"""

from server.live.sockets import install_live

__all__ = ["install_live"]
