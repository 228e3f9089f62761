"""The feed: for whoever is behind."""

from typing import Any

from server.foundation import RoomRoutes, allow, head, notices_after, reading
from server.live.schemas import FeedAnswer, FeedQuery

routes = RoomRoutes("live", "What happened, in the order it became true.")

BEHIND_MAX = 20_000
"""Who is further behind loads its screens anew; that is quicker."""


@routes.get("/feed")
@allow.device_or_staff
@routes.arguments(FeedQuery, location="query")
@routes.response(200, FeedAnswer)
def read_feed(query: dict[str, Any]) -> dict[str, Any]:
    """Everything after a position; `reset` when the reader must load its screens anew."""
    with reading() as session:
        position, epoch = head(session)
        is_lost = (
            query["after"] > position
            or position - query["after"] > BEHIND_MAX
            or query.get("epoch", epoch) != epoch
        )
        notices = [] if is_lost else notices_after(session, query["after"], limit=query["limit"])
    return {"notices": notices, "position": position, "epoch": epoch, "reset": is_lost}
