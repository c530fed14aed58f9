"""Hand-off: who gets a lead, who is told, who has taken it, and what became of it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from leads.accounts import is_new
from leads.audience import SHOWING, TO_NOBODY, Told, configured, recipients
from leads.business_hours import BusinessHours
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.errors import AlreadyClaimed, UnknownLead
from leads.groups import handoff_in, handoffs_aside, head_of, latest_feedback, lead_row, locked_head, record_in
from leads.handoff_tables import FeedbackRow, HandOffRow, NoteRow
from leads.handoff_view import HandOff, as_told, handoff_of
from leads.lead_rows import lead_of
from leads.lifecycle import Cause, conclude, move, move_if_possible
from leads.model import LeadClass, Stage
from leads.outbox import MERGED, UPDATED, Recipient, happened
from leads.revision import Before
from leads.routing import Assignment, addresses, assign, next_person
from leads.tables import Json, LeadRow, locked
from leads.takeover import HEARD_FROM
from leads.versions import check_version
from leads.view import as_json
from leads.workload import load_of, owner_of

CLASSES = tuple(LeadClass)
STEPS_AT_ONCE = 50


class HandOffs:
    """Routes leads as they qualify, and keeps who has them."""

    def __init__(
        self, database: Database, criteria: Criteria, clock: Clock, hours: BusinessHours, told: Told = TO_NOBODY
    ) -> None:
        self._database, self._criteria, self._clock = database, criteria, clock
        self._hours, self._told = hours, told

    def changed(self, session: Session, row: LeadRow, before: Before | None) -> None:
        """Commits, in the transaction that changes a lead, its hand-off and everybody who is to be told.

        A record that is part of an older lead now is told as merged; that lead's change comes by itself.
        """
        if row.merged_into is not None:
            self._tell_merged(session, row, row.merged_into)
            return
        handoff = handoff_in(session, row)
        known = [] if before is None else [before.lead_class, *([] if handoff is None else [handoff.lead_class])]
        rose = bool(known) and _rank(row.lead_class) > max(_rank(each) for each in known)
        kind = "lead.created" if before is None else "lead.qualified" if rose else UPDATED
        came_back = rose and row.stage == Stage.LOST
        assignment = None
        if row.stage in TO_BE_GIVEN and (handoff is None or (rose and handoff.claimed_at is None)):
            assignment = self._assigned(session, row)
        same_route = handoff is not None and assignment is not None and handoff.route == assignment.route
        if assignment is None or (same_route and not came_back):
            if came_back:
                self._reopen(session, row, handoff)
            self._tell(session, row, kind, handoff)
            return
        self._tell(session, row, kind, None)
        self._hand_off(session, row, handoff, assignment)

    def call_for_a_person(self, conversation: str) -> None:
        """Hands a lead off although it may not be qualified: the visitor asks for a human. No lead, no hand-off."""
        with self._database.write() as session:
            locked(session, conversation)
            record = record_in(session, conversation)
            if record is None:
                return
            row = locked_head(session, record)
            handoff = handoff_in(session, row)
            if handoff is None and (assignment := self._assigned(session, row, at_least=LeadClass.SRL)) is not None:
                asked = replace(assignment, because=f"asked for a person: as if {assignment.because}")
                handoff = self._hand_off(session, row, None, asked)
            if row.stage == Stage.LOST:
                self._reopen(session, row, handoff)
            self._tell(session, row, "lead.person_wanted", handoff)

    def claim(self, lead_id: str, by: str) -> HandOff:
        """Gives a lead to the first who asks for it; asking again changes nothing.

        ``by`` is a person of ``qualification.yml`` or any name. Raises ``AlreadyClaimed``, ``UnknownLead``.
        """
        with self._database.write() as session:
            row, handoff = self._open(session, lead_id)
            self._claim(session, row, handoff, by)
            return handoff_of(handoff)

    def claim_if_free(self, lead_id: str, by: str) -> None:
        """Claims a lead for whoever begins to talk with its visitor; who has it keeps it. Raises ``UnknownLead``."""
        with suppress(AlreadyClaimed):
            self.claim(lead_id, by)

    def release(self, lead_id: str, by: str) -> HandOff:
        """Puts a claimed lead back, for others to claim; one that has got further only loses its owner.

        Raises ``UnknownLead``.
        """
        with self._database.write() as session:
            row, handoff = self._open(session, lead_id)
            self._release(session, row, handoff, by)
            return handoff_of(handoff)

    def note(self, lead_id: str, text: str, by: str, message_id: str | None = None) -> None:
        """Keeps an internal note; one whose ``message_id`` came before is kept already. Raises ``UnknownLead``."""
        with self._database.write() as session:
            row = self._row(session, lead_id)
            if message_id is not None and not is_new(session, HEARD_FROM, message_id, self._clock.now()):
                return
            name, now = self.name_of(by), self._clock.now()
            session.add(NoteRow(lead_id=row.id, text=text, by=name, at=now))
            if row.stage == Stage.NEW:
                move(session, row, Stage.WORKING, Cause.PICKED_UP, now, name)

    def close(self, lead_id: str, outcome: str, reason: str | None, by: str) -> HandOff:
        """Notes what became of a lead: ``not_a_fit``, ``opportunity``, ``won`` or ``lost``; saying the same again
        changes nothing. Raises ``UnknownLead``."""
        name = self.name_of(by)
        with self._database.write() as session:
            row, handoff = self._open(session, lead_id)
            last = latest_feedback(session, row)
            is_again = last is not None and (last.outcome, last.reason, last.by) == (outcome, reason, name)
            if not is_again or row.stage != STAGES[outcome]:
                self._close(session, row, handoff, outcome, reason, name)
            return handoff_of(handoff)

    def move(self, lead_id: str, to: Stage, by: str, reason: str | None = None, version: int | None = None) -> None:
        """Moves a lead to another stage with all that belongs to it: whoever claims it has it, whoever closes it gives
        feedback. Where it is already, nothing happens. ``version`` is the one that the person saw (``None``: any).

        Raises ``UnknownLead``, ``StaleLead``, ``ImpossibleStage``, ``ReasonNeeded``, ``AlreadyClaimed``.
        """
        name, now = self.name_of(by), self._clock.now()
        with self._database.write() as session:
            row = self._row(session, lead_id)
            check_version(row, version)
            if row.stage == to:
                return
            move(session, row, to, Cause.BY_HAND, now, name, reason)
            if to is Stage.CLAIMED:
                self._claim(session, *self._open(session, lead_id), by)
            elif to in OUTCOMES:
                self._close(session, *self._open(session, lead_id), OUTCOMES[to], reason, name)
            else:
                self._put_up(session, row, by)

    def take_steps(self) -> int:
        """Reminds and escalates where nobody has claimed in time; returns how many leads that were."""
        due = (
            select(HandOffRow.lead_id)
            .where(HandOffRow.step_at <= self._clock.now(), HandOffRow.claimed_at.is_(None))
            .where(HandOffRow.aside.is_(False))
            .order_by(HandOffRow.step_at)
            .limit(STEPS_AT_ONCE)
        )
        with self._database.read() as session:
            leads = session.scalars(due).all()
        return sum(self._take_step(lead_id) for lead_id in leads)

    def of(self, lead_id: str) -> HandOff | None:
        """The hand-off of a lead, or ``None``: it was not handed off yet."""
        with self._database.read() as session:
            row = session.get(LeadRow, lead_id)
            handoff = None if row is None else handoff_in(session, head_of(session, row))
            return None if handoff is None else handoff_of(handoff)

    def find(self, *, claimed: bool | None = None, after: str | None = None, limit: int = 50) -> tuple[HandOff, ...]:
        """Hand-offs, the newest lead first; ``after`` is the id of the last one on the page before."""
        counting = select(HandOffRow).where(HandOffRow.aside.is_(False))
        query = counting.order_by(HandOffRow.lead_id.desc()).limit(limit)
        if claimed is not None:
            query = query.where(HandOffRow.claimed_at.is_not(None) if claimed else HandOffRow.claimed_at.is_(None))
        with self._database.read() as session:
            rows = session.scalars(query if after is None else query.where(HandOffRow.lead_id < after))
            return tuple(handoff_of(row) for row in rows)

    def name_of(self, by: str) -> str:
        """The name of a person of ``qualification.yml``, who may be named by an id of Slack or Telegram, too."""
        key = self._key_of(by)
        return by if key is None else self._criteria.handoff.people[key].name

    def _claim(self, session: Session, row: LeadRow, handoff: HandOffRow, by: str) -> None:
        name, now = self.name_of(by), self._clock.now()
        if handoff.claimed_by not in (None, name):
            raise AlreadyClaimed(handoff.claimed_by or "")
        if handoff.claimed_by is None:
            handoff.claimed_by, handoff.claimed_at, handoff.step_at = name, now, None
            handoff.worked_s = int(self._hours.between(handoff.handed_off_at, now).total_seconds())
            handoff.person = self._key_of(by) or handoff.person
            move_if_possible(session, row, Stage.CLAIMED, Cause.CLAIMED, now, name)
            self._tell(session, row, "lead.claimed", handoff, {"by": name})

    def _release(self, session: Session, row: LeadRow, handoff: HandOffRow, by: str) -> None:
        if handoff.claimed_by is not None:
            name, now = self.name_of(by), self._clock.now()
            handoff.claimed_by = handoff.claimed_at = handoff.worked_s = None
            if row.stage == Stage.CLAIMED:
                move(session, row, Stage.HANDED_OFF, Cause.RELEASED, now, name)
            if row.stage not in AT_AN_END:
                handoff.step, handoff.step_at = 0, self._after(handoff.at_night, self._within())
            self._tell(session, row, "lead.released", handoff, {"by": name})

    def _close(
        self, session: Session, row: LeadRow, handoff: HandOffRow, outcome: str, reason: str | None, name: str
    ) -> None:
        now = self._clock.now()
        session.add(FeedbackRow(lead_id=row.id, outcome=outcome, reason=reason, by=name, at=now))
        conclude(session, row, STAGES[outcome], now, name, reason or outcome)
        handoff.step_at = None
        self._tell(session, row, "lead.closed", handoff, {"by": name, "outcome": outcome, "reason": reason})

    def _put_up(self, session: Session, row: LeadRow, by: str) -> None:
        """After a move by hand to a stage in which nobody has the lead."""
        handoff = handoff_in(session, row, lock=True)
        if handoff is not None and handoff.claimed_by is not None:
            self._release(session, row, handoff, by)
        elif row.stage == Stage.HANDED_OFF:
            given = self._assigned(session, row, at_least=LeadClass.SRL)
            if given is not None:
                because = f"handed off by {self.name_of(by)}: as if {given.because}"
                handoff = self._hand_off(session, row, handoff, replace(given, because=because))
        self._tell(session, row, UPDATED, handoff)

    def _reopen(self, session: Session, row: LeadRow, handoff: HandOffRow | None) -> None:
        """A lost lead whose visitor is back: whoever had it has it again."""
        to = Stage.WORKING if handoff is None else Stage.CLAIMED if handoff.claimed_by else Stage.HANDED_OFF
        move(session, row, to, Cause.CAME_BACK, self._clock.now())
        if handoff is not None and to is Stage.HANDED_OFF:
            handoff.step, handoff.step_at = 0, self._after(handoff.at_night, self._within())

    def _assigned(self, session: Session, row: LeadRow, at_least: LeadClass = LeadClass.LEAD) -> Assignment | None:
        now = self._clock.now()
        load = load_of(session, self._criteria.handoff, now, self._hours.zone)
        lead = lead_of(row)
        if _rank(row.lead_class) < _rank(at_least):
            lead = replace(lead, verdict=replace(lead.verdict, lead_class=at_least))
        return assign(lead, self._criteria, now, load, owner_of(session, row), zone=self._hours.zone)

    def _hand_off(self, session: Session, row: LeadRow, before: HandOffRow | None, given: Assignment) -> HandOffRow:
        now = self._clock.now()
        handoff = before or HandOffRow(lead_id=row.id, destinations=[], tried=[], handed_off_at=now)
        handoff.lead_class, handoff.route, handoff.because = row.lead_class, given.route, given.because
        handoff.team, handoff.person, handoff.at_night = given.team, given.person, given.at_night
        handoff.tried = [given.person] if given.person else []
        handoff.step, handoff.step_at, handoff.handed_off_at = 0, self._after(given.at_night, given.claim_within), now
        self._add_destinations(handoff, given.person)
        session.add(handoff)
        cause = Cause.CAME_BACK if row.stage == Stage.LOST else Cause.ROUTED
        move_if_possible(session, row, Stage.HANDED_OFF, cause, now)
        session.flush()
        self._tell(session, row, "lead.handed_off", handoff, {"handoff": as_told(handoff)})
        return handoff

    def _take_step(self, lead_id: str) -> bool:
        """False when somebody has claimed or erased the lead, or another process has taken the step, since."""
        with suppress(UnknownLead), self._database.write() as session:
            row, handoff = self._open(session, lead_id)
            if handoff.claimed_at is None and handoff.step_at is not None and handoff.step_at <= self._clock.now():
                self._step(session, row, handoff)
                return True
        return False

    def _step(self, session: Session, row: LeadRow, handoff: HandOffRow) -> None:
        """A reminder first, then one person after the other, the team lead last."""
        policy, now = self._criteria.handoff, self._clock.now()
        kind = "lead.reminder"
        if handoff.step > 0:
            person = next_person(policy, handoff.team, handoff.tried, now, zone=self._hours.zone)
            if person is None:
                handoff.step_at = None  # everybody was asked
                return
            kind, handoff.person, handoff.tried = "lead.escalated", person, [*handoff.tried, person]
            self._add_destinations(handoff, person)
        handoff.step += 1
        wait = timedelta(minutes=policy.service_level.escalate_after_minutes)
        handoff.step_at = self._after(handoff.at_night, wait)
        self._tell(session, row, kind, handoff, {"handoff": as_told(handoff)})

    def _add_destinations(self, handoff: HandOffRow, person: str | None) -> None:
        reached = addresses(handoff.team, person, self._criteria.handoff)
        handoff.destinations = list(dict.fromkeys([*handoff.destinations, *configured(reached, self._told)]))

    def _tell(
        self,
        session: Session,
        row: LeadRow,
        kind: str,
        handoff: HandOffRow | None,
        more: Mapping[str, Json] | None = None,
    ) -> None:
        now = self._clock.now()
        audience = recipients(kind, handoff, self._told, self._hours, now)
        data = {"lead": as_json(lead_of(row)), **(more or {})}
        programs = [each for each in audience if each.kind in self._told.streams]
        people = [each for each in audience if each.kind not in self._told.streams]
        happened(session, row.id, kind, data, programs, now)
        # People read about a lead where its hand-off was shown first, be it that of a record that was merged since.
        shown = row.id if handoff is None else handoff.lead_id
        happened(session, shown, kind, data, people, now, SHOWING if kind == UPDATED else ())

    def _tell_merged(self, session: Session, row: LeadRow, into: str) -> None:
        """Programs hear which lead went into which; what shows a hand-off that counts no more says so."""
        now, data = self._clock.now(), {"lead": as_json(lead_of(row)), "into": into}
        happened(session, row.id, MERGED, data, recipients(MERGED, None, self._told, self._hours, now), now)
        for handoff in handoffs_aside(session, head_of(session, row)):
            people = [Recipient(each, now) for each in handoff.destinations]
            shown = [each for each in people if each.kind in SHOWING]
            happened(session, handoff.lead_id, MERGED, data, shown, now)

    def _open(self, session: Session, lead_id: str) -> tuple[LeadRow, HandOffRow]:
        """A lead and its hand-off, made if nobody was given the lead; no other transaction can touch them now."""
        row = self._row(session, lead_id)
        handoff = handoff_in(session, row, lock=True)
        if handoff is None:
            handoff = HandOffRow(lead_id=row.id, lead_class=row.lead_class, because="", at_night=True, step=0)
            handoff.destinations, handoff.tried, handoff.handed_off_at = [], [], self._clock.now()
            session.add(handoff)
            session.flush()
        return row, handoff

    def _row(self, session: Session, lead_id: str) -> LeadRow:
        return locked_head(session, lead_row(session, lead_id))

    def _key_of(self, by: str) -> str | None:
        people = self._criteria.handoff.people
        known = ((key, (key, each.name, each.slack, str(each.telegram or key))) for key, each in people.items())
        return next((key for key, names in known if by in names), None)

    def _within(self) -> timedelta:
        return timedelta(minutes=self._criteria.handoff.service_level.claim_within_minutes)

    def _after(self, at_night: bool, worked: timedelta) -> datetime:
        now = self._clock.now()
        return now + worked if at_night else self._hours.after(now, worked)


STAGES = {
    "not_a_fit": Stage.LOST,
    "opportunity": Stage.OPPORTUNITY,
    "won": Stage.CUSTOMER,
    "lost": Stage.LOST,
}
"""What became of a lead, and where that leaves it in its life."""
OUTCOMES = {stage: outcome for outcome, stage in STAGES.items()}
AT_AN_END = (Stage.CUSTOMER, Stage.LOST)
TO_BE_GIVEN = (Stage.NEW, Stage.WORKING, Stage.HANDED_OFF, Stage.LOST)
"""Who has a lead that got further keeps it, however it qualifies."""


def _rank(lead_class: str) -> int:
    return CLASSES.index(LeadClass(lead_class))
