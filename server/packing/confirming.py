"""Instructions that no scan can verify: who said that they were read."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from server import tasks
from server.foundation.outbox import announce
from server.packing.queries import PackState

CONFIRMED = "confirmed"


def note_confirmations(
    session: Session, reports: Sequence[tasks.Report], states: Mapping[int, PackState]
) -> None:
    """Write into an order's history who confirmed what its rules ask for; told with a scan."""
    for report in reports:
        if report.payload.get("instructions") == CONFIRMED:
            order_id = states[report.task_id].shipment.order_id
            announce(
                session,
                topic=f"order:{order_id}",
                kind="instructions_confirmed",
                body={"person": report.person_id},
            )
