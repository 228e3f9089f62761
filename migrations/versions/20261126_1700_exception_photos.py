"""Photos that are kept beside exceptions."""

import sqlalchemy as sa
from alembic import op

revision = "20261126_1700"
down_revision = "20261126_1030"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "exception_photos",
        sa.Column("exception_id", BIG_ID, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("device_id", BIG_ID, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["exception_id"],
            ["exceptions.id"],
            name=op.f("fk_exception_photos_exception_id_exceptions"),
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_exception_photos_device_id_devices")
        ),
        sa.PrimaryKeyConstraint("exception_id", name=op.f("pk_exception_photos")),
    )
    with op.batch_alter_table("exceptions") as exceptions:
        exceptions.create_index("ix_exceptions_event_id", ["event_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("exceptions") as exceptions:
        exceptions.drop_index("ix_exceptions_event_id")
    op.drop_table("exception_photos")
