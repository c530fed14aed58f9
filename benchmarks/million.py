"""The inbox, its search and the reports over a million leads on SQLite.

``python -m benchmarks.million --folder FOLDER`` fills a database there, or takes the one of an earlier run; it ends
with 1 when a query's 95th percentile is above the target.
"""

import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import insert

from leads import counters
from leads.database import Database
from leads.funnel import Funnel, Grouping, Slice
from leads.inbox_query import LeadInbox, Met, Order, Wanted
from leads.lead_rows import sortable_id
from leads.lead_words import words_of
from leads.report_tables import LeadWordRow
from leads.tables import ConversationRow, LeadRow
from leads.tally import KNOWN, TALK, Known, Talk, Tally, tally

TARGET_MS = 50
LEADS = 1_000_000
COPIES, STEP = 20, 37  # days
DAYS = COPIES * STEP
FIRST_DAY = datetime(2025, 1, 1, tzinfo=UTC)
LAST_DAY = (FIRST_DAY + timedelta(days=DAYS - 1)).date()
VISITORS_PER_LEAD = 2
CLASSES = (("lead", 62), ("mql", 24), ("srl", 9), ("bant", 5))
STAGES = (("new", 50), ("working", 22), ("handed_off", 10), ("claimed", 8), ("opportunity", 4), ("customer", 3))
CHANNELS = (("website", 82), ("telegram", 11), ("slack", 7))
CATEGORIES = (
    ("direct", 33),
    ("content", 25),
    ("sea", 15),
    ("online", 12),
    ("permission", 7),
    ("email", 5),
    ("events", 3),
)
COUNTRIES = ((None, 45), ("DE", 30), ("AT", 8), ("CH", 7), ("US", 5), ("GB", 4), ("MT", 1))
SLOTS = ("need", "company", "budget", "authority", "timeline", "email", "person_name", "contact_opt_in")
STEMS = ("An", "Ber", "Chri", "Da", "El", "Fre", "Gi", "Han", "In", "Jo")
FIRST = [f"{stem}{end}" for stem in STEMS for end in ("na", "ta", "ka")]
SYLLABLES = ("ber", "den", "fel", "gar", "hol", "kal", "lin", "mar", "nor", "ost", "pel", "rin", "sal", "tor", "brü")
KINDS = ("GmbH", "AG", "Logistik GmbH", "Maschinenbau GmbH", "Software AG", "Ltd", "Inc", "Consulting")


@dataclass(frozen=True)
class Measure:
    """One kind of call, with other values each time."""

    name: str
    call: Callable[[random.Random], Any]


def main(folder: Path | None = None, leads: int = LEADS, calls: int = 60) -> None:
    """Measures; ``folder`` keeps the database for the next time."""
    with tempfile.TemporaryDirectory() as temporary:
        path = (folder or Path(temporary)) / f"leads-{leads}.db"
        database = Database(f"sqlite:///{path}")
        if not path.with_suffix(".filled").exists():
            began = time.perf_counter()
            fill(database, path, leads)
            path.with_suffix(".filled").touch()
            print(f"filled with {leads:,} leads in {time.perf_counter() - began:.0f} s")
        slowest = report([(each.name, measured(each, calls)) for each in measures(database)], path)
        database.close()
    raise typer.Exit(0 if slowest <= TARGET_MS else 1)


def measured(measure: Measure, calls: int) -> list[float]:
    chance, waits = random.Random(measure.name), []  # noqa: S311
    for _ in range(calls):
        began = time.perf_counter()
        measure.call(chance)
        waits.append((time.perf_counter() - began) * 1_000)
    return waits


def report(results: list[tuple[str, list[float]]], path: Path) -> float:
    table = Table("query", "p50 ms", "p95 ms", "slowest ms", title=f"{path.stat().st_size / 2**30:.1f} GiB")
    percentiles = []
    for name, waits in results:
        twentieths = statistics.quantiles(waits, n=20)
        percentiles.append(twentieths[18])
        style = "red" if twentieths[18] > TARGET_MS else ""
        table.add_row(name, *(f"{each:.1f}" for each in (twentieths[9], twentieths[18], max(waits))), style=style)
    Console(width=100).print(table)
    return max(percentiles)


