"""A cart job while a batch of its scans is judged, and the goods that each scan moved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from server import stock, tasks
from server.flows import Decision
from server.picking.decisions import LineFacts
from server.picking.queries import LineKeys, PickState
from server.places import Spot

END = "cart_done"
PUT_BACK = "put_back"


@dataclass(slots=True)
class Walk:
    """One cart job while a batch of its scans is judged."""

    before: PickState
    step: str
    revision: int
    facts: Mapping[str, Any]
    cart_place_id: int | None
    tote_place_ids: dict[int, int | None]
    cancelled: list[int] = field(default_factory=list)
    """Slots whose order was cancelled, and the picker has not heard it yet."""
    blocked: list[int] = field(default_factory=list)
    """Lines whose lot nobody may take any more; a picker far away may not know it yet."""
    changed_lines: set[int] = field(default_factory=set)
    """Lines by their ids: a line that is put aside changes its turn."""
    new_totes: dict[tuple[int, int], int | None] = field(default_factory=dict)
    is_cart_new: bool = False
    shorts: dict[int, tuple[int, tasks.Report]] = field(default_factory=dict)
    """Line → pieces that were not there, and the scan that said so."""
    has_news: bool = False
    """Goods were found elsewhere; the picker hears it between two scans."""
    withdrawn: dict[int, tasks.Report] = field(default_factory=dict)
    """Lines whose shortage, reported earlier, was taken back."""
    keys: dict[int, LineKeys] = field(init=False)
    """What each line refers to, by its id."""

    def __post_init__(self) -> None:
        """Know the lines by their ids; their turns may change."""
        self.keys = {keys.id: keys for keys in self.before.lines}

    def slot_of(self, line_id: int) -> int:
        """The slot of the cart for which a line of the walk is picked."""
        slots: list[int] = [one["slot"] for one in self.facts["lines"] if one["line"] == line_id]
        return slots[0]


def apply(
    walk: Walk, decision: Decision, report: tasks.Report, known: Mapping[str, Spot]
) -> list[stock.Move]:
    """Take over what a scan changed, and tell which goods it moved."""
    before, after = walk.facts, decision.facts
    if after["cart"] != before["cart"]:
        walk.is_cart_new = True
        walk.cart_place_id = None if after["cart"] is None else known[after["cart"]].id
    for slot, (old, new) in enumerate(zip(before["totes"], after["totes"], strict=True)):
        if new != old:
            place_id = None if new is None else known[new].id
            walk.tote_place_ids[slot] = place_id
            walk.new_totes[walk.before.batch_id, slot] = place_id
    moves = []
    if after["lines"] is not before["lines"]:
        stood = {line["line"]: line for line in before["lines"]}
        for line in after["lines"]:
            was = stood.get(line["line"])
            if was is not None and was is not line:
                moves += moves_of(walk, was, line, decision, report)
    walk.facts = after
    walk.step = decision.step
    walk.revision += 1
    return moves


def moves_of(
    walk: Walk,
    old: LineFacts,
    new: LineFacts,
    decision: Decision,
    report: tasks.Report,
) -> list[stock.Move]:
    """The goods that one accepted scan moved: shelf, cart, tote, and the same way back."""
    keys = walk.keys[new["line"]]
    walk.changed_lines.add(keys.id)
    note_shortage(walk, keys.id, new["short"] - old["short"], report)
    cart_id, tote_id = walk.cart_place_id, walk.tote_place_ids.get(new["slot"])
    way = Way(
        keys.place_id,
        cart_id,
        tote_id,
        {
            "product_id": new["product"],
            "lot": new["lot"] or "",
            "expires_on": keys.expires_on,
            "row": decision.row,
            "event_id": report.event_id,
            "person_id": report.person_id,
            "order_line_id": keys.order_line_id,
        },
    )
    picked, placed = new["picked"] - old["picked"], new["placed"] - old["placed"]
    if new["dropped"]:
        return way.back(from_tote=-placed, from_cart=placed - picked)
    return way.pick(picked, keys.reservation_id) + way.place(placed)


@dataclass(frozen=True, slots=True)
class Way:
    """The way of goods from their shelf onto the cart and into the tote, and who went it."""

    shelf_id: int
    cart_id: int | None
    tote_id: int | None
    why: Mapping[str, Any]

    def pick(self, pieces: int, reservation_id: int) -> list[stock.Move]:
        """From the shelf onto the cart; fewer than nothing is undone."""
        if pieces >= 0:
            held = {"reservation_id": reservation_id}
            return self.move(self.shelf_id, self.cart_id, pieces, "picked", held)
        held = {"returns_reservation_id": reservation_id}
        return self.move(self.cart_id, self.shelf_id, -pieces, "undone_picked", held)

    def place(self, pieces: int) -> list[stock.Move]:
        """From the cart into the tote; fewer than nothing is undone."""
        if pieces >= 0:
            return self.move(self.cart_id, self.tote_id, pieces, "placed")
        return self.move(self.tote_id, self.cart_id, -pieces, "undone_placed")

    def back(self, *, from_tote: int, from_cart: int) -> list[stock.Move]:
        """To the shelf again, free for others: the order was cancelled."""
        moves = self.move(self.tote_id, self.shelf_id, from_tote, "put_back")
        return moves + self.move(self.cart_id, self.shelf_id, from_cart, "put_back")

    def move(
        self,
        source_id: int | None,
        target_id: int | None,
        pieces: int,
        cause: str,
        held: Mapping[str, Any] | None = None,
    ) -> list[stock.Move]:
        """One movement, or none when nothing moved."""
        if pieces == 0:
            return []
        assert source_id is not None, "lines are walked with a cart and totes"
        assert target_id is not None, "lines are walked with a cart and totes"
        return [
            stock.Move(
                source_place_id=source_id,
                target_place_id=target_id,
                quantity_pieces=pieces,
                cause=cause,
                **(held or {}),
                **self.why,
            )
        ]


def note_shortage(walk: Walk, line: int, pieces: int, report: tasks.Report) -> None:
    """Remember what is to be told to the supervisors, or not to be told any more."""
    if pieces > 0:
        walk.shorts[line] = pieces, report
    elif pieces < 0 and walk.shorts.pop(line, None) is None:
        walk.withdrawn[line] = report
