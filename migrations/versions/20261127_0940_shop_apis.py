"""Shops by their API: what opens them, what they told, what is known of their orders."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0940"
down_revision = "20261127_0960"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")
WAITS = sa.text("state = 'waiting'")


def of_connection(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_connection_id_connections")
    return sa.ForeignKeyConstraint(["connection_id"], ["connections.id"], name=name)


def upgrade() -> None:
    with op.batch_alter_table("connections") as connections:
        connections.add_column(
            sa.Column("system", sa.String(20), nullable=False, server_default="webhook")
        )
        connections.add_column(sa.Column("trouble", sa.String(40), nullable=True))
        connections.add_column(sa.Column("removed_at", MOMENT, nullable=True))
    with op.batch_alter_table("connections") as connections:
        connections.alter_column("system", server_default=None)
    op.create_table(
        "shop_accesses",
        sa.Column("connection_id", BIG_ID, nullable=False),
        sa.Column("client_id", sa.String(100), nullable=False),
        sa.Column("client_secret", sa.String(200), nullable=False),
        sa.Column("old_client_secret", sa.String(200), nullable=True),
        sa.Column("old_client_until", MOMENT, nullable=True),
        sa.Column("access_token", sa.String(300), nullable=False),
        sa.Column("access_until", MOMENT, nullable=True),
        sa.Column("place", sa.String(100), nullable=False),
        sa.Column("notifies_customers", sa.Boolean(), nullable=False),
        sa.Column("fetched_until", MOMENT, nullable=False),
        sa.Column("fetched_at", MOMENT, nullable=True),
        sa.Column("fetch_due_at", MOMENT, nullable=False),
        sa.Column("fetch_fault", sa.String(40), nullable=True),
        sa.Column("fetch_failures", sa.Integer(), nullable=False),
        sa.Column("refused_at", MOMENT, nullable=True),
        of_connection("shop_accesses"),
        sa.PrimaryKeyConstraint("connection_id", name=op.f("pk_shop_accesses")),
    )
    op.create_table(
        "shop_messages",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("connection_id", BIG_ID, nullable=False),
        sa.Column("external_id", sa.String(100), nullable=False),
        sa.Column("origin", sa.String(10), nullable=False),
        sa.Column("topic", sa.String(100), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("code", sa.String(60), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("shop_order_id", sa.String(60), nullable=False),
        sa.Column("external_no", sa.String(100), nullable=False),
        sa.Column("said_at", MOMENT, nullable=True),
        sa.Column("order_id", BIG_ID, nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("came_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'done', 'passed', 'rejected', 'failed')",
            name=op.f("ck_shop_messages_state"),
        ),
        sa.CheckConstraint(
            "origin IN ('webhook', 'fetched')", name=op.f("ck_shop_messages_origin")
        ),
        of_connection("shop_messages"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_messages")),
        sa.UniqueConstraint(
            "connection_id",
            "external_id",
            name=op.f("uq_shop_messages_connection_id_external_id"),
        ),
    )
    op.create_index("ix_shop_messages_connection_id", "shop_messages", ["connection_id", "id"])
    op.create_index(
        "ix_shop_messages_waiting",
        "shop_messages",
        ["id"],
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )
    op.create_table(
        "shop_orders",
        sa.Column("connection_id", BIG_ID, nullable=False),
        sa.Column("shop_order_id", sa.String(60), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.Column("mark", sa.String(70), nullable=False),
        of_connection("shop_orders"),
        sa.PrimaryKeyConstraint("connection_id", "shop_order_id", name=op.f("pk_shop_orders")),
    )


def downgrade() -> None:
    for table in ("shop_orders", "shop_messages", "shop_accesses"):
        op.drop_table(table)
    with op.batch_alter_table("connections") as connections:
        for column in ("removed_at", "trouble", "system"):
            connections.drop_column(column)