def measures(database: Database) -> list[Measure]:
    inbox, funnel = LeadInbox(database), Funnel(database)
    found: list[Measure] = []

    def listed(name: str, make: Callable[[random.Random], Wanted], order: Order = Order.NEWEST) -> None:
        found.append(Measure(f"list: {name}", lambda chance: inbox.page(make(chance), order)))
        found.append(Measure(f"count: {name}", lambda chance: inbox.count(make(chance))))

    def pages(chance: random.Random) -> None:
        first = inbox.page(Wanted())
        inbox.page(Wanted(), after=sortable_id(_moment(chance)) if chance.random() < 0.5 else first.next)

    found.append(Measure("list: two pages, anywhere", pages))
    for order in (Order.SCORE, Order.UPDATED):
        listed(f"all by {order}", lambda _: Wanted(), order)
    listed("class", lambda chance: Wanted(lead_class=chance.choice(CLASSES)[0]))
    listed("stage", lambda chance: Wanted(stage=chance.choice(STAGES)[0]))
    listed("channel and language", lambda chance: Wanted(channel=chance.choice(CHANNELS)[0], language="de"))
    listed("source category", lambda chance: Wanted(category=chance.choice(CATEGORIES)[0]))
    listed("country", lambda chance: Wanted(country=chance.choice(COUNTRIES[1:])[0]))
    listed("class and country", lambda chance: Wanted(lead_class="bant", country=chance.choice(COUNTRIES[1:])[0]))
    listed("class, stage, channel", lambda _: Wanted(lead_class="srl", stage="new", channel="slack"))
    listed("owner", lambda chance: Wanted(owner=f"Person {chance.randrange(40)}"))
    listed("claimed", lambda chance: Wanted(claimed=chance.random() < 0.5))
    listed("score range", lambda chance: Wanted(score_from=(low := chance.randrange(0, 100)), score_to=low + 10))
    listed("score at least 99", lambda _: Wanted(score_from=99))
    listed("criterion", lambda chance: Wanted(budget=chance.choice(list(Met))))
    listed("two criteria", lambda chance: Wanted(budget=chance.choice(list(Met)), need=chance.choice(list(Met))))
    listed("disqualified", lambda chance: Wanted(disqualified=chance.random() < 0.5))
    listed("automation-ready", lambda chance: Wanted(automation_ready=chance.random() < 0.5))
    listed("a week", lambda chance: Wanted(created_since=(day := _moment(chance)), created_until=day + timedelta(7)))
    listed("class in a month", lambda chance: _in_a_month(chance))
    listed("class by score", lambda chance: Wanted(lead_class=chance.choice(CLASSES)[0]), Order.SCORE)
    listed("search, a company", lambda chance: Wanted(words=_company(chance).split()[0]))
    listed("search, an e-mail", lambda chance: Wanted(words=f"{chance.choice(FIRST)}.{_name(chance)}"))
    listed("search, everywhere (gmbh)", lambda _: Wanted(words="gmbh"))
    listed("search, common", lambda chance: Wanted(words=chance.choice(FIRST)))
    listed("search, beginning", lambda chance: Wanted(words=chance.choice(SYLLABLES)))
    listed("search, two words", lambda chance: Wanted(words=f"{chance.choice(FIRST)} {chance.choice(SYLLABLES)}"))
    listed("search, common and everywhere", lambda chance: Wanted(words=f"{chance.choice(FIRST)} gmbh"))
    listed("search, no hit", lambda chance: Wanted(words=f"qqq{chance.randrange(1000)}"))
    listed("search and class", lambda chance: Wanted(words=chance.choice(FIRST), lead_class="bant"))
    quarter = lambda chance: Slice((day := _moment(chance).date()), day + timedelta(90))  # noqa: E731
    everything = Slice(FIRST_DAY.date(), LAST_DAY)
    found.append(Measure("funnel: a quarter", lambda chance: funnel.steps(quarter(chance))))
    found.append(Measure("funnel: two years", lambda _: funnel.steps(everything)))
    for by in Grouping:
        found.append(Measure(f"funnel: two years by {by}", lambda _, by=by: funnel.grouped(everything, by)))
    found.append(Measure("funnel: drop-off, two years", lambda _: funnel.drop_off(everything.since, everything.until)))
    found.append(Measure("funnel: time to qualify", lambda chance: funnel.time_to_qualify(quarter(chance))))
    found.append(Measure("sources: a quarter", lambda chance: _sources(funnel, quarter(chance))))
    found.append(Measure("sources: two years", lambda _: _sources(funnel, everything)))
    return found


