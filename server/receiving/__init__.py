"""Receiving (入荷): goods come in at a dock, against a notice (入荷予定) or without one.

The worker scans each piece or case (or one, and types how many). What is kept by lot or expires
asks for lot and day; damaged goods go apart; goods that a notice does not name are asked for
once more; what nobody knows is set aside for a supervisor. これで終わり books all of it at once
and closes the notice, 残りは後日 leaves the notice open for the rest. Orders that wait for these
goods are promised them where they stand; what is left is laid to be put away.
The job as a table: flow.json, rows RC-nn.
"""

from server.receiving.actions import begin, judge, start
from server.receiving.notices import (
    Announced,
    LineCard,
    NotAnnounced,
    NoticeCard,
    Unclear,
    close,
    expect_goods,
    notice_cards,
    pieces_of,
)
from server.receiving.queries import is_under_way, state_of

__all__ = [
    "Announced",
    "LineCard",
    "NotAnnounced",
    "NoticeCard",
    "Unclear",
    "begin",
    "close",
    "expect_goods",
    "is_under_way",
    "judge",
    "notice_cards",
    "pieces_of",
    "start",
    "state_of",
]
