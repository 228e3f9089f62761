"""The ledger by its moment: what has moved since."""

from alembic import op

revision = "20261126_2200"
down_revision = "20261126_2010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_movements_at", "movements", ["at"])


def downgrade() -> None:
    op.drop_index("ix_movements_at", table_name="movements")
