"""Terms of stock: what shops ask of goods, blocked lots, what is for sale, and split orders."""

import sqlalchemy as sa
from alembic import op

revision = "20261126_2010"
down_revision = "20261126_2000"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")
LIVE = sa.text("released_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("shops") as shops:
        shops.add_column(whole("least_days_left"))
        shops.add_column(whole("safety_pieces"))
        shops.add_column(flag("takes_partial"))
        shops.add_column(flag("keeps_one_lot"))
        shops.add_column(
            sa.Column("on_short", sa.String(length=12), nullable=False, server_default="ask")
        )
        shops.create_check_constraint(
            op.f("ck_shops_stock_terms"), "least_days_left >= 0 AND safety_pieces >= 0"
        )
        shops.create_check_constraint(
            op.f("ck_shops_on_short"), "on_short IN ('ask', 'split', 'go_without')"
        )
    with op.batch_alter_table("products") as products:
        products.add_column(whole("blocked_days"))
        products.add_column(sa.Column("safety_pieces", sa.Integer(), nullable=True))
        products.add_column(flag("goes_first_in"))
        products.create_check_constraint(
            op.f("ck_products_stock_terms"), "blocked_days >= 0 AND safety_pieces >= 0"
        )
    op.add_column("warehouses", whole("counts_a_day"))
    op.add_column("stock", sa.Column("lies_since", MOMENT, nullable=True))
    with op.batch_alter_table("orders") as orders:
        orders.add_column(sa.Column("split_from_id", BIG_ID, nullable=True))
        orders.create_foreign_key(
            op.f("fk_orders_split_from_id_orders"), "orders", ["split_from_id"], ["id"]
        )
    op.create_index("ix_orders_split_from_id", "orders", ["split_from_id"])
    op.create_table(
        "lot_blocks",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("blocked_at", MOMENT, nullable=False),
        sa.Column("blocked_by", BIG_ID, nullable=False),
        sa.Column("released_at", MOMENT, nullable=True),
        sa.Column("released_by", BIG_ID, nullable=True),
        sa.CheckConstraint(
            "reason IN ('quality', 'recall', 'damage', 'customs', 'inspection', 'other')",
            name=op.f("ck_lot_blocks_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_lot_blocks_product_id_products")
        ),
        sa.ForeignKeyConstraint(
            ["blocked_by"], ["people.id"], name=op.f("fk_lot_blocks_blocked_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["released_by"], ["people.id"], name=op.f("fk_lot_blocks_released_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot_blocks")),
    )
    op.create_index(
        "uq_lot_blocks_live",
        "lot_blocks",
        ["product_id", "lot"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_table(
        "available_stock",
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_available_stock_product_id_products")
        ),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_available_stock")),
    )


def whole(name: str) -> sa.Column[int]:
    """A count that begins at none."""
    return sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0"))


def flag(name: str) -> sa.Column[bool]:
    """A setting that begins switched off."""
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def downgrade() -> None:
    op.drop_table("available_stock")
    op.drop_table("lot_blocks")
    op.drop_index("ix_orders_split_from_id", "orders")
    with op.batch_alter_table("orders") as orders:
        orders.drop_constraint(op.f("fk_orders_split_from_id_orders"), type_="foreignkey")
        orders.drop_column("split_from_id")
    op.drop_column("stock", "lies_since")
    op.drop_column("warehouses", "counts_a_day")
    with op.batch_alter_table("products") as products:
        products.drop_constraint(op.f("ck_products_stock_terms"), type_="check")
        products.drop_column("goes_first_in")
        products.drop_column("safety_pieces")
        products.drop_column("blocked_days")
    with op.batch_alter_table("shops") as shops:
        shops.drop_constraint(op.f("ck_shops_on_short"), type_="check")
        shops.drop_constraint(op.f("ck_shops_stock_terms"), type_="check")
        for name in (
            "on_short",
            "keeps_one_lot",
            "takes_partial",
            "safety_pieces",
            "least_days_left",
        ):
            shops.drop_column(name)
