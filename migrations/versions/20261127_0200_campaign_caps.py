"""Campaigns belong to an owner, have caps and a substitute; inserts say whose and when."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0200"
down_revision = "20261127_0110"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CAPS = (
    "parcels_max",
    "parcels_per_day_max",
    "parcels_per_customer_max",
    "parcels_per_period_max",
    "period_days",
    "parcel_flyers_max",
    "parcel_grams_max",
)

OWNER_OF_CAMPAIGN = """
UPDATE campaigns SET owner_id =
    (SELECT owner_id FROM products WHERE products.id = campaigns.product_id)
"""
CUSTOMER_OF_INSERT = """
UPDATE flyer_inserts SET
    customer_key = (SELECT orders.customer_key FROM orders
                    JOIN shipments ON shipments.order_id = orders.id
                    WHERE shipments.id = flyer_inserts.shipment_id),
    let_go_at = (SELECT cancelled_at FROM shipments
                 WHERE shipments.id = flyer_inserts.shipment_id),
    planned_on = (SELECT {day} FROM shipments
                  WHERE shipments.id = flyer_inserts.shipment_id)
"""
DAY = {
    "sqlite": "date(released_at / 1000000, 'unixepoch', '+9 hours')",
    "postgresql": "to_char(released_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD')",
}


def upgrade() -> None:
    with op.batch_alter_table("campaigns") as campaigns:
        campaigns.add_column(sa.Column("owner_id", BIG_ID, nullable=True))
        campaigns.add_column(sa.Column("substitute_id", BIG_ID, nullable=True))
        for cap in CAPS:
            campaigns.add_column(sa.Column(cap, sa.Integer(), nullable=True))
        campaigns.add_column(
            sa.Column("not_sent_before", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.execute(OWNER_OF_CAMPAIGN)
    with op.batch_alter_table("campaigns") as campaigns:
        campaigns.alter_column("owner_id", existing_type=BIG_ID, nullable=False)
        campaigns.drop_constraint(op.f("uq_campaigns_code"), type_="unique")
        campaigns.create_unique_constraint(op.f("uq_campaigns_owner_id_code"), ["owner_id", "code"])
        campaigns.create_foreign_key(
            op.f("fk_campaigns_owner_id_owners"), "owners", ["owner_id"], ["id"]
        )
        campaigns.create_foreign_key(
            op.f("fk_campaigns_substitute_id_products"), "products", ["substitute_id"], ["id"]
        )
    with op.batch_alter_table("flyer_inserts") as inserts:
        inserts.add_column(sa.Column("customer_key", sa.String(length=64), nullable=True))
        inserts.add_column(sa.Column("planned_on", sa.String(length=10), nullable=True))
        inserts.add_column(sa.Column("let_go_at", MOMENT, nullable=True))
    op.execute(CUSTOMER_OF_INSERT.format(day=DAY[op.get_bind().dialect.name]))
    with op.batch_alter_table("flyer_inserts") as inserts:
        inserts.alter_column("customer_key", existing_type=sa.String(length=64), nullable=False)
        inserts.alter_column("planned_on", existing_type=sa.String(length=10), nullable=False)
    op.create_index("ix_flyer_inserts_campaign_day", "flyer_inserts", ["campaign_id", "planned_on"])
    op.create_index("ix_flyer_inserts_customer_key", "flyer_inserts", ["customer_key"])


def downgrade() -> None:
    op.drop_index("ix_flyer_inserts_customer_key", table_name="flyer_inserts")
    op.drop_index("ix_flyer_inserts_campaign_day", table_name="flyer_inserts")
    with op.batch_alter_table("flyer_inserts") as inserts:
        for column in ("let_go_at", "planned_on", "customer_key"):
            inserts.drop_column(column)
    with op.batch_alter_table("campaigns") as campaigns:
        campaigns.drop_constraint(op.f("fk_campaigns_substitute_id_products"), type_="foreignkey")
        campaigns.drop_constraint(op.f("fk_campaigns_owner_id_owners"), type_="foreignkey")
        campaigns.drop_constraint(op.f("uq_campaigns_owner_id_code"), type_="unique")
        campaigns.create_unique_constraint(op.f("uq_campaigns_code"), ["code"])
        campaigns.drop_column("not_sent_before")
        for cap in reversed(CAPS):
            campaigns.drop_column(cap)
        campaigns.drop_column("substitute_id")
        campaigns.drop_column("owner_id")
