"""Pictures of the demo goods, drawn as SVG: what a picker compares the thing in hand with."""

from scripts.demo_warehouse.pictures.draw import picture_of
from scripts.demo_warehouse.pictures.look import Look

__all__ = ["Look", "picture_of"]
