"""Words of a search as conditions on leads, by the way that is the shorter one."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, false, func, select
from sqlalchemy.orm import Session, aliased

from leads.lead_words import following, searched
from leads.report_tables import LeadWordRow
from leads.tables import LeadRow

RARE = 7_000
"""A word with no more hits is read from the index of words; for any other the newest leads are looked through.

Reading costs as much as there are hits, looking through as much as there are leads between two of them: with a million
leads and pages of fifty both are the same here.
"""
RARE_AMONG_SEVERAL = 4 * RARE


def having_words(session: Session, text: str) -> list[ColumnElement[bool]]:
    """What a lead must meet to have words that begin with each of those in ``text``."""
    words = searched(text)
    if not words:
        return [false()]
    hits = {word: _hits(session, word, RARE_AMONG_SEVERAL if len(words) > 1 else RARE) for word in words}
    rarest = min(words, key=lambda word: hits[word])
    others = [word for word in words if word != rarest]
    if hits[rarest] > (RARE_AMONG_SEVERAL if others else RARE):
        return [_has(word) for word in words]
    return [_is_among_those_with(rarest, others)]


def _hits(session: Session, word: str, at_most: int) -> int:
    some = select(LeadWordRow.lead_id).where(_begins(LeadWordRow, word)).limit(at_most + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def _is_among_those_with(word: str, others: Sequence[str]) -> ColumnElement[bool]:
    found = aliased(LeadWordRow)
    query = select(found.lead_id).where(_begins(found, word))
    for other in others:
        further = aliased(LeadWordRow)
        query = query.where(exists().where(further.lead_id == found.lead_id, _begins(further, other)))
    return LeadRow.id.in_(query)


def _has(word: str) -> ColumnElement[bool]:
    found = aliased(LeadWordRow)
    return exists().where(found.lead_id == LeadRow.id, _begins(found, word))


def _begins(table: type[LeadWordRow], word: str) -> ColumnElement[bool]:
    return and_(table.word >= word, table.word < following(word))
