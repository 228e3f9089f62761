"""Serial numbers: which products want them, and which piece is in which parcel."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0600"
down_revision = "20261127_0610"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")
IS_OUT = sa.text("came_back_at IS NULL")


def foreign(column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=op.f(f"fk_packed_serials_{column}_{to}")
    )


def flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)


def upgrade() -> None:
    op.add_column("products", flag("wants_serial"))
    op.add_column("pack_lines", flag("wants_serial"))
    op.add_column("pack_lines", flag("last_serial"))
    op.create_table(
        "packed_serials",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("shipment_id", BIG_ID, nullable=False),
        sa.Column("order_line_id", BIG_ID, nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("packed_at", MOMENT, nullable=False),
        sa.Column("may_be_back", sa.Boolean(), nullable=False),
        sa.Column("came_back_at", MOMENT, nullable=True),
        foreign("shipment_id", "shipments"),
        foreign("order_line_id", "order_lines"),
        foreign("product_id", "products"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packed_serials")),
    )
    op.create_index(
        "uq_packed_serials_out",
        "packed_serials",
        ["product_id", "serial"],
        unique=True,
        sqlite_where=IS_OUT,
        postgresql_where=IS_OUT,
    )
    op.create_index("ix_packed_serials_shipment_id", "packed_serials", ["shipment_id"])
    op.create_index("ix_packed_serials_order_line_id", "packed_serials", ["order_line_id"])
    op.create_index("ix_packed_serials_serial", "packed_serials", ["serial"])


def downgrade() -> None:
    op.drop_table("packed_serials")
    for table, column in (
        ("pack_lines", "last_serial"),
        ("pack_lines", "wants_serial"),
        ("products", "wants_serial"),
    ):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)
