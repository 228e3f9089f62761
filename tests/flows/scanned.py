"""What is scanned on the floor in every world."""

from server.vocabulary import Scan

TEE, CAP, CARD, GIFT = 1, 2, 8, 9
"""Two articles, and two flyers."""

ANYWHERE = [
    Scan("misread", "T-0001-0"),
    Scan("unknown", ""),
    Scan("badge", "B-7K3M9Q"),
    Scan("station", "W-01"),
    Scan("shipment", "S-0000000012"),
    Scan("lot", "N-L1", lot="L1"),
    Scan("command", "X-SHORT-NONE"),
    Scan("command", "X-SHORT-DAMAGED"),
    Scan("command", "X-SHORT-WRONG"),
    Scan("command", "X-SHORT-UNREADABLE"),
    Scan("command", "X-SHORT-BLOCKED"),
    Scan("command", "X-UNDO"),
    Scan("command", "X-ASIDE"),
    Scan("command", "X-DANCE"),
    Scan("slip", "401234567893"),
    Scan("slip", "401234567904"),
    Scan("slip", "401234567915"),
    Scan("item", "04909999999990"),
    Scan("serial", "SN1", serial="SN1"),
]


def article(
    product_id: int,
    *,
    lot: str | None = None,
    day: str | None = None,
    n: int = 1,
    serial: str | None = None,
) -> Scan:
    return Scan("item", f"{product_id}", product_id, lot, day, n, serial)
