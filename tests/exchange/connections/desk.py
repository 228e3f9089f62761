"""What a supervisor does with connections."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from server.exchange.connections.decisions import KINDS
from server.exchange.connections.records import Connection, Sending
from server.exchange.connections.telling import Teller
from server.foundation import now
from tests.exchange.connections.shop import Shop
from tests.makers import Screen, World


@dataclass(frozen=True)
class Made:
    """A connection and what was shown once."""

    id: int
    secret: str
    key: str


@dataclass(frozen=True)
class Desk:
    """A supervisor at a desk."""

    world: World
    screen: Screen
    shop: Shop

    def draft(self, **other: Any) -> dict[str, Any]:
        """A connection as it is typed."""
        return {
            "owner": "MORI",
            "shop": None,
            "name": "本店",
            "address": self.shop.address(),
            "kinds": list(KINDS),
            "state": "on",
        } | other

    def connect(self, **other: Any) -> Made:
        """Make a connection."""
        answer = self.screen.post("/connections", self.draft(**other))
        assert answer.status_code == 201, answer.text
        return Made(**answer.json)

    def card(self, connection_id: int) -> dict[str, Any]:
        """How a connection is."""
        answer = self.screen.get("/connections")
        assert answer.status_code == 200, answer.text
        (card,) = (one for one in answer.json["connections"] if one["id"] == connection_id)
        return card

    def change(self, connection_id: int, **changes: Any) -> None:
        """Change it."""
        answer = self.screen.patch(f"/connections/{connection_id}", changes)
        assert answer.status_code == 204, answer.text

    def test(self, connection_id: int) -> int:
        """Press the test button; the sending's id."""
        answer = self.screen.post(f"/connections/{connection_id}/test")
        assert answer.status_code == 202, answer.text
        return int(answer.json["sending"])

    def sendings(self, connection_id: int, **query: Any) -> list[dict[str, Any]]:
        """What it was told, the newest first."""
        answer = self.screen.get(f"/connections/{connection_id}/sendings", **query)
        assert answer.status_code == 200, answer.text
        return list(answer.json["sendings"])

    def sending(self, connection_id: int, sending_id: int) -> dict[str, Any]:
        """One of them, with all its attempts."""
        answer = self.screen.get(f"/connections/{connection_id}/sendings/{sending_id}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json)

    def tell(self) -> None:
        """Let the worker do all that is due now."""
        with self.world.app.app_context():
            Teller(self.world.app).settle()

    def later(self) -> None:
        """Time goes by: what waits is due, who rests has rested, who was stopped is missed."""
        with self.world.transaction() as session:
            long_ago = now() - timedelta(days=1)
            session.execute(update(Sending).values(due_at=long_ago))
            session.execute(
                update(Sending).where(Sending.state == "sending").values(claimed_until=long_ago)
            )
            session.execute(update(Connection).values(rests_until=None))
