"""Kits that are put together on stock, and the parts that are held for them."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0621"
down_revision = "20261127_0620"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")
OF_ASSEMBLIES = sa.text("assembly_id IS NOT NULL")
PURPOSES_NAMED = (
    "(CASE WHEN order_line_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN flyer_insert_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN assembly_id IS NULL THEN 0 ELSE 1 END)"
)


def foreign(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade() -> None:
    with op.batch_alter_table("reservations") as batch:
        batch.add_column(sa.Column("assembly_id", BIG_ID, nullable=True))
        batch.drop_constraint(op.f("ck_reservations_purpose"), type_="check")
        batch.create_check_constraint(op.f("ck_reservations_purpose"), f"{PURPOSES_NAMED} = 1")
    op.create_index(
        "ix_reservations_assembly_id",
        "reservations",
        ["assembly_id"],
        sqlite_where=OF_ASSEMBLIES,
        postgresql_where=OF_ASSEMBLIES,
    )
    op.create_table(
        "assembly_jobs",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("task_id", BIG_ID, nullable=True),
        sa.Column("kit_product_id", BIG_ID, nullable=False),
        sa.Column("asked_kits", sa.Integer(), nullable=False),
        sa.Column("wanted_kits", sa.Integer(), nullable=False),
        sa.Column("recipe", sa.JSON(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked_by", BIG_ID, nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("at_part", sa.Integer(), nullable=True),
        sa.Column("hand_kits", sa.Integer(), nullable=False),
        sa.Column("made_kits", sa.Integer(), nullable=False),
        sa.Column("last_did", sa.String(length=20), nullable=True),
        sa.Column("last_at", sa.Integer(), nullable=True),
        sa.Column("last_pieces", sa.Integer(), nullable=False),
        sa.Column("last_target_id", BIG_ID, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "asked_kits >= wanted_kits AND wanted_kits > 0", name=op.f("ck_assembly_jobs_kits")
        ),
        sa.CheckConstraint(
            "hand_kits >= 0 AND made_kits >= 0 AND hand_kits + made_kits <= wanted_kits",
            name=op.f("ck_assembly_jobs_made_kits"),
        ),
        foreign("assembly_jobs", "task_id", "tasks"),
        foreign("assembly_jobs", "kit_product_id", "products"),
        foreign("assembly_jobs", "asked_by", "people"),
        foreign("assembly_jobs", "last_target_id", "places"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_jobs")),
        sa.UniqueConstraint("task_id", name=op.f("uq_assembly_jobs_task_id")),
    )
    op.create_index("ix_assembly_jobs_kit_product_id", "assembly_jobs", ["kit_product_id"])
    op.create_table(
        "assembly_parts",
        sa.Column("job_id", BIG_ID, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("place_id", BIG_ID, nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("expires_on", sa.String(length=10), nullable=True),
        sa.Column("reservation_id", BIG_ID, nullable=False),
        *(
            sa.Column(f"{what}_pieces", sa.Integer(), nullable=False)
            for what in ("wanted", "taken", "short", "back", "lost")
        ),
        sa.CheckConstraint(
            "taken_pieces >= 0 AND short_pieces >= 0 AND back_pieces >= 0 AND lost_pieces >= 0"
            " AND taken_pieces + short_pieces <= wanted_pieces"
            " AND back_pieces + lost_pieces <= taken_pieces",
            name=op.f("ck_assembly_parts_pieces"),
        ),
        foreign("assembly_parts", "job_id", "assembly_jobs"),
        foreign("assembly_parts", "product_id", "products"),
        foreign("assembly_parts", "place_id", "places"),
        foreign("assembly_parts", "reservation_id", "reservations"),
        sa.PrimaryKeyConstraint("job_id", "sequence", name=op.f("pk_assembly_parts")),
    )


def downgrade() -> None:
    op.drop_table("assembly_parts")
    op.drop_table("assembly_jobs")
    op.drop_index("ix_reservations_assembly_id", "reservations")
    # Nobody puts kits together any more: what was held for it is free.
    op.execute(
        "UPDATE stock SET held_pieces = held_pieces - coalesce((SELECT sum(quantity_pieces"
        " - used_pieces - released_pieces) FROM reservations WHERE stock_id = stock.id"
        " AND assembly_id IS NOT NULL), 0)"
    )
    op.execute("DELETE FROM reservations WHERE assembly_id IS NOT NULL")
    with op.batch_alter_table("reservations") as batch:
        batch.drop_constraint(op.f("ck_reservations_purpose"), type_="check")
        batch.create_check_constraint(
            op.f("ck_reservations_purpose"),
            "(order_line_id IS NULL) <> (flyer_insert_id IS NULL)",
        )
        batch.drop_column("assembly_id")
