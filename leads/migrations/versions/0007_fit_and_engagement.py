"""A verdict keeps fit and engagement, what the score is made of, what is missing, and what is best asked next"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
LEADS = sa.table(
    "leads",
    *(sa.column(name) for name in ("id", "lead_class", "score", "disqualified")),
    *(sa.column(name, sa.JSON()) for name in ("criteria", "score_parts", "missing")),
    *(sa.column(name, sa.Integer()) for name in ("fit", "engagement")),
    sa.column("engaged_at", MOMENT),
)
FACTS = sa.table(
    "facts", sa.column("lead_id"), sa.column("source"), sa.column("at", MOMENT), sa.column("retracted_at", MOMENT)
)
BATCH = 1_000
# The criteria as they were shipped until now.
FIT = {"person_name": 5, "company": 5, "reachable": 10, "authority": 15}
ENGAGEMENT = {"contact_opt_in": 10, "need": 20, "budget": 20, "timeline": 15}
NEEDED = {
    "lead": ("person_name", "company", "reachable", "contact_opt_in"),
    "mql": ("need",),
    "srl": ("budget", "authority", "need", "timeline"),
}
ENOUGH = 60


def upgrade() -> None:
    with op.batch_alter_table("leads") as leads:
        for name in ("fit", "engagement"):
            leads.add_column(sa.Column(name, sa.Integer(), nullable=True))
        for name in ("score_parts", "missing"):
            leads.add_column(sa.Column(name, sa.JSON(), nullable=True))
        leads.add_column(sa.Column("next_question", sa.String(length=40), nullable=True))
        leads.add_column(sa.Column("engaged_at", MOMENT, nullable=True))
    said = sa.select(sa.func.max(FACTS.c.at)).where(
        FACTS.c.lead_id == LEADS.c.id, FACTS.c.source != "inferred", FACTS.c.retracted_at.is_(None)
    )
    op.execute(LEADS.update().values(engaged_at=said.scalar_subquery()))
    _explain(op.get_bind())
    with op.batch_alter_table("leads") as leads:
        for name in ("fit", "engagement"):
            leads.alter_column(name, existing_type=sa.Integer(), nullable=False)
            leads.create_check_constraint(op.f(f"ck_leads_{name}"), f"{name} between 0 and 100")
        for name in ("score_parts", "missing"):
            leads.alter_column(name, existing_type=sa.JSON(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("leads") as leads:
        for name in ("fit", "engagement"):
            leads.drop_constraint(op.f(f"ck_leads_{name}"), type_="check")
        for name in ("engaged_at", "next_question", "missing", "score_parts", "engagement", "fit"):
            leads.drop_column(name)


def _explain(connection: sa.Connection) -> None:
    columns = (LEADS.c.id, LEADS.c.lead_class, LEADS.c.score, LEADS.c.disqualified, LEADS.c.criteria)
    last = ""
    while leads := connection.execute(
        sa.select(*columns).where(LEADS.c.id > last).order_by(LEADS.c.id).limit(BATCH)
    ).all():
        for lead in leads:
            met = {each["name"]: each["met"] for each in lead.criteria or []}
            explained = {
                "fit": _share(FIT, met),
                "engagement": _share(ENGAGEMENT, met),
                "score_parts": _parts(met, lead.score),
                "missing": _missing(lead, met),
            }
            connection.execute(LEADS.update().where(LEADS.c.id == lead.id).values(**explained))
        last = leads[-1].id


def _share(weights: Mapping[str, int], met: Mapping[str, bool | None]) -> int:
    return round(100 * sum(weight for name, weight in weights.items() if met.get(name)) / sum(weights.values()))


def _parts(met: Mapping[str, bool | None], score: int) -> list[dict[str, Any]]:
    """With weights of the operator's own nothing is said: the parts would not add up to the score."""
    why = {True: "met", False: "not_met", None: "unknown"}
    parts: list[dict[str, Any]] = [
        {
            "name": name,
            "side": side,
            "points": weight if met.get(name) else 0,
            "maximum": weight,
            "why": why[met.get(name)],
        }
        for side, weights in (("fit", FIT), ("engagement", ENGAGEMENT))
        for name, weight in weights.items()
    ]
    return parts if sum(part["points"] for part in parts) == score else []


def _missing(lead: Any, met: Mapping[str, bool | None]) -> list[dict[str, Any]]:
    missing = [{"name": name, "met": met.get(name)} for name in NEEDED.get(lead.lead_class, ()) if not met.get(name)]
    if lead.lead_class == "mql" and lead.score < ENOUGH:
        missing.append({"name": "score", "met": False})
    if lead.lead_class == "lead" and met.get("target_group") is False:
        missing.insert(0, {"name": "target_group", "met": False})
    if lead.lead_class == "lead" and lead.disqualified:
        missing.insert(0, {"name": "disqualified", "met": False})
    return missing
