"""The rest of the stock: which very pieces came back, and kits that are taken apart."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0910"
down_revision = "20261127_0660"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("returned_lines") as lines:
        lines.add_column(sa.Column("serials", sa.JSON(), nullable=True))
    with op.batch_alter_table("assembly_jobs") as jobs:
        jobs.add_column(sa.Column("apart", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "loose_parts",
        sa.Column("job_id", BIG_ID, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        *(
            sa.Column(f"{what}_pieces", sa.Integer(), nullable=False)
            for what in ("hand", "laid", "missing")
        ),
        sa.CheckConstraint(
            "hand_pieces >= 0 AND laid_pieces >= 0 AND missing_pieces >= 0",
            name=op.f("ck_loose_parts_pieces"),
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["assembly_jobs.id"], name=op.f("fk_loose_parts_job_id_assembly_jobs")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_loose_parts_product_id_products")
        ),
        sa.PrimaryKeyConstraint("job_id", "sequence", name=op.f("pk_loose_parts")),
    )


def downgrade() -> None:
    op.drop_table("loose_parts")
    with op.batch_alter_table("assembly_jobs") as jobs:
        jobs.drop_column("apart")
    with op.batch_alter_table("returned_lines") as lines:
        lines.drop_column("serials")
