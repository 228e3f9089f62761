"""The rest of the stock: which very pieces came back."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0910"
down_revision = "20261127_0660"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("returned_lines") as lines:
        lines.add_column(sa.Column("serials", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("returned_lines") as lines:
        lines.drop_column("serials")
