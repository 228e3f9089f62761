"""Answering exceptions: what a supervisor decides, and what follows from it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from server import changing, counting, flyers, orders, packing, picking, places, stock, tasks, waves

RESOLUTIONS = {
    "short_pick": ("ship_without", "put_in_tote"),
    "set_aside": ("retry", "ship_without", "substitute_flyer", "waive_flyer"),
    "book_cannot_cover": ("dismiss",),
    "count_differs": ("book_count", "count_again"),
    "held_goods_missing": ("count_again", "dismiss"),
    "lot_blocked": ("dismiss",),
    "notice_differs": ("dismiss",),
    "unknown_goods": ("dismiss",),
    "returned_held": ("dismiss",),
    "parts_missing": ("dismiss",),
    "stale_scan": ("dismiss",),
    "flyer_ran_out": ("dismiss",),
    "server_fault": ("dismiss",),
}
"""What can be decided about each kind of exception."""
NEEDS_REASON = ("waive_flyer", "substitute_flyer")
"""What nobody could tell later, if the one who decided it did not say why."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whether the decision was taken; if not, why."""

    code: str | None = None


def resolve(
    session: Session, exception_id: int, *, resolution: str, note: str, person_id: int
) -> Resolved:
    """Take a supervisor's decision about an exception, and set the work in motion again."""
    found = tasks.exception_by_id(session, exception_id)
    refused = refusal_of(found, resolution, note)
    if found is None or refused is not None:
        return Resolved(refused)
    is_ours = tasks.settle_exception(
        session, exception_id, resolution=resolution, note=note, person_id=person_id
    )
    if not is_ours:
        return Resolved("already_resolved")
    if resolution in ("book_count", "count_again"):
        counting.answer(session, found, resolution, person_id=person_id)
    elif found.shipment_id is not None and resolution != "dismiss":
        if resolution == "substitute_flyer" and not flyers.substitute(session, found.shipment_id):
            return Resolved("no_substitute")
        follow(session, found, resolution, person_id=person_id)
        # While a cart still fetches other pieces of it, the end of that walk lets it go on.
        on_its_way = picking.has_lines_left(session, found.shipment_id)
        if not on_its_way and not waves.go_on(session, found.shipment_id):
            cancel_empty(session, found.shipment_id, person_id=person_id)
    return Resolved()


def refusal_of(found: tasks.OpenException | None, resolution: str, note: str) -> str | None:
    """Why a decision cannot be one, whoever takes it; None when it can."""
    if found is None:
        return "exception_unknown"
    if resolution not in RESOLUTIONS.get(found.kind, ()):
        return "resolution_impossible"
    return "reason_missing" if resolution in NEEDS_REASON and not note.strip() else None


def follow(
    session: Session, found: tasks.OpenException, resolution: str, *, person_id: int
) -> None:
    """Do what was decided."""
    assert found.shipment_id is not None, "it is about a parcel"
    if resolution == "ship_without":
        ship_without(session, found, person_id=person_id)
    elif resolution == "waive_flyer":
        flyers.waive(session, found.shipment_id, person_id=person_id)
    elif resolution == "put_in_tote":
        put_into_tote(session, found, person_id=person_id)


def ship_without(session: Session, found: tasks.OpenException, *, person_id: int) -> None:
    """The customer gets the order without the missing pieces."""
    assert found.shipment_id is not None, "something is shipped without"
    if found.kind == "short_pick":
        assert found.order_line_id is not None, "a line was short"
        orders.accept_shortage(session, found.order_line_id, found.quantity_pieces)
        if found.detail["reason"] in picking.STILL_THERE:
            # Somebody else may be promised them: once their code is mended, or the lot is freed.
            held = {found.detail["reservation"]: found.quantity_pieces}
            stock.release_holds(session, held)
        else:
            loss = places.virtual_place_ids(session)["LOSS"]
            take_from_shelf(session, found, loss, cause="corrected", person_id=person_id)
        return
    for line_id, pieces in packing.accept_missing(session, found.shipment_id).items():
        orders.accept_shortage(session, line_id, pieces)
    flyers.waive(session, found.shipment_id, person_id=person_id)


def put_into_tote(session: Session, found: tasks.OpenException, *, person_id: int) -> None:
    """The supervisor has found the pieces and put them into the tote: book just that."""
    assert found.shipment_id is not None, "a tote carries a shipment"
    tote = waves.tote_of_shipment(session, [found.shipment_id])[found.shipment_id]
    tote_id = places.spots(session, [tote])[tote].id
    take_from_shelf(session, found, tote_id, cause="placed", person_id=person_id)


def take_from_shelf(
    session: Session,
    found: tasks.OpenException,
    target_place_id: int,
    *,
    cause: str,
    person_id: int,
) -> None:
    """Move the pieces that were reported short from where the book has them."""
    assert found.place_id is not None, "the book has them somewhere"
    assert found.product_id is not None, "pieces of something are short"
    stock.move(
        session,
        [
            stock.Move(
                source_place_id=found.place_id,
                target_place_id=target_place_id,
                product_id=found.product_id,
                quantity_pieces=found.quantity_pieces,
                lot=found.detail["lot"],
                cause=cause,
                person_id=person_id,
                order_line_id=found.order_line_id,
                reservation_id=found.detail["reservation"],
                target_is_virtual=cause == "corrected",
            )
        ],
    )


def cancel_empty(session: Session, shipment_id: int, *, person_id: int) -> None:
    """No empty parcel leaves the house: the order is cancelled, and what there is goes back."""
    order_id = orders.order_of_shipment(session, shipment_id)
    if picking.has_picked(session, shipment_id):
        changing.cancel_shipment(session, order_id, shipment_id, person_id)
        return
    picking.drop_unheard(session, shipment_id)
    flyers.let_go(session, shipment_id)
    waves.give_up_tote(session, shipment_id)
    tasks.cancel(session, shipment_id)
    orders.cancel_shipment(session, shipment_id)
    orders.set_stage(session, [order_id], "cancelled")
