"""An order that a file tells of again, with another address or other lines."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from server import changing, orders, rules
from server.changing import By
from server.exchange.changes.actions import change_address
from server.exchange.decisions import Settled, service_of
from server.exchange.door.actions import look
from server.exchange.order_files import OrderDraft

NOT_OURS = "changed_after_import"
"""Something else is different, or a person has changed the order since: somebody has to look."""


def change_from_file(
    session: Session, one: Settled, lines: Sequence[orders.NewLine], by: By
) -> Settled:
    """Let an order be as the file tells it now, or say why that cannot be.

    Only address and lines are changed. What else is different, and what was changed by hand since
    the last file, stays a conflict that somebody sees.

    Args:
        session: the open transaction.
        one: the order of the file, settled as changed.
        lines: its lines as they are ordered.
        by: who handed the file in.
    """
    draft, order_id = one.order, one.order_id
    assert isinstance(draft, OrderDraft), "a broken order changes nothing"
    assert order_id is not None, "what is changed is known"
    standing = orders.standing_of(session, order_id)
    assert standing is not None, "no order is ever deleted"
    if standing.row_digest == draft.digest:
        return replace(one, verdict="duplicate")
    if not says_the_same_else(session, standing, draft) or orders.is_split(session, order_id):
        return replace(one, verdict="rejected", code=NOT_OURS)
    sent = change_address(session, order_id, draft.consignee.as_told(), on_edition=None, by=by)
    if sent.refusal is not None:
        return replace(one, verdict="rejected", code=sent.refusal)
    parts = orders.as_parts(session, lines)
    wanted = changing.change_lines(
        session,
        order_id,
        orders.numbered([], parts, orders.last_line_no(session, order_id)),
        on_edition=None,
        by=by,
        total_yen=draft.total_yen,
    )
    assert wanted.refusal is None, "whoever may change the address may change the lines"
    if not (sent.is_other or wanted.is_other):
        return replace(one, verdict="rejected", code=NOT_OURS)
    orders.note_digest(session, order_id, draft.digest)
    look(session, [order_id])
    return one


def says_the_same_else(session: Session, standing: orders.Standing, draft: OrderDraft) -> bool:
    """Whether a file differs in nothing but address, lines and what they come to."""
    return (
        standing.edition == standing.edition_of_file
        and standing.ordered_at == draft.ordered_at
        and rules.own_service(session, standing.order_id, standing.service)
        == service_of(draft.carrier)
        and standing.delivery_date == draft.delivery_date
        and standing.delivery_slot == draft.delivery_slot
        and standing.is_gift == draft.is_gift
        and standing.note == draft.note
    )
