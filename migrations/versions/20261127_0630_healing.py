"""Lines that are found elsewhere, customers' terms, and the days that were asked of what is held."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0630"
down_revision = "20261127_0621"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("pick_lines") as lines:
        lines.add_column(sa.Column("before_line_id", BIG_ID, nullable=True))
    with op.batch_alter_table("warehouses") as warehouses:
        warehouses.add_column(
            sa.Column("repick_places_back", sa.Integer(), server_default="10", nullable=False)
        )
    with op.batch_alter_table("reservations") as reservations:
        reservations.add_column(
            sa.Column("expires_after", sa.String(length=10), server_default="", nullable=False)
        )
    op.create_table(
        "customer_terms",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("owner_id", BIG_ID, nullable=False),
        sa.Column("customer_key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("least_days_left", sa.Integer(), server_default="0", nullable=False),
        sa.Column("never_older", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("keeps_one_lot", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint("least_days_left >= 0", name=op.f("ck_customer_terms_least_days_left")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["owners.id"], name=op.f("fk_customer_terms_owner_id_owners")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_terms")),
        sa.UniqueConstraint(
            "owner_id", "customer_key", name=op.f("uq_customer_terms_owner_id_customer_key")
        ),
    )


def downgrade() -> None:
    op.drop_table("customer_terms")
    with op.batch_alter_table("reservations") as reservations:
        reservations.drop_column("expires_after")
    with op.batch_alter_table("warehouses") as warehouses:
        warehouses.drop_column("repick_places_back")
    with op.batch_alter_table("pick_lines") as lines:
        lines.drop_column("before_line_id")
