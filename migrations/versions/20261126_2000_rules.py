"""Rules, their versions, and what they have said about orders."""

import sqlalchemy as sa
from alembic import op

revision = "20261126_2000"
down_revision = "20261126_1930"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "rules",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("owner_id", BIG_ID, nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owners.id"], name=op.f("fk_rules_owner_id_owners")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rules")),
    )
    op.create_index("ix_rules_owner_id", "rules", ["owner_id"])
    op.create_table(
        "rule_versions",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("rule_id", BIG_ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("saved_by", BIG_ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["rules.id"], name=op.f("fk_rule_versions_rule_id_rules")
        ),
        sa.ForeignKeyConstraint(
            ["saved_by"], ["people.id"], name=op.f("fk_rule_versions_saved_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_versions")),
        sa.UniqueConstraint("rule_id", "number", name=op.f("uq_rule_versions_rule_id_number")),
    )
    op.create_table(
        "order_rulings",
        sa.Column("order_id", BIG_ID, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("own_carrier", sa.String(length=20), nullable=False),
        sa.Column("own_service", sa.String(length=40), nullable=False),
        sa.Column("own_ship_by", MOMENT, nullable=False),
        sa.Column("stage_before", sa.String(length=10), nullable=True),
        sa.Column("let_go", sa.JSON(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("instructions", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_order_rulings_order_id_orders")
        ),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_order_rulings")),
    )
    op.create_table(
        "rule_verdicts",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("order_id", BIG_ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("moment", sa.String(length=10), nullable=False),
        sa.Column("is_other", sa.Boolean(), nullable=False),
        sa.Column("fired", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_rule_verdicts_order_id_orders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_verdicts")),
    )
    op.create_index("ix_rule_verdicts_order_id", "rule_verdicts", ["order_id"])


def downgrade() -> None:
    op.drop_table("rule_verdicts")
    op.drop_table("order_rulings")
    op.drop_table("rule_versions")
    op.drop_table("rules")
