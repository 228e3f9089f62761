"""What rules say to people on the floor: pickers, packers, and which carts go together."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0650"
down_revision = "20261127_0640"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")
RULINGS = sa.table(
    "order_rulings", sa.column("order_id", sa.BigInteger), sa.column("instructions", sa.JSON)
)


def upgrade() -> None:
    with op.batch_alter_table("order_rulings") as rulings:
        rulings.add_column(
            sa.Column("picker_messages", sa.JSON(), server_default="[]", nullable=False)
        )
        rulings.add_column(
            sa.Column("wave_group", sa.String(length=40), server_default="", nullable=False)
        )
        rulings.add_column(sa.Column("flyers", sa.JSON(), server_default="[]", nullable=False))
        rulings.add_column(sa.Column("mails", sa.JSON(), server_default="[]", nullable=False))
        rulings.add_column(sa.Column("notified", sa.JSON(), server_default="[]", nullable=False))
    with op.batch_alter_table("rules") as rules:
        rules.add_column(
            sa.Column("at", sa.String(length=10), server_default="release", nullable=False)
        )
    with op.batch_alter_table("orders") as orders:
        orders.add_column(
            sa.Column("channel", sa.String(length=30), server_default="", nullable=False)
        )
        orders.add_column(
            sa.Column("payment", sa.String(length=100), server_default="", nullable=False)
        )
        orders.add_column(sa.Column("subscription_number", sa.Integer(), nullable=True))
        orders.add_column(
            sa.Column("customer_rank", sa.String(length=40), server_default="", nullable=False)
        )
    op.create_table(
        "customer_segments",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("owner_id", BIG_ID, nullable=False),
        sa.Column("segment", sa.String(length=40), nullable=False),
        sa.Column("customer_key", sa.String(length=64), nullable=False),
        sa.Column("listed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["owners.id"], name=op.f("fk_customer_segments_owner_id_owners")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_segments")),
        sa.UniqueConstraint(
            "owner_id",
            "segment",
            "customer_key",
            name=op.f("uq_customer_segments_owner_id_segment_customer_key"),
        ),
    )
    op.create_index(
        "ix_customer_segments_owner_customer", "customer_segments", ["owner_id", "customer_key"]
    )
    with op.batch_alter_table("flyer_inserts") as inserts:
        inserts.alter_column("campaign_id", existing_type=BIG_ID, nullable=True)
        inserts.add_column(sa.Column("by_rule", sa.String(length=60), nullable=True))
    # An instruction says what it is about; those that stand are of the kind there was.
    rewrite_instructions(lambda text: ["care", text])


def downgrade() -> None:
    rewrite_instructions(lambda told: told[1])
    # What no campaign wants could not have been written before.
    inserts = sa.table("flyer_inserts", sa.column("campaign_id", sa.BigInteger))
    op.execute(inserts.delete().where(inserts.c.campaign_id.is_(None)))
    with op.batch_alter_table("flyer_inserts") as flyer_inserts:
        flyer_inserts.drop_column("by_rule")
        flyer_inserts.alter_column("campaign_id", existing_type=BIG_ID, nullable=False)
    op.drop_index("ix_customer_segments_owner_customer", table_name="customer_segments")
    op.drop_table("customer_segments")
    with op.batch_alter_table("orders") as orders:
        orders.drop_column("customer_rank")
        orders.drop_column("subscription_number")
        orders.drop_column("payment")
        orders.drop_column("channel")
    with op.batch_alter_table("rules") as rules:
        rules.drop_column("at")
    with op.batch_alter_table("order_rulings") as rulings:
        rulings.drop_column("notified")
        rulings.drop_column("mails")
        rulings.drop_column("flyers")
        rulings.drop_column("wave_group")
        rulings.drop_column("picker_messages")


def rewrite_instructions(rewrite) -> None:
    """Say every instruction that stands otherwise."""
    connection = op.get_bind()
    for order_id, instructions in connection.execute(sa.select(RULINGS)).all():
        if instructions:
            connection.execute(
                RULINGS.update()
                .where(RULINGS.c.order_id == order_id)
                .values(instructions=[rewrite(one) for one in instructions])
            )
