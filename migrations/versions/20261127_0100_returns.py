"""What comes back of orders."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0100"
down_revision = "20261126_2300"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")
GRADES = "grade IN ('good', 'damaged', 'held')"
REASONS = "reason IN ('undelivered', 'unwanted', 'defect', 'wrong_goods', 'other')"


def reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """A foreign key by the house's names."""
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )


def upgrade() -> None:
    op.create_table(
        "return_jobs",
        sa.Column("task_id", BIG_ID, nullable=False),
        sa.Column("order_id", BIG_ID, nullable=False),
        sa.Column("order_number", sa.String(length=100), nullable=False),
        sa.Column("place_id", BIG_ID, nullable=False),
        sa.Column("begun_on", sa.String(length=10), nullable=False),
        sa.Column("shipped", sa.JSON(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("at_line", sa.Integer(), nullable=True),
        sa.Column("asked_product_id", BIG_ID, nullable=True),
        sa.Column("asked_pieces", sa.Integer(), nullable=False),
        sa.Column("grade", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("last_did", sa.String(length=20), nullable=True),
        sa.Column("last_at", sa.Integer(), nullable=True),
        sa.Column("last_pieces", sa.Integer(), nullable=False),
        sa.Column("last_is_new", sa.Boolean(), nullable=False),
        sa.Column("last_grade", sa.String(length=10), nullable=False),
        sa.Column("last_asked_product_id", BIG_ID, nullable=True),
        sa.Column("last_asked_pieces", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("booked_at", MOMENT, nullable=True),
        sa.Column("booked_by", BIG_ID, nullable=True),
        sa.CheckConstraint(GRADES, name=op.f("ck_return_jobs_grade")),
        sa.CheckConstraint(REASONS, name=op.f("ck_return_jobs_reason")),
        reference("return_jobs", "task_id", "tasks"),
        reference("return_jobs", "order_id", "orders"),
        reference("return_jobs", "place_id", "places"),
        reference("return_jobs", "asked_product_id", "products"),
        reference("return_jobs", "last_asked_product_id", "products"),
        reference("return_jobs", "booked_by", "people"),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_return_jobs")),
    )
    op.create_index("ix_return_jobs_order_id", "return_jobs", ["order_id"])
    op.create_index("ix_return_jobs_booked_at", "return_jobs", ["booked_at"])
    op.create_table(
        "returned_lines",
        sa.Column("task_id", BIG_ID, nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("grade", sa.String(length=10), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.CheckConstraint("pieces >= 0", name=op.f("ck_returned_lines_pieces")),
        sa.CheckConstraint(GRADES, name=op.f("ck_returned_lines_grade")),
        reference("returned_lines", "task_id", "tasks"),
        reference("returned_lines", "product_id", "products"),
        sa.PrimaryKeyConstraint("task_id", "sequence", name=op.f("pk_returned_lines")),
    )


def downgrade() -> None:
    op.drop_table("returned_lines")
    op.drop_table("return_jobs")
