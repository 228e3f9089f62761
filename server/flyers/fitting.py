"""What fits into one parcel beside its goods. Pure.

A parcel is as thick as everything in it lying flat one upon the other, and as heavy as everything
in it; the box or bag itself is not counted. What nobody has measured fits nowhere where it is
asked for: neither into a parcel of a service with a limit, nor under a campaign's own.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How heavy and how thick something is; None is not known."""

    grams: int | None = None
    mm: int | None = None

    def __add__(self, other: "Size") -> "Size":
        """Both together; not known where one of them is not."""
        return Size(added(self.grams, other.grams), added(self.mm, other.mm))

    def __mul__(self, pieces: int) -> "Size":
        """So many of it."""
        return Size(
            None if self.grams is None else self.grams * pieces,
            None if self.mm is None else self.mm * pieces,
        )


NOTHING = Size(0, 0)
NOT_MEASURED = Size()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a parcel may be at most; None is no limit."""

    flyers: int | None = None
    grams: int | None = None
    mm: int | None = None

    def __and__(self, other: "Limits") -> "Limits":
        """The stricter of both."""
        return Limits(
            lesser(self.flyers, other.flyers),
            lesser(self.grams, other.grams),
            lesser(self.mm, other.mm),
        )


NO_LIMITS = Limits()


@dataclass(slots=True)
class Filling:
    """What one parcel holds so far, what its service takes, and what the flyers in it ask for."""

    goods: Size = NOTHING
    service: Limits = NO_LIMITS
    flyers: int = 0
    flyer_sizes: Size = NOTHING
    asked: Limits = NO_LIMITS

    def keeps_out(self, each: Size, pieces: int, own: Limits) -> str | None:
        """The limit that so many more flyers would break: the service's, their own or another's.

        Args:
            each: one flyer.
            pieces: how many of it.
            own: what these flyers ask of the parcel they lie in.
        """
        inside, asked = self.with_more(each, pieces), self.asked & own
        if is_over(asked.flyers, self.flyers + pieces):
            return "parcel_flyers_max"
        if is_over(asked.grams, inside.grams):
            return "parcel_grams_max"
        if is_over(asked.mm, inside.mm):
            return "parcel_mm_max"
        return self.service_keeps_out(each, pieces)

    def service_keeps_out(self, each: Size, pieces: int) -> str | None:
        """The limit of the carrier's service that so many more flyers would break."""
        inside = self.with_more(each, pieces)
        if is_over(self.service.grams, inside.grams):
            return "service_grams_unknown" if inside.grams is None else "service_grams_max"
        if is_over(self.service.mm, inside.mm):
            return "service_mm_unknown" if inside.mm is None else "service_mm_max"
        return None

    def with_more(self, each: Size, pieces: int) -> Size:
        """How heavy and thick all of it is with so many more flyers."""
        return self.goods + self.flyer_sizes + each * pieces

    def add(self, each: Size, pieces: int, own: Limits = NO_LIMITS) -> None:
        """Lay so many flyers in; what they ask of their parcel is asked of all that follow."""
        self.flyers += pieces
        self.flyer_sizes += each * pieces
        self.asked &= own


def is_over(limit: int | None, count: int | None) -> bool:
    """Whether a count breaks a limit; one that is not known does."""
    return limit is not None and (count is None or count > limit)


def added(one: int | None, other: int | None) -> int | None:
    """A sum; not known where a part of it is not."""
    return None if one is None or other is None else one + other


def lesser(one: int | None, other: int | None) -> int | None:
    """The stricter of two limits."""
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def larger_of(one: Size, other: Size) -> Size:
    """What is enough for either: flyer or substitute, whichever goes in."""
    return Size(larger(one.grams, other.grams), larger(one.mm, other.mm))


def larger(one: int | None, other: int | None) -> int | None:
    """The larger; not known where one is not."""
    return None if one is None or other is None else max(one, other)
