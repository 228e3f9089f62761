"""The door: what was found of orders as they came in."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0660"
down_revision = "20261127_0650"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "order_checks",
        sa.Column("order_id", BIG_ID, nullable=False),
        sa.Column("stage_before", sa.String(length=10), nullable=True),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("let_in", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_order_checks_order_id_orders")
        ),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_order_checks")),
    )


def downgrade() -> None:
    op.drop_table("order_checks")
