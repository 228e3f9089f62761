"""Putting away and filling up: where goods are best put, what places take, shelves to pick from."""

import sqlalchemy as sa
from alembic import op

revision = "20261126_1930"
down_revision = "20261126_1900"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("places", sa.Column("most_pieces", sa.Integer(), nullable=True))
    op.add_column(
        "move_jobs",
        sa.Column("aim", sa.String(length=10), nullable=False, server_default="move"),
    )
    op.add_column("move_jobs", sa.Column("wanted_pieces", sa.Integer(), nullable=True))
    with op.batch_alter_table("move_goods") as goods:
        goods.add_column(sa.Column("goes_to_id", BIG_ID, nullable=True))
        goods.add_column(sa.Column("goes_because", sa.String(length=20), nullable=True))
        goods.create_foreign_key(
            op.f("fk_move_goods_goes_to_id_places"), "places", ["goes_to_id"], ["id"]
        )
    op.create_table(
        "pick_faces",
        sa.Column("place_id", BIG_ID, nullable=False),
        sa.Column("product_id", BIG_ID, nullable=False),
        sa.Column("least_pieces", sa.Integer(), nullable=False),
        sa.Column("most_pieces", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "least_pieces >= 0 AND most_pieces > least_pieces", name=op.f("ck_pick_faces_pieces")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_pick_faces_place_id_places")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_pick_faces_product_id_products")
        ),
        sa.PrimaryKeyConstraint("place_id", "product_id", name=op.f("pk_pick_faces")),
    )


def downgrade() -> None:
    op.drop_table("pick_faces")
    with op.batch_alter_table("move_goods") as goods:
        goods.drop_constraint(op.f("fk_move_goods_goes_to_id_places"), type_="foreignkey")
        goods.drop_column("goes_because")
        goods.drop_column("goes_to_id")
    op.drop_column("move_jobs", "wanted_pieces")
    op.drop_column("move_jobs", "aim")
    op.drop_column("places", "most_pieces")
