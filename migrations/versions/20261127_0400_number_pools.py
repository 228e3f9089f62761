"""Number pools (連番): tracking numbers that carriers printed ahead."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0400"
down_revision = "20261127_0200"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "number_pools",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("owner_id", BIG_ID, nullable=False),
        sa.Column("carrier_code", sa.String(length=20), nullable=False),
        sa.Column("first_serial", sa.BigInteger(), nullable=False),
        sa.Column("last_serial", sa.BigInteger(), nullable=False),
        sa.Column("next_serial", sa.BigInteger(), nullable=False),
        sa.Column("tell_at_left", sa.Integer(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("added_by", BIG_ID, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "first_serial <= next_serial AND next_serial <= last_serial + 1",
            name=op.f("ck_number_pools_next_serial"),
        ),
        sa.ForeignKeyConstraint(
            ["added_by"], ["people.id"], name=op.f("fk_number_pools_added_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["owners.id"], name=op.f("fk_number_pools_owner_id_owners")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_pools")),
    )
    op.create_index("ix_number_pools_owner_carrier", "number_pools", ["owner_id", "carrier_code"])


def downgrade() -> None:
    op.drop_index("ix_number_pools_owner_carrier", table_name="number_pools")
    op.drop_table("number_pools")
