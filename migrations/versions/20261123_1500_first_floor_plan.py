"""First floor plan."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "20261123_1500"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "carriers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=60), nullable=False),
        sa.Column("cutoff_time", sa.String(length=5), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.String(length=10), nullable=False),
        sa.Column("valid_until", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carriers")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_carriers_code_valid_from")),
    )
    op.create_table(
        "devices",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("credential_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "enrolled_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "revoked_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.Column(
            "last_seen_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.Column("app_version", sa.String(length=40), nullable=True),
        sa.Column("battery_percent", sa.Integer(), nullable=True),
        sa.Column("unsent_events", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('handheld', 'tablet', 'board')", name=op.f("ck_devices_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
        sa.UniqueConstraint("code", name=op.f("uq_devices_code")),
        sa.UniqueConstraint("credential_hash", name=op.f("uq_devices_credential_hash")),
    )
    op.create_table(
        "failed_logins",
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column(
            "locked_until",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.Column(
            "failed_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_failed_logins")),
    )
    op.create_table(
        "feed_head",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("epoch", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_head")),
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "expires_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "used_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )
    op.create_table(
        "notices",
        sa.Column(
            "position",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column(
            "at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=False
        ),
        sa.Column("topic", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_notices")),
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index("ix_notices_topic_position", ["topic", "position"], unique=False)

    op.create_table(
        "owners",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owners")),
        sa.UniqueConstraint("code", name=op.f("uq_owners_code")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("badge", sa.String(length=40), nullable=True),
        sa.Column("pin_hash", sa.String(length=200), nullable=True),
        sa.Column("login", sa.String(length=60), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "role IN ('picker', 'packer', 'supervisor', 'administrator')",
            name=op.f("ck_people_role"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("badge", name=op.f("uq_people_badge")),
        sa.UniqueConstraint("login", name=op.f("uq_people_login")),
    )
    op.create_table(
        "warehouses",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warehouses")),
        sa.UniqueConstraint("code", name=op.f("uq_warehouses_code")),
    )
    op.create_table(
        "device_events",
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column(
            "device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("incarnation", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=True),
        sa.Column("actor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "device_time",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.Column(
            "received_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column("task_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("lease_no", sa.Integer(), nullable=True),
        sa.Column(
            "expected_revision", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("raw", sa.String(length=500), nullable=False),
        sa.Column("via", sa.String(length=10), nullable=False),
        sa.Column("table_revision", sa.Integer(), nullable=True),
        sa.Column("device_row", sa.String(length=10), nullable=True),
        sa.Column("device_verdict", sa.String(length=12), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_device_events_device_id_devices")
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_device_events")),
        sa.UniqueConstraint(
            "device_id",
            "incarnation",
            "seq",
            name=op.f("uq_device_events_device_id_incarnation_seq"),
        ),
    )
    with op.batch_alter_table("device_events", schema=None) as batch_op:
        batch_op.create_index("ix_device_events_actor", ["actor_id", "received_at"], unique=False)
        batch_op.create_index("ix_device_events_received_at", ["received_at"], unique=False)
        batch_op.create_index("ix_device_events_task_id", ["task_id"], unique=False)

    op.create_table(
        "enrolments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=True),
        sa.Column(
            "expires_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "used_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.Column("device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_enrolments_device_id_devices")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolments")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_enrolments_code_hash")),
    )
    op.create_table(
        "handovers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("carrier_code", sa.String(length=20), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("parcels", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_handovers_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
    )
    op.create_table(
        "incarnations",
        sa.Column(
            "device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("incarnation", sa.String(length=36), nullable=False),
        sa.Column(
            "high_water", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("highest", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_incarnations_device_id_devices")
        ),
        sa.PrimaryKeyConstraint("device_id", "incarnation", name=op.f("pk_incarnations")),
    )
    op.create_table(
        "products",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sku", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("variant", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("has_lots", sa.Boolean(), nullable=False),
        sa.Column("expires", sa.Boolean(), nullable=False),
        sa.Column("weight_grams", sa.Integer(), nullable=True),
        sa.Column("price_yen", sa.Integer(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.CheckConstraint("kind IN ('goods', 'flyer')", name=op.f("ck_products_kind")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["owners.id"], name=op.f("fk_products_owner_id_owners")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_products")),
        sa.UniqueConstraint("owner_id", "sku", name=op.f("uq_products_owner_id_sku")),
    )
    op.create_table(
        "shops",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("carrier_code", sa.String(length=20), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.id"], name=op.f("fk_shops_owner_id_owners")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shops")),
        sa.UniqueConstraint("code", name=op.f("uq_shops_code")),
    )
    op.create_table(
        "waves",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column(
            "released_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "released_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("choice", sa.JSON(), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["released_by"], ["people.id"], name=op.f("fk_waves_released_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waves")),
        sa.UniqueConstraint("number", name=op.f("uq_waves_number")),
    )
    op.create_table(
        "work_sessions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "started_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "expires_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "ended_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_work_sessions_device_id_devices")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_work_sessions_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_sessions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_work_sessions_public_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_work_sessions_token_hash")),
    )
    with op.batch_alter_table("work_sessions", schema=None) as batch_op:
        batch_op.create_index("ix_work_sessions_person_id", ["person_id"], unique=False)

    op.create_table(
        "zones",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "warehouse_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["warehouse_id"], ["warehouses.id"], name=op.f("fk_zones_warehouse_id_warehouses")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zones")),
        sa.UniqueConstraint("warehouse_id", "code", name=op.f("uq_zones_warehouse_id_code")),
    )
    op.create_table(
        "barcodes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("raw", sa.String(length=64), nullable=False),
        sa.Column("quantity_pieces", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity_pieces > 0", name=op.f("ck_barcodes_quantity_pieces")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["owners.id"], name=op.f("fk_barcodes_owner_id_owners")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_barcodes_product_id_products")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_barcodes")),
        sa.UniqueConstraint("owner_id", "code", name=op.f("uq_barcodes_owner_id_code")),
    )
    with op.batch_alter_table("barcodes", schema=None) as batch_op:
        batch_op.create_index("ix_barcodes_product_id", ["product_id"], unique=False)

    op.create_table(
        "campaigns",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("shop_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("ordered_from", sa.String(length=10), nullable=True),
        sa.Column("ordered_until", sa.String(length=10), nullable=True),
        sa.Column("reason_ja", sa.String(length=200), nullable=False),
        sa.Column("reason_en", sa.String(length=200), nullable=False),
        sa.Column("quantity_pieces", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "audience IN ('all', 'first', 'repeat')", name=op.f("ck_campaigns_audience")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_campaigns_product_id_products")
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_campaigns_shop_id_shops")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
        sa.UniqueConstraint("code", name=op.f("uq_campaigns_code")),
    )
    op.create_table(
        "event_verdicts",
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("row", sa.String(length=10), nullable=False),
        sa.Column("because", sa.String(length=40), nullable=True),
        sa.Column("flow", sa.String(length=20), nullable=False),
        sa.Column("table_revision", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("revision", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("mismatch", sa.Boolean(), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "shipment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["device_events.event_id"],
            name=op.f("fk_event_verdicts_event_id_device_events"),
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_verdicts")),
    )
    with op.batch_alter_table("event_verdicts", schema=None) as batch_op:
        batch_op.create_index("ix_event_verdicts_order_id", ["order_id"], unique=False)
        batch_op.create_index("ix_event_verdicts_shipment_id", ["shipment_id"], unique=False)

    op.create_table(
        "import_files",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("shop_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("profile", sa.String(length=30), nullable=False),
        sa.Column("encoding", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("failure", sa.String(length=60), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("done_rows", sa.Integer(), nullable=False),
        sa.Column("imported_rows", sa.Integer(), nullable=False),
        sa.Column("duplicate_rows", sa.Integer(), nullable=False),
        sa.Column("rejected_rows", sa.Integer(), nullable=False),
        sa.Column("orders_reserved", sa.Integer(), nullable=False),
        sa.Column("orders_short", sa.Integer(), nullable=False),
        sa.Column(
            "uploaded_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "uploaded_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "finished_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.CheckConstraint(
            "state IN ('preview', 'running', 'done', 'failed')", name=op.f("ck_import_files_state")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_import_files_shop_id_shops")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by"], ["people.id"], name=op.f("fk_import_files_uploaded_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_files")),
    )
    with op.batch_alter_table("import_files", schema=None) as batch_op:
        batch_op.create_index("ix_import_files_sha256", ["sha256"], unique=False)

    op.create_table(
        "orders",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("shop_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("external_no", sa.String(length=100), nullable=False),
        sa.Column("row_digest", sa.String(length=64), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column(
            "stage_since",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column("hold_reason", sa.String(length=60), nullable=True),
        sa.Column(
            "ordered_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "imported_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "ship_by",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column("carrier_code", sa.String(length=20), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("delivery_date", sa.String(length=10), nullable=True),
        sa.Column("delivery_slot", sa.String(length=40), nullable=True),
        sa.Column("is_gift", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("total_yen", sa.Integer(), nullable=False),
        sa.Column("customer_key", sa.String(length=64), nullable=False),
        sa.Column("purchase_number", sa.Integer(), nullable=False),
        sa.Column("consignee", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "stage IN ('waiting', 'reserved', 'released', 'picking', 'picked', 'packing', 'packed', 'shipped', 'held', 'cancelled')",
            name=op.f("ck_orders_stage"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["owners.id"], name=op.f("fk_orders_owner_id_owners")
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_orders_shop_id_shops")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
        sa.UniqueConstraint("shop_id", "external_no", name=op.f("uq_orders_shop_id_external_no")),
    )
    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.create_index("ix_orders_customer", ["shop_id", "customer_key"], unique=False)
        batch_op.create_index("ix_orders_stage_ship_by", ["stage", "ship_by"], unique=False)

    op.create_table(
        "places",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "warehouse_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("zone_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("aisle", sa.String(length=10), nullable=False),
        sa.Column("x_millimetres", sa.Integer(), nullable=False),
        sa.Column("y_millimetres", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("walk_order", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('shelf', 'rack', 'tote', 'cart', 'station', 'parcel', 'virtual')",
            name=op.f("ck_places_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["warehouse_id"], ["warehouses.id"], name=op.f("fk_places_warehouse_id_warehouses")
        ),
        sa.ForeignKeyConstraint(["zone_id"], ["zones.id"], name=op.f("fk_places_zone_id_zones")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint("warehouse_id", "code", name=op.f("uq_places_warehouse_id_code")),
    )
    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.create_index("ix_places_kind_walk_order", ["kind", "walk_order"], unique=False)

    op.create_table(
        "product_pictures",
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_product_pictures_product_id_products")
        ),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_product_pictures")),
    )
    op.create_table(
        "batches",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("wave_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column(
            "cart_place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "cart_freed_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["cart_place_id"], ["places.id"], name=op.f("fk_batches_cart_place_id_places")
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_batches_wave_id_waves")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
        sa.UniqueConstraint("number", name=op.f("uq_batches_number")),
    )
    with op.batch_alter_table("batches", schema=None) as batch_op:
        batch_op.create_index(
            "uq_batches_live_cart",
            ["cart_place_id"],
            unique=True,
            sqlite_where=sa.text("cart_place_id IS NOT NULL AND cart_freed_at IS NULL"),
            postgresql_where=sa.text("cart_place_id IS NOT NULL AND cart_freed_at IS NULL"),
        )

    op.create_table(
        "import_rows",
        sa.Column(
            "import_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("row_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("column_name", sa.String(length=100), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("external_no", sa.String(length=100), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('imported', 'duplicate', 'rejected')", name=op.f("ck_import_rows_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_files.id"], name=op.f("fk_import_rows_import_id_import_files")
        ),
        sa.PrimaryKeyConstraint("import_id", "row_no", name=op.f("pk_import_rows")),
    )
    op.create_table(
        "order_lines",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("line_no", sa.Integer(), nullable=False),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("external_sku", sa.String(length=100), nullable=False),
        sa.Column("quantity_pieces", sa.Integer(), nullable=False),
        sa.Column("short_pieces", sa.Integer(), nullable=False),
        sa.Column("price_yen", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity_pieces > 0", name=op.f("ck_order_lines_quantity_pieces")),
        sa.CheckConstraint(
            "short_pieces >= 0 AND short_pieces <= quantity_pieces",
            name=op.f("ck_order_lines_short_pieces"),
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_order_lines_order_id_orders")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_order_lines_product_id_products")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_lines")),
        sa.UniqueConstraint("order_id", "line_no", name=op.f("uq_order_lines_order_id_line_no")),
    )
    op.create_table(
        "shipments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=15), nullable=False),
        sa.Column("carrier_code", sa.String(length=20), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column(
            "released_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "cancelled_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_shipments_order_id_orders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipments")),
        sa.UniqueConstraint("number", name=op.f("uq_shipments_number")),
    )
    with op.batch_alter_table("shipments", schema=None) as batch_op:
        batch_op.create_index(
            "uq_shipments_live_order",
            ["order_id"],
            unique=True,
            sqlite_where=sa.text("cancelled_at IS NULL"),
            postgresql_where=sa.text("cancelled_at IS NULL"),
        )

    op.create_table(
        "stock",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("expires_on", sa.String(length=10), nullable=True),
        sa.Column("on_hand_pieces", sa.Integer(), nullable=False),
        sa.Column("held_pieces", sa.Integer(), nullable=False),
        sa.Column("is_virtual", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "held_pieces >= 0 AND (is_virtual OR held_pieces <= on_hand_pieces)",
            name=op.f("ck_stock_held_pieces"),
        ),
        sa.CheckConstraint(
            "is_virtual OR on_hand_pieces >= 0", name=op.f("ck_stock_on_hand_pieces")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_stock_place_id_places")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_stock_product_id_products")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock")),
        sa.UniqueConstraint(
            "place_id", "product_id", "lot", name=op.f("uq_stock_place_id_product_id_lot")
        ),
    )
    with op.batch_alter_table("stock", schema=None) as batch_op:
        batch_op.create_index("ix_stock_product_id", ["product_id"], unique=False)

    op.create_table(
        "batch_slots",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column(
            "shipment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "tote_place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "freed_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_batch_slots_batch_id_batches")
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipments.id"], name=op.f("fk_batch_slots_shipment_id_shipments")
        ),
        sa.ForeignKeyConstraint(
            ["tote_place_id"], ["places.id"], name=op.f("fk_batch_slots_tote_place_id_places")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_slots")),
        sa.UniqueConstraint("batch_id", "slot", name=op.f("uq_batch_slots_batch_id_slot")),
    )
    with op.batch_alter_table("batch_slots", schema=None) as batch_op:
        batch_op.create_index("ix_batch_slots_shipment_id", ["shipment_id"], unique=False)
        batch_op.create_index(
            "uq_batch_slots_live_tote",
            ["tote_place_id"],
            unique=True,
            sqlite_where=sa.text("tote_place_id IS NOT NULL AND freed_at IS NULL"),
            postgresql_where=sa.text("tote_place_id IS NOT NULL AND freed_at IS NULL"),
        )

    op.create_table(
        "flyer_inserts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "shipment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("campaign_revision", sa.Integer(), nullable=False),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("quantity_pieces", sa.Integer(), nullable=False),
        sa.Column("inserted_pieces", sa.Integer(), nullable=False),
        sa.Column(
            "waived_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.Column("waived_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "inserted_pieces >= 0 AND inserted_pieces <= quantity_pieces",
            name=op.f("ck_flyer_inserts_pieces"),
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_flyer_inserts_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_flyer_inserts_product_id_products")
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipments.id"], name=op.f("fk_flyer_inserts_shipment_id_shipments")
        ),
        sa.ForeignKeyConstraint(
            ["waived_by"], ["people.id"], name=op.f("fk_flyer_inserts_waived_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flyer_inserts")),
        sa.UniqueConstraint(
            "shipment_id", "campaign_id", name=op.f("uq_flyer_inserts_shipment_id_campaign_id")
        ),
    )
    with op.batch_alter_table("flyer_inserts", schema=None) as batch_op:
        batch_op.create_index("ix_flyer_inserts_shipment_id", ["shipment_id"], unique=False)

    op.create_table(
        "movements",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=False
        ),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("quantity_pieces", sa.Integer(), nullable=False),
        sa.Column(
            "source_place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "target_place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("row", sa.String(length=10), nullable=True),
        sa.Column("event_id", sa.String(length=36), nullable=True),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "order_line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint("quantity_pieces > 0", name=op.f("ck_movements_quantity_pieces")),
        sa.CheckConstraint("source_place_id <> target_place_id", name=op.f("ck_movements_places")),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_lines.id"],
            name=op.f("fk_movements_order_line_id_order_lines"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_movements_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_movements_product_id_products")
        ),
        sa.ForeignKeyConstraint(
            ["source_place_id"], ["places.id"], name=op.f("fk_movements_source_place_id_places")
        ),
        sa.ForeignKeyConstraint(
            ["target_place_id"], ["places.id"], name=op.f("fk_movements_target_place_id_places")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_movements")),
    )
    with op.batch_alter_table("movements", schema=None) as batch_op:
        batch_op.create_index("ix_movements_event_id", ["event_id"], unique=False)
        batch_op.create_index("ix_movements_product_id", ["product_id"], unique=False)

    op.create_table(
        "parcels",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "shipment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("carrier_code", sa.String(length=20), nullable=False),
        sa.Column("tracking_no", sa.String(length=30), nullable=False),
        sa.Column(
            "closed_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "closed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "handed_over_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["people.id"], name=op.f("fk_parcels_closed_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_parcels_place_id_places")
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipments.id"], name=op.f("fk_parcels_shipment_id_shipments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcels")),
        sa.UniqueConstraint(
            "carrier_code", "tracking_no", name=op.f("uq_parcels_carrier_code_tracking_no")
        ),
        sa.UniqueConstraint("shipment_id", name=op.f("uq_parcels_shipment_id")),
    )
    op.create_table(
        "reservations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stock_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "order_line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "flyer_insert_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("quantity_pieces", sa.Integer(), nullable=False),
        sa.Column("used_pieces", sa.Integer(), nullable=False),
        sa.Column("released_pieces", sa.Integer(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(order_line_id IS NULL) <> (flyer_insert_id IS NULL)",
            name=op.f("ck_reservations_purpose"),
        ),
        sa.CheckConstraint(
            "used_pieces >= 0 AND released_pieces >= 0 AND used_pieces + released_pieces <= quantity_pieces",
            name=op.f("ck_reservations_pieces"),
        ),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_lines.id"],
            name=op.f("fk_reservations_order_line_id_order_lines"),
        ),
        sa.ForeignKeyConstraint(
            ["stock_id"], ["stock.id"], name=op.f("fk_reservations_stock_id_stock")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservations")),
    )
    with op.batch_alter_table("reservations", schema=None) as batch_op:
        batch_op.create_index("ix_reservations_flyer_insert_id", ["flyer_insert_id"], unique=False)
        batch_op.create_index("ix_reservations_order_line_id", ["order_line_id"], unique=False)
        batch_op.create_index("ix_reservations_stock_id", ["stock_id"], unique=False)

    op.create_table(
        "tasks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "shipment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "after_task_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("zone", sa.String(length=20), nullable=False),
        sa.Column("carrier_code", sa.String(length=20), nullable=False),
        sa.Column(
            "due_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("shipments", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("lease_no", sa.Integer(), nullable=False),
        sa.Column(
            "lease_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "lease_device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "lease_expires_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.Column(
            "claimed_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.Column(
            "finished_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('pick', 'pack', 'ship')", name=op.f("ck_tasks_kind")),
        sa.CheckConstraint(
            "stage IN ('waiting', 'open', 'claimed', 'done', 'held', 'cancelled')",
            name=op.f("ck_tasks_stage"),
        ),
        sa.ForeignKeyConstraint(
            ["after_task_id"], ["tasks.id"], name=op.f("fk_tasks_after_task_id_tasks")
        ),
        sa.ForeignKeyConstraint(
            ["lease_device_id"], ["devices.id"], name=op.f("fk_tasks_lease_device_id_devices")
        ),
        sa.ForeignKeyConstraint(
            ["lease_person_id"], ["people.id"], name=op.f("fk_tasks_lease_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipments.id"], name=op.f("fk_tasks_shipment_id_shipments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.create_index("ix_tasks_after_task_id", ["after_task_id"], unique=False)
        batch_op.create_index("ix_tasks_kind_stage", ["kind", "stage", "due_at"], unique=False)
        batch_op.create_index(
            "ix_tasks_lease",
            ["lease_expires_at"],
            unique=False,
            sqlite_where=sa.text("stage = 'claimed'"),
            postgresql_where=sa.text("stage = 'claimed'"),
        )
        batch_op.create_index("ix_tasks_shipment_id", ["shipment_id"], unique=False)

    op.create_table(
        "exceptions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "shipment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("task_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "order_line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("event_id", sa.String(length=36), nullable=True),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("quantity_pieces", sa.Integer(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column(
            "raised_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=False,
        ),
        sa.Column(
            "resolved_at",
            sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"),
            nullable=True,
        ),
        sa.Column(
            "resolved_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("resolution", sa.String(length=20), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_exceptions_order_id_orders")
        ),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_lines.id"],
            name=op.f("fk_exceptions_order_line_id_order_lines"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_exceptions_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_exceptions_place_id_places")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_exceptions_product_id_products")
        ),
        sa.ForeignKeyConstraint(
            ["resolved_by"], ["people.id"], name=op.f("fk_exceptions_resolved_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipments.id"], name=op.f("fk_exceptions_shipment_id_shipments")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_exceptions_task_id_tasks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exceptions")),
    )
    with op.batch_alter_table("exceptions", schema=None) as batch_op:
        batch_op.create_index(
            "ix_exceptions_open",
            ["raised_at"],
            unique=False,
            sqlite_where=sa.text("resolved_at IS NULL"),
            postgresql_where=sa.text("resolved_at IS NULL"),
        )
        batch_op.create_index("ix_exceptions_order_id", ["order_id"], unique=False)
        batch_op.create_index("ix_exceptions_shipment_id", ["shipment_id"], unique=False)

    op.create_table(
        "handover_parcels",
        sa.Column(
            "parcel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "handover_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"],
            ["handovers.id"],
            name=op.f("fk_handover_parcels_handover_id_handovers"),
        ),
        sa.ForeignKeyConstraint(
            ["parcel_id"], ["parcels.id"], name=op.f("fk_handover_parcels_parcel_id_parcels")
        ),
        sa.PrimaryKeyConstraint("parcel_id", name=op.f("pk_handover_parcels")),
    )
    op.create_table(
        "pack_jobs",
        sa.Column("task_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "shipment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "tote_place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "parcel_place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("slip", sa.String(length=30), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parcel_place_id"], ["places.id"], name=op.f("fk_pack_jobs_parcel_place_id_places")
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipments.id"], name=op.f("fk_pack_jobs_shipment_id_shipments")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_pack_jobs_task_id_tasks")),
        sa.ForeignKeyConstraint(
            ["tote_place_id"], ["places.id"], name=op.f("fk_pack_jobs_tote_place_id_places")
        ),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_pack_jobs")),
        sa.UniqueConstraint("shipment_id", name=op.f("uq_pack_jobs_shipment_id")),
    )
    op.create_table(
        "pack_lines",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("task_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "order_line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("wanted_pieces", sa.Integer(), nullable=False),
        sa.Column("packed_pieces", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "packed_pieces >= 0 AND packed_pieces <= wanted_pieces",
            name=op.f("ck_pack_lines_pieces"),
        ),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_lines.id"],
            name=op.f("fk_pack_lines_order_line_id_order_lines"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_pack_lines_product_id_products")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_pack_lines_task_id_tasks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_lines")),
        sa.UniqueConstraint(
            "task_id", "order_line_id", "lot", name=op.f("uq_pack_lines_task_id_order_line_id_lot")
        ),
    )
    with op.batch_alter_table("pack_lines", schema=None) as batch_op:
        batch_op.create_index("ix_pack_lines_order_line_id", ["order_line_id"], unique=False)

    op.create_table(
        "pick_jobs",
        sa.Column("task_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("at_line", sa.Integer(), nullable=False),
        sa.Column("ships_on", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_pick_jobs_batch_id_batches")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_pick_jobs_task_id_tasks")),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_pick_jobs")),
        sa.UniqueConstraint("batch_id", name=op.f("uq_pick_jobs_batch_id")),
    )
    op.create_table(
        "pick_lines",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("task_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column(
            "shipment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "order_line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "reservation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("stock_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("expires_on", sa.String(length=10), nullable=True),
        sa.Column("wanted_pieces", sa.Integer(), nullable=False),
        sa.Column("picked_pieces", sa.Integer(), nullable=False),
        sa.Column("placed_pieces", sa.Integer(), nullable=False),
        sa.Column("short_pieces", sa.Integer(), nullable=False),
        sa.Column("short_reason", sa.String(length=20), nullable=True),
        sa.CheckConstraint(
            "placed_pieces >= 0 AND placed_pieces <= picked_pieces AND short_pieces >= 0 AND picked_pieces + short_pieces <= wanted_pieces",
            name=op.f("ck_pick_lines_pieces"),
        ),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_lines.id"],
            name=op.f("fk_pick_lines_order_line_id_order_lines"),
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_pick_lines_place_id_places")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_pick_lines_product_id_products")
        ),
        sa.ForeignKeyConstraint(
            ["reservation_id"],
            ["reservations.id"],
            name=op.f("fk_pick_lines_reservation_id_reservations"),
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipments.id"], name=op.f("fk_pick_lines_shipment_id_shipments")
        ),
        sa.ForeignKeyConstraint(
            ["stock_id"], ["stock.id"], name=op.f("fk_pick_lines_stock_id_stock")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_pick_lines_task_id_tasks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pick_lines")),
        sa.UniqueConstraint("task_id", "sequence", name=op.f("uq_pick_lines_task_id_sequence")),
    )
    with op.batch_alter_table("pick_lines", schema=None) as batch_op:
        batch_op.create_index("ix_pick_lines_order_line_id", ["order_line_id"], unique=False)
        batch_op.create_index("ix_pick_lines_shipment_id", ["shipment_id"], unique=False)

    # The feed begins at nothing; the epoch names this life of the database.
    op.execute(
        sa.text("INSERT INTO feed_head (id, position, epoch) VALUES (1, 0, :epoch)").bindparams(
            epoch=str(uuid.uuid4())
        )
    )


def downgrade() -> None:
    with op.batch_alter_table("pick_lines", schema=None) as batch_op:
        batch_op.drop_index("ix_pick_lines_shipment_id")
        batch_op.drop_index("ix_pick_lines_order_line_id")

    op.drop_table("pick_lines")
    op.drop_table("pick_jobs")
    with op.batch_alter_table("pack_lines", schema=None) as batch_op:
        batch_op.drop_index("ix_pack_lines_order_line_id")

    op.drop_table("pack_lines")
    op.drop_table("pack_jobs")
    op.drop_table("handover_parcels")
    with op.batch_alter_table("exceptions", schema=None) as batch_op:
        batch_op.drop_index("ix_exceptions_shipment_id")
        batch_op.drop_index("ix_exceptions_order_id")
        batch_op.drop_index(
            "ix_exceptions_open",
            sqlite_where=sa.text("resolved_at IS NULL"),
            postgresql_where=sa.text("resolved_at IS NULL"),
        )

    op.drop_table("exceptions")
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_index("ix_tasks_shipment_id")
        batch_op.drop_index(
            "ix_tasks_lease",
            sqlite_where=sa.text("stage = 'claimed'"),
            postgresql_where=sa.text("stage = 'claimed'"),
        )
        batch_op.drop_index("ix_tasks_kind_stage")
        batch_op.drop_index("ix_tasks_after_task_id")

    op.drop_table("tasks")
    with op.batch_alter_table("reservations", schema=None) as batch_op:
        batch_op.drop_index("ix_reservations_stock_id")
        batch_op.drop_index("ix_reservations_order_line_id")
        batch_op.drop_index("ix_reservations_flyer_insert_id")

    op.drop_table("reservations")
    op.drop_table("parcels")
    with op.batch_alter_table("movements", schema=None) as batch_op:
        batch_op.drop_index("ix_movements_product_id")
        batch_op.drop_index("ix_movements_event_id")

    op.drop_table("movements")
    with op.batch_alter_table("flyer_inserts", schema=None) as batch_op:
        batch_op.drop_index("ix_flyer_inserts_shipment_id")

    op.drop_table("flyer_inserts")
    with op.batch_alter_table("batch_slots", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_batch_slots_live_tote",
            sqlite_where=sa.text("tote_place_id IS NOT NULL AND freed_at IS NULL"),
            postgresql_where=sa.text("tote_place_id IS NOT NULL AND freed_at IS NULL"),
        )
        batch_op.drop_index("ix_batch_slots_shipment_id")

    op.drop_table("batch_slots")
    with op.batch_alter_table("stock", schema=None) as batch_op:
        batch_op.drop_index("ix_stock_product_id")

    op.drop_table("stock")
    with op.batch_alter_table("shipments", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_shipments_live_order",
            sqlite_where=sa.text("cancelled_at IS NULL"),
            postgresql_where=sa.text("cancelled_at IS NULL"),
        )

    op.drop_table("shipments")
    op.drop_table("order_lines")
    op.drop_table("import_rows")
    with op.batch_alter_table("batches", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_batches_live_cart",
            sqlite_where=sa.text("cart_place_id IS NOT NULL AND cart_freed_at IS NULL"),
            postgresql_where=sa.text("cart_place_id IS NOT NULL AND cart_freed_at IS NULL"),
        )

    op.drop_table("batches")
    op.drop_table("product_pictures")
    with op.batch_alter_table("places", schema=None) as batch_op:
        batch_op.drop_index("ix_places_kind_walk_order")

    op.drop_table("places")
    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.drop_index("ix_orders_stage_ship_by")
        batch_op.drop_index("ix_orders_customer")

    op.drop_table("orders")
    with op.batch_alter_table("import_files", schema=None) as batch_op:
        batch_op.drop_index("ix_import_files_sha256")

    op.drop_table("import_files")
    with op.batch_alter_table("event_verdicts", schema=None) as batch_op:
        batch_op.drop_index("ix_event_verdicts_shipment_id")
        batch_op.drop_index("ix_event_verdicts_order_id")

    op.drop_table("event_verdicts")
    op.drop_table("campaigns")
    with op.batch_alter_table("barcodes", schema=None) as batch_op:
        batch_op.drop_index("ix_barcodes_product_id")

    op.drop_table("barcodes")
    op.drop_table("zones")
    with op.batch_alter_table("work_sessions", schema=None) as batch_op:
        batch_op.drop_index("ix_work_sessions_person_id")

    op.drop_table("work_sessions")
    op.drop_table("waves")
    op.drop_table("shops")
    op.drop_table("products")
    op.drop_table("incarnations")
    op.drop_table("handovers")
    op.drop_table("enrolments")
    with op.batch_alter_table("device_events", schema=None) as batch_op:
        batch_op.drop_index("ix_device_events_task_id")
        batch_op.drop_index("ix_device_events_received_at")
        batch_op.drop_index("ix_device_events_actor")

    op.drop_table("device_events")
    op.drop_table("warehouses")
    op.drop_table("people")
    op.drop_table("owners")
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_index("ix_notices_topic_position")

    op.drop_table("notices")
    op.drop_table("invitations")
    op.drop_table("feed_head")
    op.drop_table("failed_logins")
    op.drop_table("devices")
    op.drop_table("carriers")
