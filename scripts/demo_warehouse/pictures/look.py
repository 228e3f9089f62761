"""What a picture has to show of one product."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """One product, as a draughtsman is told of it.

    `colour` is the product's own, `trim` that of its cap, label or stitching, both `#rrggbb`.
    `title` and `mark` stand on the thing itself; `tag` is the one thing that tells this variant
    from its sisters (size, volume, count) and stands large in the corner. `size_percent` draws
    the small bottle smaller than the large one.
    """

    form: str
    colour: str
    trim: str
    title: str = ""
    mark: str = ""
    tag: str = ""
    motif: str = ""
    brand: str = ""
    size_percent: int = 100
