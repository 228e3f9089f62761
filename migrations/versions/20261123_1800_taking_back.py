"""What the last scan did, so that it can be taken back; goods of cancelled orders on their way back."""

import sqlalchemy as sa
from alembic import op

revision = "20261123_1800"
down_revision = "20261123_1740"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pick_jobs", sa.Column("last_did", sa.String(length=20), nullable=True))
    for table, column in NUMBERS:
        number = sa.Column(column, sa.Integer(), nullable=False, server_default="0")
        op.add_column(table, number)
    dropped = sa.Column("is_dropped", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("pick_lines", dropped)


NUMBERS = (
    ("pick_jobs", "last_at"),
    ("pick_jobs", "last_pieces"),
    ("pick_lines", "back_pieces"),
    ("pack_lines", "last_pieces"),
    ("flyer_inserts", "last_pieces"),
)


def downgrade() -> None:
    op.drop_column("pick_lines", "is_dropped")
    for table, column in reversed(NUMBERS):
        op.drop_column(table, column)
    op.drop_column("pick_jobs", "last_did")
