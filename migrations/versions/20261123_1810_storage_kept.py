"""Whether a device's browser keeps its storage."""

import sqlalchemy as sa
from alembic import op

revision = "20261123_1810"
down_revision = "20261123_1800"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("devices", sa.Column("storage_kept", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("devices", "storage_kept")
