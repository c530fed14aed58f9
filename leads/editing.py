"""People at sales enter values, correct them, take them back; nobody overwrites what another has done meanwhile."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from leads import values
from leads.clock import Clock
from leads.consent import PURPOSES, version_of
from leads.criteria import Criteria
from leads.database import Database
from leads.entered import read_entered
from leads.errors import InvalidFact
from leads.groups import lead_row, locked_head
from leads.lead_rows import history, lead_of
from leads.lifecycle import Cause, move
from leads.model import FactValue, Lead, Source, Stage
from leads.projection import standing
from leads.revision import Listener, Revision, nobody
from leads.store import CONFIDENCE, LONGEST_QUOTE
from leads.tables import ConsentRow, FactRow, LeadRow
from leads.versions import check_version

LONGEST_NAME = 200


class Editing:
    """The writer of what people enter. ``listener`` commits whatever a change entails together with it."""

    def __init__(self, database: Database, criteria: Criteria, clock: Clock, listener: Listener = nobody) -> None:
        self._database, self._criteria, self._clock, self._listener = database, criteria, clock, listener

    def edit(
        self,
        lead_id: str,
        version: int,
        by: str,
        entered: Mapping[str, values.Json],
        reason: str | None = None,
    ) -> Lead:
        """Enters a value for each slot, judges the lead anew, commits; ``None`` takes back what stands there, and what
        was known before stands again.

        ``version`` is the one that the person saw. ``reason`` is kept as the words behind the values; a permission
        needs one, which says where the proof is. Whoever edits a new lead has begun to work on it. Raises
        ``UnknownLead``, ``StaleLead`` or ``InvalidFact``; then nothing has changed.
        """
        news = {slot: None if raw is None else read_entered(slot, raw) for slot, raw in entered.items()}
        words, name = (values.sayable(text or "").strip() for text in (reason, by))
        for slot in news:
            _check_permission(slot, news[slot], words)
        with self._database.write() as session:
            row = locked_head(session, lead_row(session, values.sayable(lead_id)))
            check_version(row, version)
            revision = Revision(session, self._criteria, self._clock, self._listener)
            revision.touch(row)
            change = _Edit(row, name[:LONGEST_NAME], words[:LONGEST_QUOTE], self._clock.now())
            if sum(change.of(slot, value) for slot, value in news.items()):
                if row.stage == Stage.NEW:
                    move(session, row, Stage.WORKING, Cause.PICKED_UP, change.now, change.by)
                revision.finish()
            return lead_of(row)


class _Edit:
    """The changes that one person makes to one lead at one moment."""

    def __init__(self, row: LeadRow, by: str, words: str, now: datetime) -> None:
        self._row, self.by, self._words, self.now = row, by, words, now
        self._message = f"edit-{uuid.uuid4().hex}"

    def of(self, slot: str, value: FactValue | None) -> bool:
        """Makes one of them; false when a person has entered the same already."""
        stands = standing(history(self._row)).get(slot)
        if value is None:
            self._take_back(slot, stands)
            return True
        stored = values.write(value)
        if stands is not None and stands.source == Source.SALES and stands.value == stored and slot not in PURPOSES:
            return False
        self._enter(slot, stored)
        return True

    def _take_back(self, slot: str, stands: FactRow | None) -> None:
        if stands is None:
            raise InvalidFact(f"nothing is known of {slot}, so nothing can be taken back")
        stands.retracted_at, stands.retracted_by, stands.retraction = self.now, self.by, self._words or None

    def _enter(self, slot: str, stored: values.Json) -> None:
        row = self._row
        row.facts.append(
            FactRow(
                slot=slot,
                value=stored,
                said=self._words,
                message_id=self._message,
                source=Source.SALES,
                confidence=CONFIDENCE[Source.SALES],
                by=self.by,
                at=self.now,
            )
        )
        row.declined = [each for each in row.declined if each != slot]
        if slot in PURPOSES:
            row.consents.append(
                ConsentRow(
                    purpose=slot,
                    given=stored,
                    wording=self._words,
                    version=version_of(self._words),
                    language=row.language,
                    said=self._words,
                    message_id=self._message,
                    by=self.by,
                    at=self.now,
                )
            )


def _check_permission(slot: str, value: FactValue | None, words: str) -> None:
    if slot not in PURPOSES:
        return
    if value is None:
        raise InvalidFact(f"{slot} is never taken back as if it had not been said; write false, it is withdrawn then")
    if not words:
        raise InvalidFact(
            f"{slot} needs a reason that says where the proof is, such as: signed form of 3 March, file 17"
        )
