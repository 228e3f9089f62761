"""What goes into an archive, and what stays: whole tables, single columns, an owner's rows.

A table that is not named here is in the archive of the whole warehouse and in no owner's.
"""

from typing import Any

from sqlalchemy import Column, ForeignKey, Select, Table, select

from server.foundation import Record

LEFT_OUT = ("enrolments", "failed_logins", "invitations")
"""Ways in that are good for minutes, and who knocked in vain: never in an archive."""

NEW_WITH_EACH_LIFE = {("feed_head", "epoch")}
"""A restored database is another life of it: devices must not take it for the one they knew."""

SECRETS = {
    ("people", "pin_hash"),
    ("people", "password_hash"),
    ("work_sessions", "token_hash"),
    ("devices", "credential_hash"),
    ("connections", "secret"),
    ("connections", "old_secret"),
    ("connections", "key_hash"),
    # A connection whose secret is not known must tell nobody anything.
    ("connections", "state"),
    ("connections", "listens_from"),
    ("shop_accesses", "client_secret"),
    ("shop_accesses", "old_client_secret"),
    ("shop_accesses", "access_token"),
    ("shop_accesses", "refresh_token"),
    ("shop_accesses", "login_uid"),
    ("shop_accesses", "login_state"),
    ("file_servers", "password"),
    ("file_servers", "private_key"),
    # At a server whose secret is not known nobody knocks.
    ("file_servers", "host_key"),
}
"""In an archive only when whoever makes it asks for the secrets."""

OWNED_BY = {
    "owners": "id",
    "shops": "owner_id",
    "products": "owner_id",
    "barcodes": "owner_id",
    "campaigns": "owner_id",
    "connections": "owner_id",
    "customer_segments": "owner_id",
    "customer_terms": "owner_id",
    "flyer_codes": "owner_id",
    "news": "owner_id",
    "number_pools": "owner_id",
    "rules": "owner_id",
    "arrival_notices": "owner_id",
    "orders": "owner_id",
    "shop_senders": "shop_id",
    "carrier_contracts": "shop_id",
    "import_files": "shop_id",
    "order_formats": "shop_id",
    "order_format_versions": "format_id",
    "watched_folders": "owner_id",
    "folder_files": "watched_folder_id",
    "file_servers": "owner_id",
    "out_folders": "owner_id",
    "import_rows": "import_id",
    "kit_components": "kit_product_id",
    "product_pictures": "product_id",
    "available_stock": "product_id",
    "lot_blocks": "product_id",
    "pick_faces": "product_id",
    "stock": "product_id",
    "movements": "product_id",
    "received_lines": "product_id",
    "returned_lines": "product_id",
    "arrival_notice_lines": "notice_id",
    "order_lines": "order_id",
    "order_rulings": "order_id",
    "order_checks": "order_id",
    "rule_verdicts": "order_id",
    "rule_versions": "rule_id",
    "shipments": "order_id",
    "flyers_held_out": "order_id",
    "flyers_left_out": "shipment_id",
    "return_jobs": "order_id",
    "flyer_inserts": "shipment_id",
    "flyer_redemptions": "insert_id",
    "letter_prints": "shipment_id",
    "packed_serials": "shipment_id",
    "parcels": "shipment_id",
    "slips": "shipment_id",
    "label_file_rows": "shipment_id",
    "handover_parcels": "parcel_id",
    "reservations": "stock_id",
    "connection_shops": "connection_id",
    "shop_accesses": "connection_id",
    "shop_messages": "connection_id",
    "shop_orders": "connection_id",
    "sendings": "news_id",
    "stock_comparisons": "connection_id",
    "stock_differences": "comparison_id",
    "sending_attempts": "sending_id",
}
"""Whose a row is: its owner, or the row that it belongs to."""

FOR_EVERY_OWNER = ("carrier_limits", "carriers", "places", "warehouses", "zones")
"""The house itself, which every owner's rows point at."""

HOW_THE_HOUSE_WORKS = (
    "assembly_jobs",
    "assembly_parts",
    "batch_slots",
    "batches",
    "count_jobs",
    "count_lines",
    "device_events",
    "devices",
    "event_verdicts",
    "exception_photos",
    "exceptions",
    "feed_head",
    "handovers",
    "incarnations",
    "label_files",
    "loose_parts",
    "message_receipts",
    "messages",
    "move_goods",
    "move_jobs",
    "news_readers",
    "news_retention",
    "notices",
    "number_file_rows",
    "number_files",
    "out_files",
    "pack_jobs",
    "pack_lines",
    "people",
    "pick_jobs",
    "pick_lines",
    "receive_jobs",
    "tasks",
    "waves",
    "work_sessions",
)
"""People, devices and work, which are of all owners together: in no owner's archive."""


def tables(*, of_one_owner: bool) -> list[Table]:
    """The tables of an archive; whatever a table points at comes before it."""
    return [
        table
        for table in Record.metadata.sorted_tables
        if table.name not in LEFT_OUT
        and (not of_one_owner or table.name in OWNED_BY or table.name in FOR_EVERY_OWNER)
    ]


def columns_of(table: Table, *, with_secrets: bool) -> list[Column[Any]]:
    """The columns of a table that are in an archive."""
    return [
        column
        for column in table.columns
        if (table.name, column.name) not in NEW_WITH_EACH_LIFE
        and (with_secrets or (table.name, column.name) not in SECRETS)
    ]


def rows_of_owner(table: Table, columns: list[Column[Any]], owner_id: int) -> Select[Any]:
    """The question for an owner's rows of a table."""
    asked = select(*columns)
    if table.name in FOR_EVERY_OWNER:
        return asked
    at = table
    while at.name != "owners" and OWNED_BY[at.name] != "owner_id":
        belongs_by = at.columns[OWNED_BY[at.name]]
        (key,) = belongs_by.foreign_keys
        asked = asked.join(above_of(key), belongs_by == key.column)
        at = above_of(key)
    return asked.where(at.columns[OWNED_BY[at.name]] == owner_id)


def above_of(key: ForeignKey) -> Table:
    """The table that a key points at."""
    above = key.column.table
    assert isinstance(above, Table)
    return above
