"""Taking tasks, and the job as the device keeps it: everything it needs to judge alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from server import (
    catalog,
    flyers,
    orders,
    packing,
    people,
    picking,
    places,
    rules,
    stock,
    tasks,
    waves,
)
from server.foundation import moment_text, today
from server.scans.showing import place_bodies, product_bodies
from server.scans.work import WORK
from server.vocabulary import display

FLOWS = {
    "pick": "pick_cart",
    "pack": "pack_order",
    **{kind: work.flow for kind, work in WORK.items()},
}


@dataclass(frozen=True, slots=True)
class Turned:
    """A claim that was turned down: why, and who was faster."""

    code: str
    by: str | None = None
    at: str | None = None


def task_cards(session: Session, cards: Sequence[tasks.Card]) -> list[dict[str, Any]]:
    """Tasks as lists on devices show them."""
    names = people.person_cards(
        session, [card.lease_person_id for card in cards if card.lease_person_id is not None]
    )
    totes = waves.tote_of_shipment(
        session, [card.shipment_id for card in cards if card.shipment_id is not None]
    )
    about = About(
        names=names,
        totes=totes,
        carriers={carrier.code: carrier for carrier in catalog.carriers(session, today())},
        places=places.place_cards(session, {card.place_id for card in cards if card.place_id}),
        products=catalog.product_cards(
            session, sorted({card.product_id for card in cards if card.product_id})
        ),
    )
    return [task_body(card, about) for card in cards]


@dataclass(frozen=True, slots=True)
class About:
    """What lists say of tasks beside what the tasks say themselves."""

    names: Mapping[int, people.PersonCard]
    totes: Mapping[int, str]
    carriers: Mapping[str, catalog.CarrierCard]
    places: Mapping[int, places.PlaceCard]
    products: Mapping[int, catalog.ProductCard]


def task_body(card: tasks.Card, about: About) -> dict[str, Any]:
    """One task as lists show it."""
    holder = about.names.get(card.lease_person_id or 0)
    carrier = about.carriers.get(card.carrier_code)
    place = about.places.get(card.place_id or 0)
    product = about.products.get(card.product_id or 0)
    return {
        "id": card.id,
        "kind": card.kind,
        "stage": card.stage,
        "number": card.number,
        "zone": card.zone,
        "due_at": moment_text(card.due_at),
        "carrier": card.carrier_code,
        "carrier_name": {"ja": carrier.name, "en": carrier.name_en} if carrier else None,
        "shipments": card.shipments,
        "lines": card.lines,
        "pieces": card.pieces,
        "claimed_by": holder.name if holder and card.stage == "claimed" else None,
        "claimed_by_device": card.lease_device_id if card.stage == "claimed" else None,
        "claimed_at": moment_text(card.claimed_at) if card.claimed_at else None,
        "tote": about.totes.get(card.shipment_id or 0),
        "place": display(place.code) if place else None,
        "product": product.as_shown() if product else None,
        "reason": card.reason,
        "not_for": card.not_for_person_id,
        "priority": card.priority,
        "revision": card.revision,
    }


def claim(
    session: Session, task_id: int, *, person_id: int, device_id: int
) -> dict[str, Any] | Turned:
    """Take a task and open its job; or learn who has it."""
    found = tasks.cards(session, ids=[task_id])
    if not found or found[0].kind not in FLOWS:
        return Turned("task_unknown")
    loaded = None
    if found[0].kind == "pack":
        assert found[0].shipment_id is not None, "a parcel is packed for a shipment"
        tote = waves.tote_of_shipment(session, [found[0].shipment_id]).get(found[0].shipment_id)
        loaded = waves.shipment_in_tote(session, tote) if tote else None
        if loaded is None and found[0].stage in ("waiting", "open", "claimed"):
            return Turned("tote_empty")
    taken = tasks.claim(session, task_id, person_id=person_id, device_id=device_id)
    if not taken.ok:
        return turned(session, taken)
    if found[0].kind == "pick":
        assert found[0].batch_id is not None, "a cart is picked for a batch"
        picking.begin(session, task_id, found[0].batch_id)
    elif loaded is not None:
        packing.begin(session, task_id, loaded)
    elif found[0].kind in WORK:
        WORK[found[0].kind].begin(session, found[0])
    return job(session, task_id)


def start(session: Session, kind: str, start: tasks.Start) -> dict[str, Any] | Turned:
    """Begin a job that nobody has laid, and take it; or learn why that cannot be."""
    work = WORK.get(kind)
    if work is None or work.start is None:
        return Turned("kind_not_started")
    started = work.start(session, start)
    if isinstance(started, tasks.NotStarted):
        return Turned(started.code)
    return claim(session, started, person_id=start.person_id, device_id=start.device_id)


def turned(session: Session, taken: tasks.Taken) -> Turned:
    """Why a claim was turned down, with the name of whoever was faster."""
    if taken.stage in ("unknown", "cancelled"):
        return Turned("task_unknown")
    if taken.stage in ("waiting", "held"):
        return Turned(f"task_{taken.stage}")
    if taken.stage == "not_for_you":
        return Turned("task_not_for_you")
    person = people.person_cards(session, [taken.by or 0]).get(taken.by or 0)
    return Turned(
        "task_finished" if taken.stage == "done" else "task_taken",
        by=person.name if person else None,
        at=moment_text(taken.at) if taken.at else None,
    )


def claim_tote(
    session: Session, tote: str, *, person_id: int, device_id: int
) -> dict[str, Any] | Turned:
    """Take the pack task of whatever a tote carries."""
    loaded = waves.shipment_in_tote(session, tote)
    if loaded is None:
        spot = places.spots(session, [tote]).get(tote)
        return Turned("tote_empty" if spot and spot.kind == "tote" else "tote_unknown")
    found = tasks.tasks_of_shipments(session, [loaded.shipment_id], "pack")
    if not found:
        return Turned("tote_empty")
    return claim(session, found[0].id, person_id=person_id, device_id=device_id)


def job(session: Session, task_id: int) -> dict[str, Any]:
    """A begun job as the device keeps it.

    Raises:
        ValueError: there is no such task.
    """
    (card,) = tasks.cards(session, ids=[task_id])
    if card.kind == "pick":
        state = picking.state_of(session, task_id)
        assert state is not None, "a claimed cart was begun"
        body = pick_body(session, state)
    elif card.kind in WORK:
        begun = WORK[card.kind].state(session, task_id)
        assert begun is not None, "a claimed task was begun"
        body = stock_body(session, begun)
    else:
        packed = packing.state_of(session, task_id)
        assert packed is not None, "a claimed parcel was begun"
        body = pack_body(session, packed)
    (task,) = task_cards(session, [card])
    return {
        "task": task
        | {
            "lease": card.lease_no,
            "lease_expires_at": moment_text(card.lease_expires_at)
            if card.lease_expires_at
            else None,
        },
        "flow": FLOWS[card.kind],
        **body,
    }


def is_under_way(session: Session, task_id: int) -> bool:
    """Whether goods of a cart are on it, or in a parcel, so that not everybody may let go of it."""
    (card,) = tasks.cards(session, ids=[task_id])
    if card.kind in WORK:
        return WORK[card.kind].is_under_way(session, task_id)
    state = picking.state_of(session, task_id)
    if state is not None:
        return any(line["picked"] > 0 for line in state.facts["lines"])
    packed = packing.state_of(session, task_id)
    return packed is not None and any(item["packed"] > 0 for item in packed.facts["items"])


def stock_body(session: Session, state: tasks.JobState) -> dict[str, Any]:
    """The part of a job that work of the stock has."""
    return {
        "step": state.step,
        "revision": state.revision,
        "facts": state.facts,
        "codes": state.codes,
        "products": product_bodies(session, state.product_ids),
        "places": place_bodies(state.places),
        "slots": [],
        "order": None,
        "flyers": [],
    }


def pick_body(session: Session, state: picking.PickState) -> dict[str, Any]:
    """The part of a job that only a cart has."""
    shipments = orders.shipments_by_id(session, [slot.shipment_id for slot in state.slots])
    zones = places.zones_of_places(session, sorted({keys.place_id for keys in state.lines}))
    marks = rules.marks_of(session, [one.order_id for one in shipments.values()])
    return {
        "step": state.step,
        "revision": state.revision,
        "facts": state.facts
        | {
            "totes_elsewhere": waves.live_tote_codes(session, except_batch_id=state.batch_id),
            "carts_elsewhere": waves.live_cart_codes(session, except_batch_id=state.batch_id),
        },
        "codes": state.codes,
        "products": product_bodies(session, {line["product"] for line in state.facts["lines"]}),
        "places": place_bodies(
            {
                line["place"]: zones.get(keys.place_id, "")
                for line, keys in zip(
                    [*state.facts["lines"], *state.facts["found"]], state.lines, strict=True
                )
            }
        ),
        "slots": [
            {
                "slot": slot.slot,
                "shipment": shipments[slot.shipment_id].number,
                "order": shipments[slot.shipment_id].external_no,
                "message": "\n".join(
                    marks.get(shipments[slot.shipment_id].order_id, rules.NO_MARKS).picker_messages
                ),
            }
            for slot in state.slots
        ],
        "order": None,
        "flyers": [],
    }


def pack_body(session: Session, state: packing.PackState) -> dict[str, Any]:
    """The part of a job that only a parcel has; no name, address or phone is in it."""
    shipment = state.shipment
    shop = next(shop for shop in catalog.shops(session) if shop.id == shipment.shop_id)
    racks = {
        held.purpose: held.place
        for held in stock.held_for_inserts(session, [one.insert_id for one in state.flyers])
    }
    marks = rules.marks_of(session, [shipment.order_id]).get(shipment.order_id, rules.NO_MARKS)
    products = {item["product"] for item in state.facts["items"]}
    products |= {one.product_id for one in state.flyers} | set(flyers.flyer_products(session))
    return {
        "step": state.step,
        "revision": state.revision,
        "facts": state.facts,
        "codes": state.codes,
        "products": product_bodies(session, products),
        "places": place_bodies(dict.fromkeys(racks.values(), "")),
        "slots": [],
        "order": {
            "number": shipment.number,
            "external": shipment.external_no,
            "shop": shop.name,
            "carrier": shipment.carrier_code,
            "gift": shipment.is_gift,
            "note": shipment.note,
            "instructions": [{"kind": one.kind, "text": one.text} for one in marks.instructions],
        },
        "flyers": [
            {
                "line": one.insert_id,
                "reason_ja": one.reason_ja,
                "reason_en": one.reason_en,
                "place": racks.get(one.insert_id),
            }
            for one in state.flyers
        ],
        "rack_slots": [
            {"place": code, "level": level}
            for code, level in places.rack_slots(session, state.tote_place_id)
        ]
        if racks
        else [],
    }
