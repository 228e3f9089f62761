"""Order lines: how many pieces are in one kit, so that no kit is torn apart."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0620"
down_revision = "20261127_0500"
branch_labels = None
depends_on = None

LINE = sa.table(
    "order_lines",
    sa.column("product_id"),
    sa.column("quantity_pieces"),
    sa.column("kit_product_id"),
    sa.column("kit_pieces"),
)
COMPONENT = sa.table(
    "kit_components",
    sa.column("kit_product_id"),
    sa.column("component_product_id"),
    sa.column("pieces"),
)


def upgrade() -> None:
    with op.batch_alter_table("order_lines") as batch:
        batch.add_column(sa.Column("kit_pieces", sa.Integer(), nullable=True))
    in_recipe = (
        sa.select(COMPONENT.c.pieces)
        .where(
            COMPONENT.c.kit_product_id == LINE.c.kit_product_id,
            COMPONENT.c.component_product_id == LINE.c.product_id,
        )
        .scalar_subquery()
    )
    # A line whose recipe is another one by now counts as one kit: it is never torn apart.
    op.execute(
        LINE.update()
        .where(LINE.c.kit_product_id.is_not(None))
        .values(kit_pieces=sa.func.coalesce(in_recipe, LINE.c.quantity_pieces))
    )
    with op.batch_alter_table("order_lines") as batch:
        batch.create_check_constraint(
            op.f("ck_order_lines_kit_pieces"),
            "(kit_pieces IS NULL) = (kit_product_id IS NULL) AND coalesce(kit_pieces, 1) > 0",
        )


def downgrade() -> None:
    with op.batch_alter_table("order_lines") as batch:
        batch.drop_constraint(op.f("ck_order_lines_kit_pieces"), type_="check")
        batch.drop_column("kit_pieces")
