"""Messages and breaks."""

import sqlalchemy as sa
from alembic import op

revision = "20261123_1740"
down_revision = "20261123_1500"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "messages",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("sender_id", BIG_ID, nullable=False),
        sa.Column("device_id", BIG_ID, nullable=True),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["people.id"], name=op.f("fk_messages_sender_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_messages_device_id_devices")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    op.create_index("ix_messages_sent_at", "messages", ["sent_at"])
    op.create_table(
        "message_receipts",
        sa.Column("message_id", BIG_ID, nullable=False),
        sa.Column("device_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=True),
        sa.Column("read_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_message_receipts_message_id_messages")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_message_receipts_device_id_devices")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_message_receipts_person_id_people")
        ),
        sa.PrimaryKeyConstraint("message_id", "device_id", name=op.f("pk_message_receipts")),
    )
    op.add_column("work_sessions", sa.Column("on_break_since", MOMENT, nullable=True))


def downgrade() -> None:
    op.drop_column("work_sessions", "on_break_since")
    op.drop_table("message_receipts")
    op.drop_table("messages")
