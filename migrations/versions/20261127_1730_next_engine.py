"""Shops that are asked with keys which change: the second key, a login, shops behind one account."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_1730"
down_revision = "20261127_1700"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEW = ("refresh_token", "login_uid", "login_state", "taken_states")


def upgrade() -> None:
    with op.batch_alter_table("shop_accesses") as accesses:
        accesses.add_column(
            sa.Column("refresh_token", sa.String(300), nullable=False, server_default="")
        )
        accesses.add_column(
            sa.Column("login_uid", sa.String(300), nullable=False, server_default="")
        )
        accesses.add_column(
            sa.Column("login_state", sa.String(300), nullable=False, server_default="")
        )
        accesses.add_column(
            sa.Column("taken_states", sa.JSON(), nullable=False, server_default="[]")
        )
    with op.batch_alter_table("shop_accesses") as accesses:
        for name in NEW:
            accesses.alter_column(name, server_default=None)
    op.create_table(
        "connection_shops",
        sa.Column("connection_id", BIG_ID, nullable=False),
        sa.Column("their_code", sa.String(40), nullable=False),
        sa.Column("shop_id", BIG_ID, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["connections.id"],
            name=op.f("fk_connection_shops_connection_id_connections"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_connection_shops_shop_id_shops")
        ),
        sa.PrimaryKeyConstraint(
            "connection_id", "their_code", "shop_id", name=op.f("pk_connection_shops")
        ),
    )


def downgrade() -> None:
    op.drop_table("connection_shops")
    with op.batch_alter_table("shop_accesses") as accesses:
        for name in NEW:
            accesses.drop_column(name)
