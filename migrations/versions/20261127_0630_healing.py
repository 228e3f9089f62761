"""Lines that are found elsewhere, customers' terms, and the days that were asked of what is held."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0630"
down_revision = "20261127_0621"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("pick_lines") as lines:
        lines.add_column(sa.Column("before_line_id", BIG_ID, nullable=True))
    with op.batch_alter_table("warehouses") as warehouses:
        warehouses.add_column(
            sa.Column("repick_places_back", sa.Integer(), server_default="10", nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("warehouses") as warehouses:
        warehouses.drop_column("repick_places_back")
    with op.batch_alter_table("pick_lines") as lines:
        lines.drop_column("before_line_id")
