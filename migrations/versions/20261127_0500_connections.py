"""Connections: who is told, what, and what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0500"
down_revision = "20261127_0400"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")
IS_OPEN = sa.text("state IN ('waiting', 'sending')")


def foreign(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade() -> None:
    op.create_table(
        "connections",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("owner_id", BIG_ID, nullable=False),
        sa.Column("shop_id", BIG_ID, nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("secret", sa.String(length=80), nullable=False),
        sa.Column("old_secret", sa.String(length=80), nullable=True),
        sa.Column("old_secret_until", MOMENT, nullable=True),
        sa.Column("key_hash", sa.String(length=64), nullable=True),
        sa.Column("listens_from", BIG_ID, nullable=True),
        sa.Column("failures_in_a_row", sa.Integer(), nullable=False),
        sa.Column("rests_until", MOMENT, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", BIG_ID, nullable=True),
        sa.CheckConstraint("state IN ('on', 'sandbox', 'off')", name=op.f("ck_connections_state")),
        foreign("connections", "owner_id", "owners"),
        foreign("connections", "shop_id", "shops"),
        foreign("connections", "made_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connections")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_connections_key_hash")),
    )
    op.create_index("ix_connections_owner_id", "connections", ["owner_id"])
    op.create_table(
        "news_readers",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("position", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news_readers")),
    )
    op.create_table(
        "news",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("public_id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", BIG_ID, nullable=False),
        sa.Column("shop_id", BIG_ID, nullable=True),
        sa.Column("connection_id", BIG_ID, nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("position", BIG_ID, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        foreign("news", "owner_id", "owners"),
        foreign("news", "shop_id", "shops"),
        foreign("news", "connection_id", "connections"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news")),
        sa.UniqueConstraint("public_id", name=op.f("uq_news_public_id")),
    )
    op.create_index("ix_news_owner_id", "news", ["owner_id", "id"])
    op.create_index("ix_news_position", "news", ["position"])
    op.create_table(
        "sendings",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("news_id", BIG_ID, nullable=False),
        sa.Column("connection_id", BIG_ID, nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("claimed_until", MOMENT, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'sending', 'heard', 'dead', 'overtaken', 'sandbox')",
            name=op.f("ck_sendings_state"),
        ),
        foreign("sendings", "news_id", "news"),
        foreign("sendings", "connection_id", "connections"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sendings")),
        sa.UniqueConstraint(
            "news_id", "connection_id", name=op.f("uq_sendings_news_id_connection_id")
        ),
    )
    op.create_index("ix_sendings_connection_id", "sendings", ["connection_id", "id"])
    op.create_index(
        "ix_sendings_open",
        "sendings",
        ["connection_id", "subject", "id"],
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )
    op.create_table(
        "sending_attempts",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("sending_id", BIG_ID, nullable=False),
        sa.Column("connection_id", BIG_ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("fault", sa.String(length=40), nullable=True),
        sa.Column("answer", sa.String(length=500), nullable=False),
        foreign("sending_attempts", "sending_id", "sendings"),
        foreign("sending_attempts", "connection_id", "connections"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sending_attempts")),
    )
    op.create_index("ix_sending_attempts_sending_id", "sending_attempts", ["sending_id"])
    op.create_index("ix_sending_attempts_at", "sending_attempts", ["at"])


def downgrade() -> None:
    for table in ("sending_attempts", "sendings", "news", "news_readers", "connections"):
        op.drop_table(table)
