"""Records of the same person are linked; what identifies them is indexed; possible duplicates wait for people"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from leads.identity import email_key, person_key, phone_key

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KEYS = {"email_key": sa.Text(), "phone_key": sa.String(length=20), "person_key": sa.Text()}
LEADS = sa.table(
    "leads",
    sa.column("slot_values", sa.JSON()),
    *(sa.column(name) for name in ("id", "lead_class", "own_class", *KEYS)),
)
BATCH = 1_000


def upgrade() -> None:
    with op.batch_alter_table("leads") as leads:
        leads.add_column(sa.Column("own_class", sa.String(length=10), nullable=True))
        leads.add_column(sa.Column("merged_into", sa.String(length=32), nullable=True))
        for name, kind in KEYS.items():
            leads.add_column(sa.Column(name, kind, nullable=True))
        leads.create_foreign_key(op.f("fk_leads_merged_into"), "leads", ["merged_into"], ["id"], ondelete="SET NULL")
        for name in ("merged_into", *KEYS):
            leads.create_index(op.f(f"ix_leads_{name}"), [name])
    op.execute(LEADS.update().values(own_class=LEADS.c.lead_class))
    _read_the_keys(op.get_bind())
    with op.batch_alter_table("leads") as leads:
        leads.alter_column("own_class", existing_type=sa.String(length=10), nullable=False)
    with op.batch_alter_table("handoffs") as handoffs:
        handoffs.add_column(sa.Column("aside", sa.Boolean(), nullable=True))
    op.execute(sa.table("handoffs", sa.column("aside", sa.Boolean())).update().values(aside=False))
    with op.batch_alter_table("handoffs") as handoffs:
        handoffs.alter_column("aside", existing_type=sa.Boolean(), nullable=False)
    op.create_table(
        "merges",
        _lead("record_id"),
        _lead("into_id"),
        sa.Column("reason", sa.String(length=10), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("stage_before", sa.String(length=20), nullable=True),
        sa.CheckConstraint("reason in ('email', 'phone', 'person')", name=op.f("ck_merges_reason")),
        sa.CheckConstraint("into_id < record_id", name=op.f("ck_merges_into_the_older")),
        _key("merges", "record_id"),
        _key("merges", "into_id"),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_merges")),
    )
    op.create_index(op.f("ix_merges_into_id"), "merges", ["into_id"])
    op.create_table(
        "possible_duplicates",
        _lead("first_id"),
        _lead("second_id"),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("resolved", sa.String(length=10), nullable=True),
        sa.Column("by", sa.String(length=200), nullable=True),
        sa.Column("at", MOMENT, nullable=True),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_possible_duplicates_in_order")),
        sa.CheckConstraint("resolved in ('merged', 'dismissed')", name=op.f("ck_possible_duplicates_resolved")),
        sa.CheckConstraint("(resolved is null) = (at is null)", name=op.f("ck_possible_duplicates_resolved_when")),
        _key("possible_duplicates", "first_id"),
        _key("possible_duplicates", "second_id"),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_possible_duplicates")),
    )
    op.create_index(op.f("ix_possible_duplicates_second_id"), "possible_duplicates", ["second_id"])


def downgrade() -> None:
    op.drop_table("possible_duplicates")
    op.drop_table("merges")
    with op.batch_alter_table("handoffs") as handoffs:
        handoffs.drop_column("aside")
    with op.batch_alter_table("leads") as leads:
        for name in ("merged_into", *KEYS):
            leads.drop_index(op.f(f"ix_leads_{name}"))
        leads.drop_constraint(op.f("fk_leads_merged_into"), type_="foreignkey")
        for name in ("own_class", "merged_into", *KEYS):
            leads.drop_column(name)


def _read_the_keys(connection: sa.Connection) -> None:
    last = ""
    while leads := connection.execute(
        sa.select(LEADS.c.id, LEADS.c.slot_values).where(LEADS.c.id > last).order_by(LEADS.c.id).limit(BATCH)
    ).all():
        for lead_id, known in leads:
            if keys := _keys(known or {}):
                connection.execute(LEADS.update().where(LEADS.c.id == lead_id).values(**keys))
        last = leads[-1][0]


def _keys(known: dict[str, Any]) -> dict[str, str | None]:
    keys = {
        "email_key": email_key(known.get("email")),
        "phone_key": phone_key(known.get("phone")),
        "person_key": person_key(known.get("person_name"), known.get("company")),
    }
    return keys if any(keys.values()) else {}


def _lead(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=32), nullable=False)


def _key(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["leads.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")
