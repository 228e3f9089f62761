"""Upkeep of connections (pausing, dead letters, how long news is kept); formats of one's own;
nightly comparisons of stock.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0960"
down_revision = "20261127_0930"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")
STATES = "state IN ('on', 'paused', 'sandbox', 'off')"
STATES_BEFORE = "state IN ('on', 'sandbox', 'off')"


def upgrade() -> None:
    with op.batch_alter_table("connections") as connections:
        connections.drop_constraint(op.f("ck_connections_state"), type_="check")
        connections.create_check_constraint(op.f("ck_connections_state"), STATES)
    op.add_column("sendings", sa.Column("settled_at", MOMENT, nullable=True))
    op.create_index("ix_sendings_subject", "sendings", ["connection_id", "subject", "id"])
    op.create_index("ix_news_at", "news", ["at"])
    op.create_table(
        "news_retention",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("news_days", sa.Integer(), nullable=False),
        sa.Column("attempts_days", sa.Integer(), nullable=False),
        sa.Column("swept_at", MOMENT, nullable=True),
        sa.Column("swept_news", BIG_ID, nullable=False),
        sa.Column("swept_position", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news_retention")),
    )
    op.create_table(
        "order_formats",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("shop_id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("retired_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_order_formats_shop_id_shops")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_formats")),
    )
    op.create_table(
        "order_format_versions",
        sa.Column("format_id", BIG_ID, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", BIG_ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["format_id"],
            ["order_formats.id"],
            name=op.f("fk_order_format_versions_format_id_order_formats"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["people.id"], name=op.f("fk_order_format_versions_made_by_people")
        ),
        sa.PrimaryKeyConstraint("format_id", "version", name=op.f("pk_order_format_versions")),
    )
    op.create_table(
        "stock_comparisons",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("connection_id", BIG_ID, nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("products", sa.Integer(), nullable=False),
        sa.Column("differences", sa.Integer(), nullable=False),
        sa.Column("told_again", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["connections.id"],
            name=op.f("fk_stock_comparisons_connection_id_connections"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_comparisons")),
    )
    op.create_index(
        "ix_stock_comparisons_connection_id", "stock_comparisons", ["connection_id", "id"]
    )
    op.create_table(
        "stock_differences",
        sa.Column("comparison_id", BIG_ID, nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("shop_id", BIG_ID, nullable=False),
        sa.Column("told_pieces", sa.Integer(), nullable=True),
        sa.Column("now_pieces", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "cause IN ('never_told', 'under_way', 'dead', 'sandbox', 'missed')",
            name=op.f("ck_stock_differences_cause"),
        ),
        sa.ForeignKeyConstraint(
            ["comparison_id"],
            ["stock_comparisons.id"],
            name=op.f("fk_stock_differences_comparison_id_stock_comparisons"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["products.id"],
            name=op.f("fk_stock_differences_product_id_products"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_stock_differences_shop_id_shops")
        ),
        sa.PrimaryKeyConstraint(
            "comparison_id", "product_id", "shop_id", name=op.f("pk_stock_differences")
        ),
    )


def downgrade() -> None:
    op.drop_table("stock_differences")
    op.drop_index("ix_stock_comparisons_connection_id", table_name="stock_comparisons")
    op.drop_table("stock_comparisons")
    op.drop_table("order_format_versions")
    op.drop_table("order_formats")
    op.drop_table("news_retention")
    op.drop_index("ix_news_at", table_name="news")
    op.drop_index("ix_sendings_subject", table_name="sendings")
    op.drop_column("sendings", "settled_at")
    op.execute("UPDATE connections SET state = 'off', listens_from = NULL WHERE state = 'paused'")
    with op.batch_alter_table("connections") as connections:
        connections.drop_constraint(op.f("ck_connections_state"), type_="check")
        connections.create_check_constraint(op.f("ck_connections_state"), STATES_BEFORE)
