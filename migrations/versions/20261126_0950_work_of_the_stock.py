"""Tasks of the stock beside those of orders; docks, quarantine and reserve shelves."""

import sqlalchemy as sa
from alembic import op

revision = "20261126_0950"
down_revision = "20261123_1810"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TASKS_BEFORE = "kind IN ('pick', 'pack', 'ship')"
TASKS = (
    "kind IN ('pick', 'pack', 'ship', 'receive', 'put_away', 'replenish', 'move', 'count',"
    " 'return', 'assemble')"
)
PLACES_BEFORE = "kind IN ('shelf', 'rack', 'tote', 'cart', 'station', 'parcel', 'virtual')"
PLACES = (
    "kind IN ('shelf', 'rack', 'tote', 'cart', 'station', 'dock', 'quarantine', 'parcel',"
    " 'virtual')"
)


def upgrade() -> None:
    with op.batch_alter_table("tasks") as tasks:
        tasks.drop_constraint(op.f("ck_tasks_kind"), type_="check")
        tasks.create_check_constraint(op.f("ck_tasks_kind"), TASKS)
        for name in ("subject_id", "place_id", "product_id"):
            tasks.add_column(sa.Column(name, BIG_ID, nullable=True))
        reason = sa.Column("reason", sa.String(length=30), nullable=False, server_default="")
        tasks.add_column(reason)
        tasks.create_foreign_key(op.f("fk_tasks_place_id_places"), "places", ["place_id"], ["id"])
        tasks.create_foreign_key(
            op.f("fk_tasks_product_id_products"), "products", ["product_id"], ["id"]
        )
        tasks.create_index("ix_tasks_place_id", ["place_id"], unique=False)
    with op.batch_alter_table("places") as places:
        places.drop_constraint(op.f("ck_places_kind"), type_="check")
        places.create_check_constraint(op.f("ck_places_kind"), PLACES)
        reserve = sa.Column("is_reserve", sa.Boolean(), nullable=False, server_default=sa.false())
        places.add_column(reserve)


def downgrade() -> None:
    with op.batch_alter_table("places") as places:
        places.drop_column("is_reserve")
        places.drop_constraint(op.f("ck_places_kind"), type_="check")
        places.create_check_constraint(op.f("ck_places_kind"), PLACES_BEFORE)
    with op.batch_alter_table("tasks") as tasks:
        tasks.drop_index("ix_tasks_place_id")
        tasks.drop_constraint(op.f("fk_tasks_product_id_products"), type_="foreignkey")
        tasks.drop_constraint(op.f("fk_tasks_place_id_places"), type_="foreignkey")
        for name in ("reason", "product_id", "place_id", "subject_id"):
            tasks.drop_column(name)
        tasks.drop_constraint(op.f("ck_tasks_kind"), type_="check")
        tasks.create_check_constraint(op.f("ck_tasks_kind"), TASKS_BEFORE)
