"""Products have tags, a temperature and three sides."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_1720"
down_revision = "20261127_0950"
branch_labels = None
depends_on = None

SIDES = ("length_mm", "width_mm", "height_mm")


def upgrade() -> None:
    with op.batch_alter_table("products") as products:
        products.add_column(
            sa.Column("tags", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
        )
        products.add_column(
            sa.Column(
                "temperature",
                sa.String(length=10),
                nullable=False,
                server_default=sa.text("'ambient'"),
            )
        )
        for name in SIDES:
            products.add_column(sa.Column(name, sa.Integer(), nullable=True))
        products.create_check_constraint(
            op.f("ck_products_temperature"), "temperature IN ('ambient', 'chilled', 'frozen')"
        )


def downgrade() -> None:
    with op.batch_alter_table("products") as products:
        products.drop_constraint(op.f("ck_products_temperature"), type_="check")
        for name in (*SIDES, "temperature", "tags"):
            products.drop_column(name)
