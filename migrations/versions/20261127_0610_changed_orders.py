"""Orders that are changed: which edition they are, and lines that were withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0610"
down_revision = "20261127_0630"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")
EDITIONS = ("edition", "edition_of_file")
IS_LIVE = sa.text("withdrawn_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("orders") as orders:
        for name in EDITIONS:
            orders.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="1"))
        orders.add_column(
            sa.Column("earlier_digests", sa.JSON(), nullable=False, server_default="[]")
        )
    with op.batch_alter_table("orders") as orders:
        for name in EDITIONS:
            orders.alter_column(name, server_default=None)
        orders.alter_column("earlier_digests", server_default=None)
    with op.batch_alter_table("shipments") as shipments:
        shipments.add_column(
            sa.Column("label_is_void", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("shipments") as shipments:
        shipments.alter_column("label_is_void", server_default=None)
    with op.batch_alter_table("order_lines") as lines:
        lines.add_column(sa.Column("withdrawn_at", MOMENT, nullable=True))
        lines.drop_constraint(op.f("uq_order_lines_order_id_line_no"), type_="unique")
        lines.create_index("ix_order_lines_order_id", ["order_id"])
    op.create_index(
        "uq_order_lines_live_line_no",
        "order_lines",
        ["order_id", "line_no"],
        unique=True,
        sqlite_where=IS_LIVE,
        postgresql_where=IS_LIVE,
    )


def downgrade() -> None:
    op.drop_index("uq_order_lines_live_line_no", "order_lines")
    # What was withdrawn steps behind what is live; the former version knows no such lines.
    op.execute(
        "UPDATE order_lines SET line_no = 1000000 + id % 1000000000 WHERE withdrawn_at IS NOT NULL"
    )
    with op.batch_alter_table("order_lines") as lines:
        lines.drop_index("ix_order_lines_order_id")
        lines.create_unique_constraint(
            op.f("uq_order_lines_order_id_line_no"), ["order_id", "line_no"]
        )
        lines.drop_column("withdrawn_at")
    with op.batch_alter_table("shipments") as shipments:
        shipments.drop_column("label_is_void")
    with op.batch_alter_table("orders") as orders:
        orders.drop_column("earlier_digests")
        for name in EDITIONS:
            orders.drop_column(name)
