"""Folders on servers, files out, tracking numbers in; a shop that is told all its stock."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_1750"
down_revision = "20261127_1720"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")
IN_KINDS = "kind IN ('orders', 'notices', 'products', 'customers'{more})"
OF_NUMBERS = (
    "(kind = 'numbers') = (owner_id IS NULL) AND (kind = 'numbers') = (carrier_code IS NOT NULL)"
)
OF_LABELS = (
    "(kind = 'label_files') = (owner_id IS NULL) AND "
    "(kind = 'label_files') = (carrier_code IS NOT NULL)"
)
HERE = sa.text("file_server_id IS NULL")
THERE = sa.text("file_server_id IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "file_servers",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("owner_id", BIG_ID, nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column("user", sa.String(length=100), nullable=False),
        sa.Column("password", sa.String(length=200), nullable=False),
        sa.Column("private_key", sa.Text(), nullable=False),
        sa.Column("host_key", sa.String(length=100), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", BIG_ID, nullable=True),
        sa.Column("removed_at", MOMENT, nullable=True),
        points_at("file_servers", "made_by", "people"),
        points_at("file_servers", "owner_id", "owners"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_servers")),
    )
    with op.batch_alter_table("watched_folders") as folders:
        folders.add_column(sa.Column("file_server_id", BIG_ID, nullable=True))
        folders.add_column(sa.Column("carrier_code", sa.String(length=20), nullable=True))
        folders.add_column(sa.Column("lease", sa.Integer(), server_default="0", nullable=False))
        folders.add_column(sa.Column("leased_until", MOMENT, nullable=True))
        folders.alter_column("owner_id", existing_type=BIG_ID, nullable=True)
        folders.drop_constraint(op.f("uq_watched_folders_path"), type_="unique")
        folders.drop_constraint(op.f("ck_watched_folders_kind"), type_="check")
        folders.create_check_constraint(
            op.f("ck_watched_folders_kind"), IN_KINDS.format(more=", 'numbers'")
        )
        folders.create_check_constraint(op.f("ck_watched_folders_whose"), OF_NUMBERS)
        folders.create_foreign_key(
            op.f("fk_watched_folders_file_server_id_file_servers"),
            "file_servers",
            ["file_server_id"],
            ["id"],
        )
    with op.batch_alter_table("watched_folders") as folders:
        folders.alter_column("lease", server_default=None)
    each_once("watched_folders")
    with op.batch_alter_table("stock_comparisons") as comparisons:
        comparisons.add_column(
            sa.Column("tells_all", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        comparisons.add_column(
            sa.Column("reached", sa.BigInteger(), server_default="0", nullable=False)
        )
    with op.batch_alter_table("stock_comparisons") as comparisons:
        comparisons.alter_column("tells_all", server_default=None)
        comparisons.alter_column("reached", server_default=None)
    op.create_table(
        "out_folders",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("owner_id", BIG_ID, nullable=True),
        sa.Column("shop_id", BIG_ID, nullable=True),
        sa.Column("file_server_id", BIG_ID, nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("carrier_code", sa.String(length=20), nullable=True),
        sa.Column("every_minutes", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("looked_at", MOMENT, nullable=True),
        sa.Column("fault", sa.String(length=40), nullable=True),
        sa.Column("lease", sa.Integer(), nullable=False),
        sa.Column("leased_until", MOMENT, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", BIG_ID, nullable=True),
        sa.CheckConstraint(
            "kind IN ('label_files', 'stock_list', 'shipped_list')",
            name=op.f("ck_out_folders_kind"),
        ),
        sa.CheckConstraint(OF_LABELS, name=op.f("ck_out_folders_whose")),
        points_at("out_folders", "file_server_id", "file_servers"),
        points_at("out_folders", "made_by", "people"),
        points_at("out_folders", "owner_id", "owners"),
        points_at("out_folders", "shop_id", "shops"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_out_folders")),
    )
    each_once("out_folders")
    op.create_table(
        "out_files",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("out_folder_id", BIG_ID, nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("label_file_id", BIG_ID, nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("size_bytes", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("written_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'moving', 'written', 'void')", name=op.f("ck_out_files_state")
        ),
        points_at("out_files", "label_file_id", "label_files"),
        points_at("out_files", "out_folder_id", "out_folders"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_out_files")),
        sa.UniqueConstraint(
            "out_folder_id", "subject", name=op.f("uq_out_files_out_folder_id_subject")
        ),
    )
    op.create_index("ix_out_files_out_folder_id", "out_files", ["out_folder_id", "state"])


def points_at(table: str, column: str, above: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{above}.id"], name=op.f(f"fk_{table}_{column}_{above}")
    )


def each_once(table: str) -> None:
    for name, columns, where in (
        ("here", ["path"], HERE),
        ("there", ["file_server_id", "path"], THERE),
    ):
        op.create_index(
            f"uq_{table}_{name}",
            table,
            columns,
            unique=True,
            sqlite_where=where,
            postgresql_where=where,
        )


def downgrade() -> None:
    with op.batch_alter_table("stock_comparisons") as comparisons:
        comparisons.drop_column("reached")
        comparisons.drop_column("tells_all")
    op.drop_table("out_files")
    op.drop_table("out_folders")
    folder, file = sa.table("watched_folders"), sa.table("folder_files")
    folder.append_column(sa.column("id"))
    folder.append_column(sa.column("kind"))
    folder.append_column(sa.column("file_server_id"))
    file.append_column(sa.column("watched_folder_id"))
    new = sa.or_(folder.c.kind == "numbers", folder.c.file_server_id.is_not(None))
    gone = sa.select(folder.c.id).where(new)
    op.execute(file.delete().where(file.c.watched_folder_id.in_(gone)))
    op.execute(folder.delete().where(new))
    op.drop_index("uq_watched_folders_there", table_name="watched_folders")
    op.drop_index("uq_watched_folders_here", table_name="watched_folders")
    with op.batch_alter_table("watched_folders") as folders:
        folders.drop_constraint(
            op.f("fk_watched_folders_file_server_id_file_servers"), type_="foreignkey"
        )
        folders.drop_constraint(op.f("ck_watched_folders_whose"), type_="check")
        folders.drop_constraint(op.f("ck_watched_folders_kind"), type_="check")
        folders.create_check_constraint(op.f("ck_watched_folders_kind"), IN_KINDS.format(more=""))
        folders.create_unique_constraint(op.f("uq_watched_folders_path"), ["path"])
        folders.alter_column("owner_id", existing_type=BIG_ID, nullable=False)
        folders.drop_column("leased_until")
        folders.drop_column("lease")
        folders.drop_column("carrier_code")
        folders.drop_column("file_server_id")
    op.drop_table("file_servers")
