"""What is handed to a carrier: one shipment with its way and its wishes. Plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sender:
    """ご依頼主: who stands on the label as the sender, and the contract that is charged."""

    name: str
    postal_code: str
    prefecture: str
    address: str
    building: str
    phone: str
    customer_code: str = ""
    """請求先顧客コード, お客様コード: whom the carrier charges."""
    customer_branch: str = ""
    freight_number: str = ""
    """運賃管理番号."""
    contents: str = ""
    """品名, when an order says nothing better."""


@dataclass(frozen=True, slots=True)
class Consignment:
    """One shipment, as a label says it."""

    number: str
    """Our shipment number; it comes back with the tracking number."""
    order_number: str
    name: str
    kana: str
    postal_code: str
    prefecture: str
    address: str
    building: str
    phone: str
    sender: Sender
    ships_on: str
    """ISO day."""
    service: str = ""
    """nekopos, compact, yu_packet …; empty is the carrier's ordinary parcel."""
    cool: str = ""
    """chilled, frozen, or empty."""
    delivery_day: str | None = None
    slot: str = ""
    """am, 14-16, 16-18, 18-20, 19-21 …, or empty."""
    collect_yen: int = 0
    """代引: what the driver collects, tax included; 0 for nothing."""
    collect_tax_yen: int = 0
    labels: int = 1
