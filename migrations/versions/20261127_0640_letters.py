"""Codes of single flyers, what redeemed them, and what a flyer costs."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0640"
down_revision = "20261127_0500"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("campaigns") as campaigns:
        campaigns.add_column(sa.Column("cost_yen_each", sa.Integer(), nullable=True))
        campaigns.add_column(sa.Column("code_prefix", sa.String(length=8), nullable=True))
    op.create_table(
        "flyer_codes",
        sa.Column("insert_id", BIG_ID, nullable=False),
        sa.Column("owner_id", BIG_ID, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("voided_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["insert_id"], ["flyer_inserts.id"], name=op.f("fk_flyer_codes_insert_id_flyer_inserts")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["owners.id"], name=op.f("fk_flyer_codes_owner_id_owners")
        ),
        sa.PrimaryKeyConstraint("insert_id", name=op.f("pk_flyer_codes")),
        sa.UniqueConstraint("code", "owner_id", name=op.f("uq_flyer_codes_code_owner_id")),
    )
    op.create_table(
        "flyer_redemptions",
        sa.Column("insert_id", BIG_ID, nullable=False),
        sa.Column("order_no", sa.String(length=100), nullable=False),
        sa.Column("amount_yen", sa.Integer(), nullable=True),
        sa.Column("redeemed_at", MOMENT, nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("noted_by", BIG_ID, nullable=True),
        sa.CheckConstraint(
            "source IN ('key', 'desk', 'file')", name=op.f("ck_flyer_redemptions_source")
        ),
        sa.ForeignKeyConstraint(
            ["insert_id"],
            ["flyer_codes.insert_id"],
            name=op.f("fk_flyer_redemptions_insert_id_flyer_codes"),
        ),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["people.id"], name=op.f("fk_flyer_redemptions_noted_by_people")
        ),
        sa.PrimaryKeyConstraint("insert_id", name=op.f("pk_flyer_redemptions")),
    )


def downgrade() -> None:
    op.drop_table("flyer_redemptions")
    op.drop_table("flyer_codes")
    with op.batch_alter_table("campaigns") as campaigns:
        campaigns.drop_column("code_prefix")
        campaigns.drop_column("cost_yen_each")
