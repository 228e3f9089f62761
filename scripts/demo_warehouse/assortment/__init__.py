"""What the demo shops sell: families of goods, spread out into their variants."""

from scripts.demo_warehouse.assortment.families import (
    Family,
    Goods,
    Option,
    families_of,
    spread_out,
)

__all__ = ["Family", "Goods", "Option", "families_of", "spread_out"]