def _sources(funnel: Funnel, part: Slice) -> Any:
    return funnel.sources(part.since, part.until)


def _in_a_month(chance: random.Random) -> Wanted:
    day = _moment(chance)
    return Wanted(lead_class=chance.choice(CLASSES)[0], created_since=day, created_until=day + timedelta(30))


def _moment(chance: random.Random) -> datetime:
    return FIRST_DAY + timedelta(days=chance.randrange(DAYS - 31))


def fill(database: Database, path: Path, leads: int) -> None:
    """Leads of some weeks, written down again for the weeks that follow, with visitors who wrote nothing among them."""
    path.unlink(missing_ok=True)
    database.migrate()
    chance, few = random.Random(7), leads // COPIES  # noqa: S311
    made = [person(chance, number, FIRST_DAY + timedelta(days=STEP) * number / few) for number in range(few)]
    with database.write() as session:
        connection = session.connection()
        connection.execute(insert(ConversationRow), [talk for _, talks in made for talk in talks])
        connection.execute(insert(LeadRow), [lead for lead, _ in made])
        connection.execute(insert(LeadWordRow), [word for lead, _ in made for word in _words(lead)])
        counters.add(session, _tallied(made))
    with sqlite3.connect(path) as copied:
        _copy(copied)


def _copy(connection: sqlite3.Connection) -> None:
    connection.execute("pragma synchronous = off")
    found = connection.execute("select name, sql from sqlite_master where type = 'index' and sql is not null")
    indexes = [(name, sql) for name, sql in found if name.startswith(("ix_leads", "ix_lead_words"))]
    for name, _ in indexes:
        connection.execute(f"drop index {name}")
    connection.execute("create temp table base_words as select * from lead_words")
    connection.execute("create temp table base_leads as select * from leads")
    connection.execute("create temp table base_talks as select * from conversations")
    connection.execute("create temp table copies (base text, id text)")
    connection.execute("create temp table steps (step)")
    connection.executemany("insert into steps values (?)", [(step * STEP,) for step in range(1, COPIES)])
    later = "strftime('%Y-%m-%d %H:%M:%f000', {}, step || ' days')"
    new_id = "printf('%012x', (strftime('%s', created_at) + step * 86400) * 1000) || substr(id, 13)"
    _insert(connection, "conversations", "base_talks", {"id": "id || '-' || step"}, later)
    moved = {"id": new_id, "conversation_id": "conversation_id || '-' || step"}
    moved["opened_on"] = "date(opened_on, step || ' days')"
    _insert(connection, "leads", "base_leads", moved, later)
    connection.execute(f"insert into copies select id, {new_id} from steps, base_leads")  # noqa: S608
    connection.execute(
        "insert into lead_words (word, lead_id) select word, copies.id from base_words "
        "join copies on copies.base = lead_id order by 1, 2"
    )
    for counter in ("funnel_days", "campaign_days", "question_days"):
        connection.execute(f"create temp table base_{counter} as select * from {counter}")  # noqa: S608
        _insert(connection, counter, f"base_{counter}", {"day": "date(day, step || ' days')"}, later)
    for _, sql in indexes:
        connection.execute(sql)
    connection.execute("analyze")


