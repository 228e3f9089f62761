"""When the letters of a parcel were printed, and by whom."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0920"
down_revision = "20261127_0910"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "letter_prints",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("shipment_id", BIG_ID, nullable=False),
        sa.Column("printed_at", MOMENT, nullable=False),
        sa.Column("printed_by", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipments.id"], name=op.f("fk_letter_prints_shipment_id_shipments")
        ),
        sa.ForeignKeyConstraint(
            ["printed_by"], ["people.id"], name=op.f("fk_letter_prints_printed_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_prints")),
    )
    with op.batch_alter_table("letter_prints") as prints:
        prints.create_index("ix_letter_prints_shipment_id", ["shipment_id"])


def downgrade() -> None:
    op.drop_table("letter_prints")
