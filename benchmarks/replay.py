"""How long a replay of other criteria takes over many stored leads, and how much memory it needs.

    python -m benchmarks.replay [--leads 100000] [--keep FILE.db]

The leads are made up, and written straight into a SQLite database; each is judged by the shipped criteria first.
"""

import argparse
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from banter.settings import ROOT
from leads import values
from leads.criteria import Bant, Criteria, SalesReady
from leads.database import Database
from leads.model import Budget, CompanySize, FactValue, Lead, Timeline
from leads.qualification import qualify
from leads.questions import Moment
from leads.replay import replay
from leads.tables import ConversationRow, LeadRow
from leads.verdict_rows import write_verdict

BATCH = 5_000
NOW = datetime(2027, 2, 15, 12, tzinfo=UTC)
AT = Moment(NOW, NOW.date())
STRICTER = Criteria(bant=Bant(budget_minimum=Decimal(15_000)), sales_ready=SalesReady(minimum_score=70))


def told(rng: random.Random, number: int) -> dict[str, FactValue]:
    """What one visitor said: everybody a need, fewer and fewer the rest."""
    facts: dict[str, FactValue] = {
        "need": f"planning tours for {number} vehicles",
        "company": f"Seegras {number} GmbH",
        "person_name": f"Ruth {number}",
        "email": f"ruth.{number}@seegras.example",
        "contact_opt_in": rng.random() < 0.8,
        "budget": Budget(None, Decimal(rng.randrange(500, 40_000)), rng.choice(("EUR", "CHF", "USD", None)), "once"),
        "authority": rng.choice(("decision_maker", "influencer", "none")),
        "timeline": Timeline(NOW.date() + timedelta(days=rng.randrange(-30, 600)), None),
        "marketing_opt_in": rng.random() < 0.5,
        "phone": f"+49401{number:06}",
        "industry": rng.choice(("logistics", "banking", "food")),
        "company_size": CompanySize(rng.randrange(1, 900), None),
    }
    return dict(list(facts.items())[: rng.randrange(1, len(facts) + 1)])


def rows(count: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """A conversation and a lead each, as their tables hold them."""
    rng = random.Random(20270215)  # noqa: S311 (made-up leads, the same in each run)
    for number in range(count):
        at, key = NOW - timedelta(days=rng.randrange(400)), f"{number:012x}"
        facts = told(rng, number)
        lead = Lead(key, key, "website", "en", at, at, values=facts, engaged_at=at)
        row = LeadRow()
        write_verdict(row, qualify(lead, Criteria(), Moment(at, at.date())))
        written = {
            "id": key,
            "conversation_id": key,
            "language": "en",
            "stage": "new",
            "person_name": lead.text("person_name"),
            "company": lead.text("company"),
            "email": lead.text("email"),
            "values": {slot: values.write(value) for slot, value in facts.items()},
            "declined": [],
            "created_at": at,
            "updated_at": at,
            "engaged_at": at,
            **{name: getattr(row, name) for name in JUDGED},
        }
        yield {"id": key, "channel": "website", "language": "en", "source": {}, "created_at": at}, written


JUDGED = ("lead_class", "automation_ready", "score", "fit", "engagement", "criteria", "score_parts", "missing")


def fill(database: Database, count: int) -> None:
    """Writes the leads in large transactions."""
    batch: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for pair in rows(count):
        batch.append(pair)
        if len(batch) == BATCH:
            _write(database, batch)
            batch = []
    if batch:
        _write(database, batch)


def _write(database: Database, batch: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    with database.write() as session:
        session.execute(insert(ConversationRow), [talk for talk, _ in batch])
        session.execute(insert(LeadRow), [lead for _, lead in batch])


def measure(database: Database) -> None:
    """Replays stricter criteria and prints what it took."""
    before, started, worked, changed, count = _peak_mb(), time.perf_counter(), time.process_time(), Counter[str](), 0
    for each in replay(database, STRICTER, AT, Criteria()):
        count += 1
        if each.before is not each.after:
            changed[f"{each.before} → {each.after}"] += 1
    took = time.perf_counter() - started
    print(f"{count} leads in {took:.1f} s ({time.process_time() - worked:.1f} s of a processor's time)")
    print(f"memory {before:.0f} MB before, {_peak_mb():.0f} MB at the most")
    for way, number in changed.most_common():
        print(f"  {way:15} {number}")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="a database to write the leads to, or to read them from")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=ROOT / "var" if (ROOT / "var").is_dir() else None) as folder:
        path = chosen.keep or Path(folder) / "leads.db"
        is_filled = path.exists()
        database = Database(f"sqlite:///{path}")
        database.migrate()
        if not is_filled:
            started = time.perf_counter()
            fill(database, chosen.leads)
            print(f"{chosen.leads} leads written in {time.perf_counter() - started:.1f} s")
        measure(database)
        database.close()


if __name__ == "__main__":
    main()
