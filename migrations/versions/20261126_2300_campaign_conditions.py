"""Campaigns with conditions, exclusive groups and customers held out for comparison."""

import sqlalchemy as sa
from alembic import op

revision = "20261126_2300"
down_revision = "20261126_2200"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("campaigns") as campaigns:
        campaigns.add_column(sa.Column("condition", sa.JSON(none_as_null=True), nullable=True))
        campaigns.add_column(sa.Column("exclusive_group", sa.String(length=40), nullable=True))
        campaigns.add_column(
            sa.Column("held_out_percent", sa.Integer(), server_default=sa.text("0"), nullable=False)
        )
        campaigns.create_check_constraint(
            op.f("ck_campaigns_held_out"), "held_out_percent >= 0 AND held_out_percent < 100"
        )
    op.create_table(
        "flyers_held_out",
        sa.Column("order_id", BIG_ID, nullable=False),
        sa.Column("campaign_id", BIG_ID, nullable=False),
        sa.Column("campaign_revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name=op.f("fk_flyers_held_out_campaign_id_campaigns"),
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_flyers_held_out_order_id_orders")
        ),
        sa.PrimaryKeyConstraint("order_id", "campaign_id", name=op.f("pk_flyers_held_out")),
    )


def downgrade() -> None:
    op.drop_table("flyers_held_out")
    with op.batch_alter_table("campaigns") as campaigns:
        campaigns.drop_constraint(op.f("ck_campaigns_held_out"), type_="check")
        campaigns.drop_column("held_out_percent")
        campaigns.drop_column("exclusive_group")
        campaigns.drop_column("condition")
