"""What became of leads, by criterion: which of them told won deals from lost ones."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from leads.database import Database
from leads.handoff_tables import FeedbackRow
from leads.qualification import TABLE
from leads.tables import LeadRow

WON, LOST = ("won",), ("lost", "not_a_fit")


@dataclass(frozen=True)
class Prediction:
    """One criterion among the leads that were closed: how many of those with it met, and without, were won.

    ``lift`` is how many times as often a lead is won with the criterion met as without (``None``: too few to say).
    """

    name: str
    met_won: int
    met_lost: int
    unmet_won: int
    unmet_lost: int

    @property
    def lift(self) -> float | None:
        met, unmet = self.met_won + self.met_lost, self.unmet_won + self.unmet_lost
        if not met or not unmet or not self.unmet_won:
            return None
        return round((self.met_won / met) / (self.unmet_won / unmet), 2)


class Feedback:
    """Reads what people of sales said."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def by_criterion(self) -> tuple[Prediction, ...]:
        """Each criterion in the order of the table; a lead counts with what was said about it last."""
        newest = select(func.max(FeedbackRow.id)).group_by(FeedbackRow.lead_id)
        query = (
            select(FeedbackRow.outcome, LeadRow.criteria)
            .join(LeadRow, LeadRow.id == FeedbackRow.lead_id)
            .where(FeedbackRow.id.in_(newest), FeedbackRow.outcome.in_((*WON, *LOST)))
        )
        counted: Counter[tuple[str, bool, bool]] = Counter()
        with self._database.read() as session:
            for outcome, criteria in session.execute(query):
                counted.update((each["name"], each["met"] is True, outcome in WON) for each in criteria)
        return tuple(
            Prediction(name, *(counted[name, met, won] for met in (True, False) for won in (True, False)))
            for name in (criterion.name for criterion in TABLE)
        )
