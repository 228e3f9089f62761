"""What an assembly knows, and what follows from it. Mirrored by pwa/src/assembling/facts.ts."""

from typing import Final, TypedDict


class RecipeFacts(TypedDict):
    """Pieces of a product that are in one kit."""

    product: int
    pieces: int


class PartFacts(TypedDict):
    """Pieces of one product and lot on one shelf that kits are made of."""

    product: int
    place: str
    lot: str | None
    wanted: int
    taken: int
    short: int
    """Pieces that were not on the shelf."""
    back: int
    """Pieces that no kit was made of, and that lie on their shelf again."""
    lost: int
    """Pieces that no kit was made of, and that were not on the bench either."""


class LooseFacts(TypedDict):
    """Pieces of a product that came out of kits that are taken apart."""

    product: int
    hand: int
    """Pieces that were counted and lie nowhere yet."""
    laid: int
    """Pieces that lie on a shelf again."""
    asked: int
    """Pieces whose lot or day is not known yet."""
    lot: str | None
    expires_on: str | None
    """Lot and day of what is in the hand, or of what is asked."""


class LotFacts(TypedDict):
    """A lot that the house knows, and the day on which it expires."""

    product: int
    lot: str
    expires_on: str


class KeptFacts(TypedDict):
    """How what comes out of kits is kept; as it was when they were asked for."""

    with_lots: list[int]
    with_days: list[int]
    """Products whose lots are kept, and products that expire."""
    lots: list[LotFacts]
    furthest: str
    """A day so far away that it is a mistake."""


class Room(TypedDict):
    """How many pieces a place still takes."""

    place: str
    pieces: int


class SaidFacts(TypedDict):
    """What was known of parts before the last scan: pieces that were asked about, lot and day."""

    asked: int
    lot: str | None
    expires_on: str | None


class LastAssembly(TypedDict):
    """What the last accepted scan did; nothing when it cannot be taken back."""

    did: str | None
    """take, short, stop_here, stop_walk; count, put_down, stop_making; count_loose, ask_loose,
    say_lot, say_day."""
    at: int | None
    """Which parts were being taken when it was made; which of the loose ones it counted."""
    pieces: int
    """Pieces of them that were taken before it; kits or parts that were in the hand before it."""
    target: str | None
    stays: bool
    """The kits that it put down were promised to orders since; current on the server only."""
    said: SaidFacts


class AssemblyFacts(TypedDict):
    """What an assembly knows; the last three are current on the server only."""

    apart: bool
    """Finished kits are taken apart (解体): they are the parts that are fetched."""
    kit: int
    wanted: int
    recipe: list[RecipeFacts]
    parts: list[PartFacts]
    at: int | None
    """The parts that are being taken, or brought back."""
    hand: int
    made: int
    loose: list[LooseFacts]
    """What is in the kits, by the recipe, where they are taken apart."""
    kept: KeptFacts
    last: LastAssembly
    unknown_places: list[str]
    no_shelves: list[str]
    """Places from which nobody picks."""
    rooms: list[Room]
    """Places that take no more than so many pieces."""


KEEPS_NOTHING: Final[KeptFacts] = {
    "with_lots": [],
    "with_days": [],
    "lots": [],
    "furthest": "9999-12-31",
}
NOTHING_SAID: Final[SaidFacts] = {"asked": 0, "lot": None, "expires_on": None}
NOTHING: Final[LastAssembly] = {
    "did": None,
    "at": None,
    "pieces": 0,
    "target": None,
    "stays": False,
    "said": NOTHING_SAID,
}


def possible_kits(facts: AssemblyFacts) -> int:
    """How many kits the parts that were taken come to, with those that are made."""
    if facts["apart"]:
        return kits_taken(facts)
    return min(
        sum(part["taken"] for part in facts["parts"] if part["product"] == one["product"])
        // one["pieces"]
        for one in facts["recipe"]
    )


def parts_over(facts: AssemblyFacts) -> list[int]:
    """Pieces on the bench that are in no kit, by shelf; what was taken first is in kits first."""
    if facts["apart"]:
        return [0] * len(facts["parts"])
    used = {one["product"]: one["pieces"] * facts["made"] for one in facts["recipe"]}
    over = []
    for part in facts["parts"]:
        in_kits = min(part["taken"], used[part["product"]])
        used[part["product"]] -= in_kits
        over.append(part["taken"] - in_kits - part["back"] - part["lost"])
    return over


def kits_taken(facts: AssemblyFacts) -> int:
    """Kits that were fetched to be taken apart."""
    return sum(part["taken"] for part in facts["parts"])


def loose_due(facts: AssemblyFacts) -> list[int]:
    """Pieces that came out of the kits and lie nowhere yet, by product; those in the hand too."""
    kits = kits_taken(facts)
    return [
        one["pieces"] * kits - loose["laid"]
        for one, loose in zip(facts["recipe"], facts["loose"], strict=True)
    ]
