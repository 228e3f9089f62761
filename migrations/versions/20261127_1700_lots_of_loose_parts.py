"""Parts that come out of kits by their lots, and parts that were not in them told to somebody."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_1700"
down_revision = "20261127_0950"
branch_labels = None
depends_on = None

PIECES_BEFORE = "hand_pieces >= 0 AND laid_pieces >= 0 AND missing_pieces >= 0"


def upgrade() -> None:
    with op.batch_alter_table("assembly_jobs") as jobs:
        jobs.add_column(sa.Column("kept", sa.JSON(), nullable=True))
        jobs.add_column(sa.Column("last_said", sa.JSON(), nullable=True))
    with op.batch_alter_table("loose_parts") as loose:
        loose.add_column(
            sa.Column("asked_pieces", sa.Integer(), nullable=False, server_default="0")
        )
        loose.add_column(sa.Column("lot", sa.String(length=40), nullable=True))
        loose.add_column(sa.Column("expires_on", sa.String(length=10), nullable=True))
        loose.drop_constraint(op.f("ck_loose_parts_pieces"), type_="check")
        loose.create_check_constraint(
            op.f("ck_loose_parts_pieces"), f"{PIECES_BEFORE} AND asked_pieces >= 0"
        )


def downgrade() -> None:
    with op.batch_alter_table("loose_parts") as loose:
        loose.drop_constraint(op.f("ck_loose_parts_pieces"), type_="check")
        loose.create_check_constraint(op.f("ck_loose_parts_pieces"), PIECES_BEFORE)
        for name in ("expires_on", "lot", "asked_pieces"):
            loose.drop_column(name)
    with op.batch_alter_table("assembly_jobs") as jobs:
        jobs.drop_column("last_said")
        jobs.drop_column("kept")
