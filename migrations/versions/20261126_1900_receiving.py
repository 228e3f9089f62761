"""Arrival notices, and what is received."""

import sqlalchemy as sa
from alembic import op

revision = "20261126_1900"
down_revision = "20261126_1800"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """A foreign key by the house's names."""
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )


def upgrade() -> None:
    op.create_table(
        "arrival_notices",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("owner_id", BIG_ID, nullable=False),
        sa.Column("warehouse_id", BIG_ID, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("supplier", sa.String(length=100), nullable=False),
        sa.Column("expected_on", sa.String(length=10), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("announced_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "stage IN ('expected', 'arriving', 'closed', 'cancelled')",
            name=op.f("ck_arrival_notices_stage"),
        ),
        reference("arrival_notices", "owner_id", "owners"),
        reference("arrival_notices", "warehouse_id", "warehouses"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival_notices")),
        sa.UniqueConstraint("owner_id", "number", name=op.f("uq_arrival_notices_owner_id_number")),
    )
    op.create_index("ix_arrival_notices_stage", "arrival_notices", ["stage", "expected_on"])
    op.create_table(
        "arrival_notice_lines",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("notice_id", BIG_ID, nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("expected_pieces", sa.Integer(), nullable=False),
        sa.Column("received_pieces", sa.Integer(), nullable=False),
        sa.Column("damaged_pieces", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "expected_pieces > 0 AND received_pieces >= 0 AND damaged_pieces >= 0",
            name=op.f("ck_arrival_notice_lines_pieces"),
        ),
        reference("arrival_notice_lines", "notice_id", "arrival_notices"),
        reference("arrival_notice_lines", "product_id", "products"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival_notice_lines")),
        sa.UniqueConstraint(
            "notice_id", "product_id", name=op.f("uq_arrival_notice_lines_notice_id_product_id")
        ),
    )
    op.create_index("ix_arrival_notice_lines_product_id", "arrival_notice_lines", ["product_id"])
    op.create_table(
        "receive_jobs",
        sa.Column("task_id", BIG_ID, nullable=False),
        sa.Column("place_id", BIG_ID, nullable=False),
        sa.Column("notice_id", BIG_ID, nullable=True),
        sa.Column("begun_on", sa.String(length=10), nullable=False),
        sa.Column("known_lots", sa.JSON(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("at_line", sa.Integer(), nullable=True),
        sa.Column("asked_product_id", BIG_ID, nullable=True),
        sa.Column("asked_pieces", sa.Integer(), nullable=False),
        sa.Column("asked_lot", sa.String(length=40), nullable=True),
        sa.Column("asked_expires_on", sa.String(length=10), nullable=True),
        sa.Column("is_damaged", sa.Boolean(), nullable=False),
        sa.Column("has_unknown", sa.Boolean(), nullable=False),
        sa.Column("rest_comes", sa.Boolean(), nullable=False),
        sa.Column("last_did", sa.String(length=20), nullable=True),
        sa.Column("last_at", sa.Integer(), nullable=True),
        sa.Column("last_pieces", sa.Integer(), nullable=False),
        sa.Column("last_is_new", sa.Boolean(), nullable=False),
        sa.Column("last_asked_product_id", BIG_ID, nullable=True),
        sa.Column("last_asked_pieces", sa.Integer(), nullable=False),
        sa.Column("last_asked_lot", sa.String(length=40), nullable=True),
        sa.Column("last_asked_expires_on", sa.String(length=10), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        reference("receive_jobs", "task_id", "tasks"),
        reference("receive_jobs", "place_id", "places"),
        reference("receive_jobs", "notice_id", "arrival_notices"),
        reference("receive_jobs", "asked_product_id", "products"),
        reference("receive_jobs", "last_asked_product_id", "products"),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_receive_jobs")),
    )
    op.create_table(
        "received_lines",
        sa.Column("task_id", BIG_ID, nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("expires_on", sa.String(length=10), nullable=True),
        sa.Column("is_damaged", sa.Boolean(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.CheckConstraint("pieces >= 0", name=op.f("ck_received_lines_pieces")),
        reference("received_lines", "task_id", "tasks"),
        reference("received_lines", "product_id", "products"),
        sa.PrimaryKeyConstraint("task_id", "sequence", name=op.f("pk_received_lines")),
    )


def downgrade() -> None:
    op.drop_table("received_lines")
    op.drop_table("receive_jobs")
    op.drop_table("arrival_notice_lines")
    op.drop_table("arrival_notices")
