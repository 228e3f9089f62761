"""How thick goods are, what a carrier's service takes, who confirms instructions."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0930"
down_revision = "20261127_0920"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("products", sa.Column("thickness_mm", sa.Integer(), nullable=True))
    op.add_column("campaigns", sa.Column("parcel_mm_max", sa.Integer(), nullable=True))
    op.add_column(
        "pack_jobs",
        sa.Column("unconfirmed", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "carrier_limits",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("carrier_code", sa.String(length=20), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("thickness_mm_max", sa.Integer(), nullable=True),
        sa.Column("weight_grams_max", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.String(length=10), nullable=False),
        sa.Column("valid_until", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carrier_limits")),
        sa.UniqueConstraint(
            "carrier_code",
            "service",
            "valid_from",
            name=op.f("uq_carrier_limits_carrier_code_service_valid_from"),
        ),
    )
    op.create_table(
        "flyers_left_out",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("shipment_id", BIG_ID, nullable=False),
        sa.Column("campaign_id", BIG_ID, nullable=True),
        sa.Column("campaign_revision", sa.Integer(), nullable=False),
        sa.Column("by_rule", sa.String(length=60), nullable=True),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("why", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name=op.f("fk_flyers_left_out_campaign_id_campaigns"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_flyers_left_out_product_id_products")
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"],
            ["shipments.id"],
            name=op.f("fk_flyers_left_out_shipment_id_shipments"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flyers_left_out")),
    )
    op.create_index("ix_flyers_left_out_shipment_id", "flyers_left_out", ["shipment_id"])


def downgrade() -> None:
    op.drop_table("flyers_left_out")
    op.drop_table("carrier_limits")
    op.drop_column("pack_jobs", "unconfirmed")
    op.drop_column("campaigns", "parcel_mm_max")
    op.drop_column("products", "thickness_mm")
