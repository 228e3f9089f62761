"""The feed: for whoever is behind."""

from collections.abc import Collection, Sequence
from typing import Any

from flask import Response, jsonify

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
from server.live.decisions import kinds_heard, rooms_at_entry
from server.live.schemas import FeedAnswer, FeedQuery

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
    with reading() as session:
        position, epoch = head(session)
        is_lost = is_too_far(query, position, epoch, kinds)
        notices = (
            []
            if is_lost
            else notices_after(
                session,
                query["after"],
                limit=query["limit"],
                kinds=kinds,
                device_id=who.device_id,
            )
        )
    if notices and (len(notices) == query["limit"] or notices[-1].position > position):
        position = notices[-1].position
    return jsonify(
        {
            "notices": notice_bodies(notices),
            "position": position,
            "epoch": epoch,
            "reset": is_lost,
        }
    )


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
