"""Slips: files for carriers' label programs, numbers that come back, senders and contracts."""

import sqlalchemy as sa
from alembic import op

revision = "20261126_1030"
down_revision = "20261126_0950"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "slips",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("shipment_id", BIG_ID, nullable=False),
        sa.Column("carrier_code", sa.String(length=20), nullable=False),
        sa.Column("tracking_no", sa.String(length=30), nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.Column("voided_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipments.id"], name=op.f("fk_slips_shipment_id_shipments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slips")),
        sa.UniqueConstraint(
            "carrier_code", "tracking_no", name=op.f("uq_slips_carrier_code_tracking_no")
        ),
    )
    with op.batch_alter_table("slips") as slips:
        slips.create_index("ix_slips_shipment_id", ["shipment_id"], unique=False)
    op.create_table(
        "shop_senders",
        sa.Column("shop_id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("postal_code", sa.String(length=8), nullable=False),
        sa.Column("prefecture", sa.String(length=4), nullable=False),
        sa.Column("address", sa.String(length=120), nullable=False),
        sa.Column("building", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("contents", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_shop_senders_shop_id_shops")
        ),
        sa.PrimaryKeyConstraint("shop_id", name=op.f("pk_shop_senders")),
    )
    op.create_table(
        "carrier_contracts",
        sa.Column("shop_id", BIG_ID, nullable=False),
        sa.Column("carrier_code", sa.String(length=20), nullable=False),
        sa.Column("layout", sa.String(length=40), nullable=False),
        sa.Column("customer_code", sa.String(length=20), nullable=False),
        sa.Column("customer_branch", sa.String(length=10), nullable=False),
        sa.Column("freight_number", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_carrier_contracts_shop_id_shops")
        ),
        sa.PrimaryKeyConstraint("shop_id", "carrier_code", name=op.f("pk_carrier_contracts")),
    )
    op.create_table(
        "label_files",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("carrier_code", sa.String(length=20), nullable=False),
        sa.Column("layout", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("shipments", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", BIG_ID, nullable=True),
        sa.Column("voided_at", MOMENT, nullable=True),
        sa.Column("voided_by", BIG_ID, nullable=True),
        sa.Column("void_reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["people.id"], name=op.f("fk_label_files_made_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["voided_by"], ["people.id"], name=op.f("fk_label_files_voided_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_files")),
    )
    op.create_table(
        "label_file_rows",
        sa.Column("label_file_id", BIG_ID, nullable=False),
        sa.Column("shipment_id", BIG_ID, nullable=False),
        sa.Column("is_voided", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["label_file_id"],
            ["label_files.id"],
            name=op.f("fk_label_file_rows_label_file_id_label_files"),
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipments.id"], name=op.f("fk_label_file_rows_shipment_id_shipments")
        ),
        sa.PrimaryKeyConstraint("label_file_id", "shipment_id", name=op.f("pk_label_file_rows")),
    )
    with op.batch_alter_table("label_file_rows") as rows:
        rows.create_index(
            "uq_label_file_rows_live_shipment",
            ["shipment_id"],
            unique=True,
            sqlite_where=sa.text("NOT is_voided"),
            postgresql_where=sa.text("NOT is_voided"),
        )
    op.create_table(
        "number_files",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("carrier_code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("noted", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.Column("taken_by", BIG_ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["people.id"], name=op.f("fk_number_files_taken_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_files")),
    )
    op.create_table(
        "number_file_rows",
        sa.Column("number_file_id", BIG_ID, nullable=False),
        sa.Column("row_no", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("tracking_no", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('noted', 'known', 'rejected')", name=op.f("ck_number_file_rows_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["number_file_id"],
            ["number_files.id"],
            name=op.f("fk_number_file_rows_number_file_id_number_files"),
        ),
        sa.PrimaryKeyConstraint("number_file_id", "row_no", name=op.f("pk_number_file_rows")),
    )


def downgrade() -> None:
    for table in (
        "number_file_rows",
        "number_files",
        "label_file_rows",
        "label_files",
        "carrier_contracts",
        "shop_senders",
        "slips",
    ):
        op.drop_table(table)
