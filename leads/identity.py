"""Are two leads one person? Pure functions of what each of them said about itself."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from leads.contact_points import is_disposable, is_of_a_role, is_valid_email, is_valid_phone


class Reason(StrEnum):
    """Why two leads are, or may be, one person."""

    EMAIL = "email"
    PHONE = "phone"
    PERSON = "person"
    """A person has said so."""
    SHARED_ADDRESS = "shared_address"
    OTHER_NAME = "other_name"
    OTHER_EMAIL = "other_email"
    PHONE_ONLY = "phone_only"
    SAME_NAME = "same_name"


@dataclass(frozen=True)
class Identity:
    """What a record says about who it is: every address and number that was not taken back, normalised."""

    name: str | None = None
    company: str | None = None
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Likeness:
    """``certain``: one person, and nothing speaks against it. Else people have to decide."""

    reason: Reason
    certain: bool


def email_key(address: str | None) -> str | None:
    """The form in which addresses are compared. A tag (ana+news@…) stays, and so do dots: few servers drop them."""
    return unicodedata.normalize("NFC", address).casefold() if address and is_valid_email(address) else None


def phone_key(number: str | None) -> str | None:
    """A number of E.164 without its extension; another one says nothing about whose it is."""
    return number.partition(";")[0] if number and is_valid_phone(number) else None


def person_key(name: str | None, company: str | None) -> str | None:
    """A full name at a company, folded; ``None`` unless both are known and the name has two parts."""
    if name is None or company is None or len(parts := _parts(name)) < 2:
        return None
    return f"{' '.join(parts)} @ {_folded(company)}"


def are_compatible(one: str, other: str) -> bool:
    """Whether two names can be one person's: each part of the shorter one is in the other, or is an initial there.

    "Ruth", "R. Albers" and "Albers, Ruth" all go with "Ruth Albers".
    """
    shorter, longer = sorted((_parts(one), _parts(other)), key=len)
    return _fit(shorter, longer)


def likeness(mine: Sequence[Identity], theirs: Sequence[Identity]) -> Likeness | None:
    """How far two groups of records look like one person; ``None``: nothing says that they are."""
    clash = any(not are_compatible(one, other) for one, other in product(_names(mine), _names(theirs)))
    my_emails, their_emails = (_all(each.emails for each in side) for side in (mine, theirs))
    if shared := my_emails & their_emails:
        if all(is_disposable(each) or is_of_a_role(each) for each in shared):
            return Likeness(Reason.SHARED_ADDRESS, certain=False)
        return Likeness(Reason.OTHER_NAME, certain=False) if clash else Likeness(Reason.EMAIL, certain=True)
    if _all(each.phones for each in mine) & _all(each.phones for each in theirs):
        if my_emails and their_emails:
            return Likeness(Reason.OTHER_EMAIL, certain=False)
        if not _names(mine) or not _names(theirs):
            return Likeness(Reason.PHONE_ONLY, certain=False)
        return Likeness(Reason.OTHER_NAME, certain=False) if clash else Likeness(Reason.PHONE, certain=True)
    if my_emails and their_emails and _people(mine) & _people(theirs):
        return Likeness(Reason.SAME_NAME, certain=False)
    return None


def _fit(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether each part finds one of its own in the longer name."""
    if not shorter:
        return True
    rest = [longer[:place] + longer[place + 1 :] for place, part in enumerate(longer) if _is_like(shorter[0], part)]
    return any(_fit(shorter[1:], left) for left in rest)


def _is_like(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _names(side: Sequence[Identity]) -> list[str]:
    return [each.name for each in side if each.name is not None and _parts(each.name)]


def _people(side: Sequence[Identity]) -> set[str]:
    return {key for each in side if (key := person_key(each.name, each.company)) is not None}


def _all(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _parts(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", _folded(name)))[:6]  # more parts would take long to compare


def _folded(text: str) -> str:
    """Without case and accents; "ue" is the same as "ü", and both as "u"."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"([aou])e", r"\1", bare).split())
