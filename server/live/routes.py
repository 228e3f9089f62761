"""The feed: for whoever is behind."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, jsonify

from server.foundation import (
    RoomRoutes,
    Told,
    allow,
    head,
    identity,
    moment_text,
    notices_after,
    reading,
)
from server.live.decisions import concerns, kinds_heard, rooms_at_entry
from server.live.schemas import FeedAnswer, FeedQuery
from server.live.tail import Tail

routes = RoomRoutes("live", "What happened, in the order it became true.")

BEHIND_MAX = 20_000
"""Who is further behind loads its screens anew; that is quicker."""
BEHIND_ON_THE_FLOOR_MAX = 200_000
"""The same for those whom little of it concerns."""


@routes.get("/feed")
@allow.device_or_staff
@routes.arguments(FeedQuery, location="query")
@routes.response(200, FeedAnswer)
def read_feed(query: dict[str, Any]) -> Response:
    """What concerns the reader after a position, the oldest first.

    `position` is how far this page reaches; who stands there has missed nothing before it. `reset`
    when the reader must load its screens anew.
    """
    who = identity()
    kinds = kinds_heard(rooms_at_entry(who.role, who.device_id, who.device_kind))
    page = kept_page(query, kinds, who.device_id) or stored_page(query, kinds, who.device_id)
    position = page.position
    if page.notices and (len(page.notices) == query["limit"] or page.last > position):
        position = page.last
    return jsonify(
        {
            "notices": notice_bodies(page.notices),
            "position": position,
            "epoch": page.epoch,
            "reset": page.is_lost,
        }
    )


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the feed, and where the whole stood."""

    notices: Sequence[Told]
    position: int
    epoch: str
    is_lost: bool = False

    @property
    def last(self) -> int:
        """The position of the newest notice of a page that has one."""
        return self.notices[-1].position


def kept_page(
    query: dict[str, Any], kinds: Collection[str] | None, device_id: int | None
) -> Page | None:
    """A page out of what this process has just followed; None when that does not go far enough."""
    tail: Tail = current_app.extensions["tail"]
    position, kept = tail.position, tail.since(query["after"])
    if kept is None or query.get("epoch", tail.epoch) != tail.epoch:
        return None
    notices = [one for one in kept if concerns(one, kinds, device_id)]
    return Page(notices[: query["limit"]], position, tail.epoch)


def stored_page(
    query: dict[str, Any], kinds: Collection[str] | None, device_id: int | None
) -> Page:
    """A page out of the database."""
    with reading() as session:
        position, epoch = head(session)
        if is_too_far(query, position, epoch, kinds):
            return Page((), position, epoch, is_lost=True)
        notices = notices_after(
            session, query["after"], limit=query["limit"], kinds=kinds, device_id=device_id
        )
    return Page(notices, position, epoch)


def is_too_far(
    query: dict[str, Any], position: int, epoch: str, kinds: Collection[str] | None
) -> bool:
    """Whether a reader comes from another life of this database, or from too long ago."""
    after: int = query["after"]
    behind_max = BEHIND_MAX if kinds is None else BEHIND_ON_THE_FLOOR_MAX
    is_other_life = query.get("epoch", epoch) != epoch or after > position
    return is_other_life or position - after > behind_max


def notice_bodies(notices: Sequence[Told]) -> list[dict[str, Any]]:
    """Notices as FeedAnswer has them; by hand, for a thousand handhelds may come at once."""
    return [
        {
            "position": notice.position,
            "at": moment_text(notice.at),
            "topic": notice.topic,
            "kind": notice.kind,
            "revision": notice.revision,
            "body": notice.body,
        }
        for notice in notices
    ]