def _insert(connection: sqlite3.Connection, table: str, base: str, changed: dict[str, str], later: str) -> None:
    columns = [row[1] for row in connection.execute(f"pragma table_info({table})")]
    moments = {name: later.format(name) for name in ("created_at", "updated_at", "claimed_at")}
    values = [{**moments, **changed}.get(name, f'"{name}"') for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    connection.execute(f"insert into {table} ({names}) select {', '.join(values)} from steps, {base}")  # noqa: S608


def _words(lead: dict[str, Any]) -> list[dict[str, str]]:
    found = words_of(lead["person_name"], lead["company"], email=lead["email"], phone=lead["phone"])
    return [{"word": word, "lead_id": lead["id"]} for word in found]


def _tallied(made: list[tuple[dict[str, Any], list[dict[str, Any]]]]) -> Tally:
    total = Tally()
    for lead, talks in made:
        total.update(tally(Known(*(lead.get(name) for name in KNOWN))))
        for talk in talks:
            total.update(tally(Talk(*(talk.get(name) for name in TALK))))
    return total


def person(chance: random.Random, number: int, moment: datetime) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A lead's row, and those of its conversation and of visitors who left without a word."""
    first, last, company = chance.choice(FIRST), _name(chance), _company(chance)
    lead_class, stage, channel, category, country = (
        _one(chance, table) for table in (CLASSES, STAGES, CHANNELS, CATEGORIES, COUNTRIES)
    )
    talks = [_talk(chance, f"t{number}-{each}", moment, channel, category) for each in range(VISITORS_PER_LEAD)]
    talk = {**talks[0], "wrote": True, "asked": list(SLOTS[: chance.randrange(1, 8)])}
    talk["open_question"] = talk["asked"][-1] if chance.random() < 0.6 else None
    met = {name: chance.choice((True, None, None, False)) for name in ("budget", "authority", "need", "timeline")}
    email = f"{first}.{last}@{company.split()[0]}.example".lower()
    phone = f"+4940{number:07d}" if number % 3 == 0 else None
    taken = stage in ("claimed", "opportunity", "customer")
    lead = {
        "id": sortable_id(moment),
        "conversation_id": talk["id"],
        "language": talk["language"],
        "lead_class": lead_class,
        "automation_ready": lead_class != "lead" and chance.random() < 0.3,
        "score": min(100, max(0, int(chance.gauss(45, 22)))),
        "criteria": [{"name": name, "met": each, "evidence": "as the visitor said it"} for name, each in met.items()],
        "stage": stage,
        "person_name": f"{first} {last}",
        "company": company,
        "email": email,
        "phone": phone,
        "values": {"person_name": f"{first} {last}", "company": company, "need": "planning our delivery tours"},
        "declined": [],
        "disqualified": "job_seeker" if chance.random() < 0.03 else None,
        "channel": channel,
        "category": category,
        "campaign": f"campaign-{number % 40}" if category != "direct" else None,
        "opened_on": moment.date(),
        "country": country,
        **{f"{name}_met": each for name, each in met.items()},
        "owner": f"Person {number % 40}" if taken else None,
        "claimed_at": moment if taken else None,
        "own_class": lead_class,
        "email_key": email,
        "phone_key": phone,
        "qualified_s": None if lead_class == "lead" else chance.randrange(30, 3_000),
        "created_at": moment,
        "updated_at": moment + timedelta(minutes=chance.randrange(50_000)),
    }
    return lead, [talk, *talks[1:]]


def _talk(chance: random.Random, name: str, moment: datetime, channel: str, category: str) -> dict[str, Any]:
    source = {"page": "https://shop.example/", "utm_medium": category}
    return {
        "id": name,
        "channel": channel,
        "language": "de" if chance.random() < 0.6 else "en",
        "source": source,
        "category": category,
        "wrote": False,
        "asked": [],
        "open_question": None,
        "created_at": moment,
    }


def _one(chance: random.Random, table: tuple[tuple[Any, int], ...]) -> Any:
    return chance.choices([value for value, _ in table], [weight for _, weight in table])[0]


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3)).capitalize()


def _company(chance: random.Random) -> str:
    return f"{''.join(chance.choices(SYLLABLES, k=4)).capitalize()} {chance.choice(KINDS)}"


if __name__ == "__main__":
    typer.run(main)
