"""What rules say to people on the floor: pickers, packers, and which carts go together."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0650"
down_revision = "20261127_0500"
branch_labels = None
depends_on = None

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
        rulings.add_column(sa.Column("mails", sa.JSON(), server_default="[]", nullable=False))
        rulings.add_column(sa.Column("notified", sa.JSON(), server_default="[]", nullable=False))
    with op.batch_alter_table("rules") as rules:
        rules.add_column(
            sa.Column("at", sa.String(length=10), server_default="release", nullable=False)
        )
    # An instruction says what it is about; those that stand are of the kind there was.
    rewrite_instructions(lambda text: ["care", text])


def downgrade() -> None:
    rewrite_instructions(lambda told: told[1])
    with op.batch_alter_table("rules") as rules:
        rules.drop_column("at")
    with op.batch_alter_table("order_rulings") as rulings:
        rulings.drop_column("notified")
        rulings.drop_column("mails")
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
