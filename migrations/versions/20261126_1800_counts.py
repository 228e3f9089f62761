"""Counts of places; who may not do a task; by how much a count may differ."""

import sqlalchemy as sa
from alembic import op

revision = "20261126_1800"
down_revision = "20261126_1730"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    limit = sa.Column("count_limit_pieces", sa.Integer(), nullable=False, server_default="3")
    op.add_column("warehouses", limit)
    with op.batch_alter_table("tasks") as tasks:
        tasks.add_column(sa.Column("not_for_person_id", BIG_ID, nullable=True))
        tasks.create_foreign_key(
            op.f("fk_tasks_not_for_person_id_people"), "people", ["not_for_person_id"], ["id"]
        )
    op.create_table(
        "count_jobs",
        sa.Column("task_id", BIG_ID, nullable=False),
        sa.Column("place_id", BIG_ID, nullable=False),
        sa.Column("product_id", BIG_ID, nullable=True),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("at_line", sa.Integer(), nullable=True),
        sa.Column("asked_product_id", BIG_ID, nullable=True),
        sa.Column("asked_pieces", sa.Integer(), nullable=False),
        sa.Column("last_did", sa.String(length=20), nullable=True),
        sa.Column("last_at", sa.Integer(), nullable=True),
        sa.Column("last_pieces", sa.Integer(), nullable=False),
        sa.Column("last_is_new", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_count_jobs_task_id_tasks")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_count_jobs_place_id_places")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_count_jobs_product_id_products")
        ),
        sa.ForeignKeyConstraint(
            ["asked_product_id"],
            ["products.id"],
            name=op.f("fk_count_jobs_asked_product_id_products"),
        ),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_count_jobs")),
    )
    op.create_table(
        "count_lines",
        sa.Column("task_id", BIG_ID, nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("expires_on", sa.String(length=10), nullable=True),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("counted_at", MOMENT, nullable=False),
        sa.Column("book_pieces", sa.Integer(), nullable=True),
        sa.CheckConstraint("pieces >= 0", name=op.f("ck_count_lines_pieces")),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_count_lines_task_id_tasks")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_count_lines_product_id_products")
        ),
        sa.PrimaryKeyConstraint("task_id", "sequence", name=op.f("pk_count_lines")),
    )


def downgrade() -> None:
    op.drop_table("count_lines")
    op.drop_table("count_jobs")
    with op.batch_alter_table("tasks") as tasks:
        tasks.drop_constraint(op.f("fk_tasks_not_for_person_id_people"), type_="foreignkey")
        tasks.drop_column("not_for_person_id")
    op.drop_column("warehouses", "count_limit_pieces")
