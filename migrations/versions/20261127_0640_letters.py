"""Codes of single flyers and what redeemed them, what a flyer costs, letters, two flyers."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0640"
down_revision = "20261127_0600"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("campaigns") as campaigns:
        campaigns.add_column(sa.Column("cost_yen_each", sa.Integer(), nullable=True))
        campaigns.add_column(sa.Column("code_prefix", sa.String(length=8), nullable=True))
        campaigns.add_column(sa.Column("letter_title", sa.String(length=60), nullable=True))
        campaigns.add_column(sa.Column("letter_text", sa.String(length=2000), nullable=True))
        campaigns.add_column(
            sa.Column("letter_paper", sa.String(length=12), server_default="a5", nullable=False)
        )
        campaigns.add_column(sa.Column("b_product_id", BIG_ID, nullable=True))
        campaigns.add_column(
            sa.Column("b_percent", sa.Integer(), server_default=sa.text("0"), nullable=False)
        )
        campaigns.create_foreign_key(
            op.f("fk_campaigns_b_product_id_products"), "products", ["b_product_id"], ["id"]
        )
        campaigns.create_check_constraint(
            op.f("ck_campaigns_b_percent"), "b_percent >= 0 AND b_percent < 100"
        )
    with op.batch_alter_table("flyer_inserts") as inserts:
        inserts.add_column(
            sa.Column("arm", sa.String(length=1), server_default="a", nullable=False)
        )
        inserts.create_check_constraint(op.f("ck_flyer_inserts_arm"), "arm IN ('a', 'b')")
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
    with op.batch_alter_table("flyer_inserts") as inserts:
        inserts.drop_constraint(op.f("ck_flyer_inserts_arm"), type_="check")
        inserts.drop_column("arm")
    with op.batch_alter_table("campaigns") as campaigns:
        campaigns.drop_constraint(op.f("ck_campaigns_b_percent"), type_="check")
        campaigns.drop_constraint(op.f("fk_campaigns_b_product_id_products"), type_="foreignkey")
        campaigns.drop_column("b_percent")
        campaigns.drop_column("b_product_id")
        for column in ("letter_paper", "letter_text", "letter_title"):
            campaigns.drop_column(column)
        campaigns.drop_column("code_prefix")
        campaigns.drop_column("cost_yen_each")
