"""What other criteria would change: every stored lead judged by them, one after the other, and compared."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import defer, raiseload

from leads.criteria import Criteria
from leads.database import Database
from leads.lead_rows import outline_of
from leads.model import Lead, LeadClass, Missing, Verdict
from leads.qualification import qualify
from leads.questions import Moment
from leads.tables import LeadRow
from leads.verdict_rows import read_outcome

BATCH = 500
LADDER = tuple(LeadClass)


@dataclass(frozen=True)
class Turned:
    """A criterion that comes out otherwise: met, not met, unknown (``None``); and the visitor's words."""

    name: str
    before: bool | None
    after: bool | None
    evidence: str | None


@dataclass(frozen=True)
class Difference:
    """What two verdicts on one lead differ in, and why.

    ``turned`` are the criteria that come out otherwise; ``in_the_way`` is what keeps a lead that falls from its
    class; ``no_longer_in_the_way`` is what kept a lead that rises from the next one.
    """

    before: Verdict
    after: Verdict
    turned: tuple[Turned, ...]
    in_the_way: tuple[Missing, ...]
    no_longer_in_the_way: tuple[Missing, ...]

    @property
    def rises(self) -> bool:
        """Whether the class becomes a higher one."""
        return LADDER.index(self.after.lead_class) > LADDER.index(self.before.lead_class)

    @property
    def falls(self) -> bool:
        """Whether the class becomes a lower one."""
        return LADDER.index(self.after.lead_class) < LADDER.index(self.before.lead_class)


@dataclass(frozen=True)
class Replayed:
    """One lead under other criteria. ``difference`` is ``None`` where class and automation-readiness stay.

    ``by_time``: the criteria in force would change it just so, for what was said long ago counts otherwise today.
    """

    lead_id: str
    person_name: str | None
    company: str | None
    before: LeadClass
    after: LeadClass
    difference: Difference | None
    by_time: bool = False


def replay(
    database: Database,
    criteria: Criteria,
    at: Moment,
    in_force: Criteria | None = None,
    newest: int | None = None,
) -> Iterator[Replayed]:
    """Every stored lead, oldest first, as it would be judged; nothing is stored. Or so many of the newest, they first.

    What is compared is how the lead stands now, judged when something was last said; ``in_force`` are the criteria of
    that, to tell what time alone changes. Few rows are held at a time, and no fact or message is read.
    """
    unread = (raiseload("*"), defer(LeadRow.score_parts, raiseload=True))
    leads = (
        select(LeadRow)
        .where(LeadRow.merged_into.is_(None))
        .order_by(LeadRow.id if newest is None else LeadRow.id.desc())
        .limit(newest)
        .options(*unread)
        .execution_options(yield_per=BATCH)
    )
    with database.read() as session:
        for row in session.scalars(leads):
            yield _replayed(outline_of(row), read_outcome(row), criteria, at, in_force)


def _replayed(lead: Lead, before: Verdict, criteria: Criteria, at: Moment, in_force: Criteria | None) -> Replayed:
    after = qualify(lead, criteria, at)
    found = difference(before, after)
    by_time = bool(found and in_force) and difference(qualify(lead, in_force or criteria, at), after) is None
    return Replayed(
        lead.id,
        lead.text("person_name"),
        lead.text("company"),
        before.lead_class,
        after.lead_class,
        found,
        by_time,
    )


def stored_leads(database: Database) -> int:
    """How many leads a replay judges."""
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(LeadRow).where(LeadRow.merged_into.is_(None))) or 0


def difference(before: Verdict, after: Verdict) -> Difference | None:
    """What changes from one verdict to the other; ``None`` where class and automation-readiness stay."""
    if (before.lead_class, before.automation_ready) == (after.lead_class, after.automation_ready):
        return None
    told = {each.name: each for each in before.criteria}
    turned = tuple(
        Turned(each.name, known.met, each.met, known.evidence)
        for each in after.criteria
        if (known := told.get(each.name)) is not None and known.met is not each.met
    )
    climb = LADDER.index(after.lead_class) - LADDER.index(before.lead_class)
    return Difference(
        before,
        after,
        turned,
        after.missing if climb < 0 else (),
        before.missing if climb > 0 else (),
    )
