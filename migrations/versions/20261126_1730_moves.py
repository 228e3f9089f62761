"""Moves: goods that one person takes out of a place, and where they are put."""

import sqlalchemy as sa
from alembic import op

revision = "20261126_1730"
down_revision = "20261126_1700"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "move_jobs",
        sa.Column("task_id", BIG_ID, nullable=False),
        sa.Column("place_id", BIG_ID, nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("at_goods", sa.Integer(), nullable=True),
        sa.Column("asked_product_id", BIG_ID, nullable=True),
        sa.Column("asked_pieces", sa.Integer(), nullable=False),
        sa.Column("last_did", sa.String(length=20), nullable=True),
        sa.Column("last_at", sa.Integer(), nullable=True),
        sa.Column("last_pieces", sa.Integer(), nullable=False),
        sa.Column("last_target_id", BIG_ID, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_move_jobs_task_id_tasks")),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_move_jobs_place_id_places")
        ),
        sa.ForeignKeyConstraint(
            ["asked_product_id"],
            ["products.id"],
            name=op.f("fk_move_jobs_asked_product_id_products"),
        ),
        sa.ForeignKeyConstraint(
            ["last_target_id"], ["places.id"], name=op.f("fk_move_jobs_last_target_id_places")
        ),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_move_jobs")),
    )
    op.create_table(
        "move_goods",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("task_id", BIG_ID, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("expires_on", sa.String(length=10), nullable=True),
        sa.Column("lay_pieces", sa.Integer(), nullable=False),
        sa.Column("free_pieces", sa.Integer(), nullable=False),
        sa.Column("hand_pieces", sa.Integer(), nullable=False),
        sa.Column("moved_pieces", sa.Integer(), nullable=False),
        sa.Column("laid_pieces", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "hand_pieces >= 0 AND moved_pieces >= 0 AND moved_pieces <= free_pieces"
            " AND free_pieces <= lay_pieces",
            name=op.f("ck_move_goods_pieces"),
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_move_goods_task_id_tasks")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_move_goods_product_id_products")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_move_goods")),
        sa.UniqueConstraint("task_id", "sequence", name=op.f("uq_move_goods_task_id_sequence")),
    )


def downgrade() -> None:
    op.drop_table("move_goods")
    op.drop_table("move_jobs")
