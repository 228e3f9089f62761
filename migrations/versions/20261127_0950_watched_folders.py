"""Watched folders: where files are looked for, and what became of each."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0950"
down_revision = "20261127_0940"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "watched_folders",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("owner_id", BIG_ID, nullable=False),
        sa.Column("shop_id", BIG_ID, nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("looked_at", MOMENT, nullable=True),
        sa.Column("fault", sa.String(length=40), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", BIG_ID, nullable=True),
        sa.CheckConstraint(
            "kind IN ('orders', 'notices', 'products', 'customers')",
            name=op.f("ck_watched_folders_kind"),
        ),
        sa.CheckConstraint(
            "kind <> 'orders' OR shop_id IS NOT NULL", name=op.f("ck_watched_folders_shop")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["people.id"], name=op.f("fk_watched_folders_made_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["owners.id"], name=op.f("fk_watched_folders_owner_id_owners")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_watched_folders_shop_id_shops")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_folders")),
        sa.UniqueConstraint("path", name=op.f("uq_watched_folders_path")),
    )
    op.create_table(
        "folder_files",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("watched_folder_id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("changed_ns", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("import_id", BIG_ID, nullable=True),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "state IN ('seen', 'taken', 'known', 'refused')", name=op.f("ck_folder_files_state")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_files.id"], name=op.f("fk_folder_files_import_id_import_files")
        ),
        sa.ForeignKeyConstraint(
            ["watched_folder_id"],
            ["watched_folders.id"],
            name=op.f("fk_folder_files_watched_folder_id_watched_folders"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_folder_files")),
    )
    op.create_index("ix_folder_files_sha256", "folder_files", ["watched_folder_id", "sha256"])
    op.create_index(
        "ix_folder_files_watched_folder_id", "folder_files", ["watched_folder_id", "state"]
    )


def downgrade() -> None:
    op.drop_table("folder_files")
    op.drop_table("watched_folders")
