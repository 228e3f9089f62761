"""Kits, and the order lines that are parts of one."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0110"
down_revision = "20261127_0100"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "kit_components",
        sa.Column("kit_product_id", BIG_ID, nullable=False),
        sa.Column("component_product_id", BIG_ID, nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.CheckConstraint("pieces > 0", name=op.f("ck_kit_components_pieces")),
        sa.CheckConstraint(
            "kit_product_id <> component_product_id", name=op.f("ck_kit_components_itself")
        ),
        sa.ForeignKeyConstraint(
            ["kit_product_id"],
            ["products.id"],
            name=op.f("fk_kit_components_kit_product_id_products"),
        ),
        sa.ForeignKeyConstraint(
            ["component_product_id"],
            ["products.id"],
            name=op.f("fk_kit_components_component_product_id_products"),
        ),
        sa.PrimaryKeyConstraint(
            "kit_product_id", "component_product_id", name=op.f("pk_kit_components")
        ),
    )
    op.create_index(
        "ix_kit_components_component_product_id", "kit_components", ["component_product_id"]
    )
    with op.batch_alter_table("order_lines") as lines:
        lines.add_column(sa.Column("kit_product_id", BIG_ID, nullable=True))
        lines.create_foreign_key(
            op.f("fk_order_lines_kit_product_id_products"), "products", ["kit_product_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("order_lines") as lines:
        lines.drop_constraint(op.f("fk_order_lines_kit_product_id_products"), type_="foreignkey")
        lines.drop_column("kit_product_id")
    op.drop_table("kit_components")
