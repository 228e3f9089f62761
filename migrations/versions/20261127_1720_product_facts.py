"""Products have tags, a temperature and three sides; a code is redeemed with its order."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_1720"
down_revision = "20261127_1730"
branch_labels = None
depends_on = None

SIDES = ("length_mm", "width_mm", "height_mm")
SOURCES_BEFORE = "source IN ('key', 'desk', 'file')"
SOURCES = "source IN ('key', 'desk', 'file', 'order')"


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
    sources_are(SOURCES)


def downgrade() -> None:
    op.execute("UPDATE flyer_redemptions SET source = 'file' WHERE source = 'order'")
    sources_are(SOURCES_BEFORE)
    with op.batch_alter_table("products") as products:
        products.drop_constraint(op.f("ck_products_temperature"), type_="check")
        for name in (*SIDES, "temperature", "tags"):
            products.drop_column(name)


def sources_are(check: str) -> None:
    """Let redemptions come by other ways."""
    with op.batch_alter_table("flyer_redemptions") as redemptions:
        redemptions.drop_constraint(op.f("ck_flyer_redemptions_source"), type_="check")
        redemptions.create_check_constraint(op.f("ck_flyer_redemptions_source"), check)
