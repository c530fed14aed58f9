"""Facts say who says them, how sure they are, and whether they were taken back"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
FACTS = sa.table(
    "facts",
    *(sa.column(name) for name in ("id", "lead_id", "slot", "source", "by")),
    sa.column("confidence", sa.Float()),
    sa.column("inferred", sa.Boolean()),
    sa.column("retracted_at", MOMENT),
)
LEADS = sa.table("leads", sa.column("id"), sa.column("slot_values", sa.JSON()))
BATCH = 1_000


def upgrade() -> None:
    with op.batch_alter_table("facts") as facts:
        facts.add_column(sa.Column("source", sa.String(length=10), nullable=True))
        facts.add_column(sa.Column("confidence", sa.Float(), nullable=True))
        facts.add_column(sa.Column("by", sa.String(length=200), nullable=True))
        facts.add_column(sa.Column("retracted_at", MOMENT, nullable=True))
    likely = FACTS.c.inferred.is_(True)
    op.execute(
        FACTS.update().values(
            source=sa.case((likely, "inferred"), else_="visitor"), confidence=sa.case((likely, 0.5), else_=1.0)
        )
    )
    _retract_what_was_taken_back(op.get_bind())
    with op.batch_alter_table("facts") as facts:
        facts.alter_column("source", existing_type=sa.String(length=10), nullable=False)
        facts.alter_column("confidence", existing_type=sa.Float(), nullable=False)
        facts.create_check_constraint(op.f("ck_facts_source"), "source in ('visitor', 'sales', 'import', 'inferred')")
        facts.create_check_constraint(op.f("ck_facts_confidence"), "confidence between 0 and 1")
        facts.drop_column("inferred")


def downgrade() -> None:
    with op.batch_alter_table("facts") as facts:
        facts.add_column(sa.Column("inferred", sa.Boolean(), nullable=True))
    op.execute(FACTS.update().values(inferred=FACTS.c.source == "inferred"))
    with op.batch_alter_table("facts") as facts:
        facts.alter_column("inferred", existing_type=sa.Boolean(), nullable=False)
        facts.drop_constraint(op.f("ck_facts_source"), type_="check")
        facts.drop_constraint(op.f("ck_facts_confidence"), type_="check")
        for name in ("retracted_at", "by", "confidence", "source"):
            facts.drop_column(name)


def _retract_what_was_taken_back(connection: sa.Connection) -> None:
    """Until now a visitor who started over left facts whose slots the lead no longer knew."""
    now, last = datetime.now(UTC), ""
    while leads := connection.execute(
        sa.select(LEADS).where(LEADS.c.id > last).order_by(LEADS.c.id).limit(BATCH)
    ).all():
        for lead_id, known in leads:
            of_the_lead = FACTS.c.lead_id == lead_id
            gone = FACTS.update().where(of_the_lead, FACTS.c.slot.not_in(list(known or {})))
            connection.execute(gone.values(retracted_at=now))
        last = leads[-1][0]
