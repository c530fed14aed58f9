"""Columns, words and counters for inbox, search and reports; visits with a source of their own"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import sqlalchemy as sa
from alembic import op

from leads.countries import country_of_location
from leads.lead_words import words_of
from leads.source_category import category_of

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
MONEY: Any = sa.Numeric(18, 2).with_variant(sa.BigInteger(), "sqlite")
WORD = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")
BATCH = 1_000
CLASSES = ("lead", "mql", "srl", "bant")
TAKEN = ("claimed", "opportunity", "customer")
FILTERED = (
    *("channel", "language", "category", "country", "owner", "score", "updated_at", "disqualified"),
    *("automation_ready", "budget_met", "authority_met", "need_met", "timeline_met"),
)
OF_CONVERSATIONS: dict[str, Any] = {
    "last_source": sa.JSON(),
    "category": sa.String(20),
    "wrote": sa.Boolean(),
    "asked": sa.JSON(),
    "open_question": sa.String(40),
}
OF_LEADS: dict[str, Any] = {
    "channel": sa.String(20),
    "category": sa.String(20),
    "campaign": sa.String(100),
    "opened_on": sa.Date(),
    "phone": sa.Text(),
    "job_title": sa.Text(),
    "industry": sa.Text(),
    "country": sa.String(2),
    "budget_min": MONEY,
    "budget_max": MONEY,
    "budget_currency": sa.String(10),
    "timeline_start": sa.Date(),
    "timeline_end": sa.Date(),
    "budget_met": sa.Boolean(),
    "authority_met": sa.Boolean(),
    "need_met": sa.Boolean(),
    "timeline_met": sa.Boolean(),
    "owner": sa.String(200),
    "claimed_at": MOMENT,
    "qualified_s": sa.Integer(),
}
NEEDED = {"conversations": ("category", "wrote", "asked"), "leads": ("channel", "category", "opened_on")}
CHECKS = {
    "score": "score between 0 and 100",
    "lead_class": "lead_class in ('lead', 'mql', 'srl', 'bant')",
    "channel": "channel <> '' and language <> ''",
    "budget": "budget_min <= budget_max",
    "qualified_s": "qualified_s >= 0",
}
CONVERSATIONS = sa.table(
    "conversations",
    *(sa.column(name) for name in ("id", "channel", "language")),
    sa.column("source", sa.JSON()),
    sa.column("created_at", MOMENT),
    *(sa.column(name, kind) for name, kind in OF_CONVERSATIONS.items()),
)
MESSAGES = sa.table("messages", *(sa.column(name) for name in ("id", "conversation_id", "author", "asks")))
LEADS = sa.table(
    "leads",
    *(sa.column(name) for name in ("id", "conversation_id", "lead_class", "stage", "person_name", "company", "email")),
    sa.column("language"),
    sa.column("merged_into"),
    sa.column("slot_values", sa.JSON()),
    sa.column("criteria", sa.JSON()),
    sa.column("created_at", MOMENT),
    sa.column("updated_at", MOMENT),
    *(sa.column(name, kind) for name, kind in OF_LEADS.items()),
)
HANDOFFS = sa.table("handoffs", sa.column("lead_id"), sa.column("claimed_by"), sa.column("claimed_at", MOMENT))


def upgrade() -> None:
    _create_tables()
    for table, columns in (("conversations", OF_CONVERSATIONS), ("leads", OF_LEADS)):
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))
    counted: Counter[tuple[Any, ...]] = Counter()
    _convert_conversations(op.get_bind(), counted)
    _convert_leads(op.get_bind(), counted)
    _store_counters(op.get_bind(), counted)
    for table, names in NEEDED.items():
        with op.batch_alter_table(table) as changed:
            for name in names:
                kind = (OF_LEADS if table == "leads" else OF_CONVERSATIONS)[name]
                changed.alter_column(name, existing_type=kind, nullable=False)
            for name, check in (CHECKS if table == "leads" else {"channel": "channel <> ''"}).items():
                changed.create_check_constraint(op.f(f"ck_{table}_{name}"), check)
    for name in FILTERED:
        op.create_index(op.f(f"ix_leads_{name}_id"), "leads", [name, "id"])


def downgrade() -> None:
    for name in FILTERED:
        op.drop_index(op.f(f"ix_leads_{name}_id"), "leads")
    for table, columns in (("leads", OF_LEADS), ("conversations", OF_CONVERSATIONS)):
        with op.batch_alter_table(table) as changed:
            for name in CHECKS if table == "leads" else ("channel",):
                changed.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
            for name in columns:
                changed.drop_column(name)
    for table in ("question_days", "campaign_days", "funnel_days", "lead_words", "touches"):
        op.drop_table(table)


def _create_tables() -> None:
    op.create_table(
        "touches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_touches_conversation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touches")),
    )
    op.create_index(op.f("ix_touches_conversation_id"), "touches", ["conversation_id"])
    op.create_table(
        "lead_words",
        sa.Column("word", WORD, nullable=False),
        sa.Column("lead_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"], name=op.f("fk_lead_words_lead_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("word", "lead_id", name=op.f("pk_lead_words")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_lead_words_lead_id_word"), "lead_words", ["lead_id", "word"])
    for table, (keys, numbers) in COUNTERS.items():
        op.create_table(
            table,
            *(sa.Column(name, KEYS[name], nullable=False) for name in keys),
            *(sa.Column(name, sa.Integer(), nullable=False) for name in numbers),
            sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{table}")),
        )


def _convert_conversations(connection: sa.Connection, counted: Counter[tuple[Any, ...]]) -> None:
    for talks in _batches(connection, CONVERSATIONS, ("id", "channel", "language", "source", "created_at")):
        lines: dict[str, list[tuple[str, str | None]]] = {talk.id: [] for talk in talks}
        spoken = sa.select(MESSAGES).where(MESSAGES.c.conversation_id.in_(list(lines))).order_by(MESSAGES.c.id)
        for line in connection.execute(spoken):
            lines[line.conversation_id].append((line.author, line.asks))
        for talk in talks:
            source = talk.source or {}
            asked = list(dict.fromkeys(asks for author, asks in lines[talk.id] if asks))
            wrote, question = any(author == "visitor" for author, _ in lines[talk.id]), None
            for author, asks in lines[talk.id]:
                question = None if author == "visitor" else asks or question
            values = {
                "last_source": source or sa.null(),
                "category": str(category_of(source)),
                "wrote": wrote,
                "asked": asked,
                "open_question": question,
            }
            connection.execute(CONVERSATIONS.update().where(CONVERSATIONS.c.id == talk.id).values(values))
            if source:
                touch = {"conversation_id": talk.id, "source": source, "category": values["category"]}
                connection.execute(TOUCHES.insert().values({**touch, "at": talk.created_at}))
            day, key = talk.created_at.date(), (talk.channel, talk.language or "", values["category"])
            counted["funnel_days", (day, *key), "visitors"] += 1
            counted["funnel_days", (day, *key), "conversations"] += wrote
            for slot in asked:
                counted["question_days", (day, slot), "asked"] += 1
            counted["question_days", (day, question), "unanswered"] += question is not None


def _convert_leads(connection: sa.Connection, counted: Counter[tuple[Any, ...]]) -> None:
    names = (
        "id",
        "conversation_id",
        "language",
        "lead_class",
        "stage",
        "person_name",
        "company",
        "email",
        "merged_into",
    )
    for leads in _batches(connection, LEADS, (*names, "slot_values", "criteria", "created_at", "updated_at")):
        talks = _by(connection, CONVERSATIONS, "id", [lead.conversation_id for lead in leads])
        handoffs = _by(connection, HANDOFFS, "lead_id", [lead.id for lead in leads])
        for lead in leads:
            handoff = handoffs.get(lead.id)
            values = {**_origin(talks[lead.conversation_id]), **_known(lead), "owner": handoff and handoff.claimed_by}
            if lead.stage in TAKEN:
                values["claimed_at"] = (handoff and handoff.claimed_at) or lead.updated_at
            if lead.lead_class != "lead":
                waited = lead.updated_at - talks[lead.conversation_id].created_at
                values["qualified_s"] = max(0, int(waited.total_seconds()))
            connection.execute(LEADS.update().where(LEADS.c.id == lead.id).values(values))
            words = words_of(lead.person_name, lead.company, email=lead.email, phone=values["phone"])
            if words:
                connection.execute(WORDS.insert(), [{"word": word, "lead_id": lead.id} for word in sorted(words)])
            if lead.merged_into is None:
                _count(lead, values, counted)


def _count(lead: Any, values: dict[str, Any], counted: Counter[tuple[Any, ...]]) -> None:
    key = (values["opened_on"], values["channel"], lead.language, values["category"])
    campaign = (values["opened_on"], values["category"], values["campaign"] or "")
    for reached in ("leads", *CLASSES[1 : CLASSES.index(lead.lead_class) + 1]):
        counted["funnel_days", key, reached] += 1
        counted["campaign_days", campaign, reached] += 1
    counted["funnel_days", key, "claimed"] += "claimed_at" in values
    counted["funnel_days", key, "won"] += lead.stage == "customer"
    counted["campaign_days", campaign, "won"] += lead.stage == "customer"


def _store_counters(connection: sa.Connection, counted: Counter[tuple[Any, ...]]) -> None:
    rows: dict[tuple[str, tuple[Any, ...]], dict[str, int]] = {}
    for (table, key, column), number in counted.items():
        if number:
            rows.setdefault((table, key), {})[column] = number
    for (table, key), numbers in rows.items():
        keys, columns = COUNTERS[table]
        target = sa.table(table, *(sa.column(name, KEYS.get(name)) for name in (*keys, *columns)))
        row = {**dict.fromkeys(columns, 0), **dict(zip(keys, key, strict=True)), **numbers}
        connection.execute(target.insert().values(row))


def _origin(talk: Any) -> dict[str, Any]:
    campaign = ((talk.source or {}).get("utm_campaign") or "")[:100] or None
    day = talk.created_at.date()
    return {"channel": talk.channel, "category": talk.category, "campaign": campaign, "opened_on": day}


def _known(lead: Any) -> dict[str, Any]:
    known = lead.slot_values or {}
    budget, timeline = known.get("budget") or {}, known.get("timeline") or {}
    ends = [_amount(budget.get(end)) for end in ("min", "max")]
    if None not in ends:
        ends.sort()
    met = {each["name"]: each["met"] for each in lead.criteria or []}
    return {
        **{slot: known.get(slot) for slot in ("phone", "job_title", "industry")},
        "country": country_of_location(known.get("location") or ""),
        "budget_min": ends[0],
        "budget_max": ends[1],
        "budget_currency": (budget.get("currency") or "")[:10] or None,
        "timeline_start": _day(timeline.get("start")),
        "timeline_end": _day(timeline.get("end")),
        **{f"{name}_met": met.get(name) for name in ("budget", "authority", "need", "timeline")},
    }


def _amount(raw: Any) -> Any:
    """An amount as the column keeps it: SQLite the cents."""
    try:
        amount = None if raw is None else Decimal(str(raw))
    except InvalidOperation:
        return None
    if amount is None or op.get_bind().dialect.name != "sqlite":
        return amount
    return int((amount * 100).to_integral_value())


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None


def _by(connection: sa.Connection, table: Any, column: str, ids: list[str]) -> dict[str, Any]:
    return {row._mapping[column]: row for row in connection.execute(sa.select(table).where(table.c[column].in_(ids)))}


def _batches(connection: sa.Connection, table: Any, names: tuple[str, ...]) -> Iterator[Any]:
    last = ""
    query = sa.select(*(table.c[name] for name in names)).order_by(table.c.id).limit(BATCH)
    while rows := connection.execute(query.where(table.c.id > last)).all():
        last = rows[-1].id
        yield rows


KEYS: dict[str, Any] = {
    "day": sa.Date(),
    "channel": sa.String(20),
    "language": sa.String(5),
    "category": sa.String(20),
    "campaign": sa.String(100),
    "slot": sa.String(40),
}
COUNTERS = {
    "funnel_days": (
        ("day", "channel", "language", "category"),
        ("visitors", "conversations", "leads", "mql", "srl", "bant", "claimed", "won"),
    ),
    "campaign_days": (("day", "category", "campaign"), ("leads", "mql", "srl", "bant", "won")),
    "question_days": (("day", "slot"), ("asked", "unanswered")),
}
TOUCHES = sa.table(
    "touches",
    sa.column("conversation_id"),
    sa.column("source", sa.JSON()),
    sa.column("category"),
    sa.column("at", MOMENT),
)
WORDS = sa.table("lead_words", sa.column("word"), sa.column("lead_id"))
