"""Who is who in a list that holds an e-mail address: its owner's name is in front of the @, the company's behind it."""

import re
import unicodedata
from itertools import islice

from bot.understanding.answers.bare_answer import reads_like_a_name
from bot.understanding.contact import find_emails
from bot.understanding.mention import Mention
from bot.understanding.tokens import tokens_from
from bot.understanding.who.company_cues import WE_ARE, WORKS_AT
from bot.understanding.who.legal_forms import LEGAL_FORM
from bot.understanding.who.name_words import PARTICLES
from bot.understanding.who.person_cues import GREETING
from bot.understanding.who.person_name import read_name
from bot.understanding.who.title_grammar import TITLE

_MOST_ITEMS = 12
_LONGEST_NAME, _LONGEST_COMPANY = 5, 6
_SHORTEST_SIGN = 3
_SEPARATOR = re.compile(r"[,;|\n]\s*")
_NO_LETTER = re.compile(r"[^a-z]+")
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa"})
_OF_ANYBODY = frozenset("info office kontakt contact mail hello hallo sales team web online".split())  # noqa: SIM905
Both = tuple[Mention | None, Mention | None]


def find_by_address(text: str) -> Both:
    """The person and the company in "Orchard & Lane, Ida Holt, i.holt@example.com"; ``None`` for what it does not tell.

    Told apart by the address alone, so that no list of names is needed: a person in lower case is found as well.
    """
    mail = next(iter(find_emails(text)), None)
    if mail is None:
        return None, None
    owner, _, domain = mail.normalized.partition("@")
    items = [item for item in _items(text) if not item.start <= mail.start < item.end]
    if not items:
        return None, None
    persons = [item for item in items if _shares(item, owner) and not _shares(item, _name_of(domain))]
    person = next((name for item in persons if (name := _as_person(text, item))), None)
    if person is None:
        return None, None
    return person, _company(text, items, person, _name_of(domain))


def _items(text: str) -> list[Mention]:
    """What stands between commas, without the greeting in front."""
    opening = GREETING.match(text)
    start, items = opening.end() if opening else 0, list[Mention]()
    for separator in islice(_SEPARATOR.finditer(text, start), _MOST_ITEMS):
        items.append(Mention(text[start : separator.start()], start, separator.start()))
        start = separator.end()
    if items:
        items.append(Mention(text[start:], start, len(text)))
    return items


def _company(text: str, items: list[Mention], person: Mention, domain: str) -> Mention | None:
    """The item that the domain is made of; else the one right before the name, where it opens the list."""
    others = [item for item in items if not (item.start <= person.start < item.end)]
    named = next((_unannounced(item) for item in others if _shares(item, domain)), None)
    before = items[0] if len(items) > 1 and items[1].start <= person.start < items[1].end else None
    item = named or before
    words = tokens_from(item.value, limit=_LONGEST_COMPANY + 1) if item else []
    if item is None or not 1 <= len(words) <= _LONGEST_COMPANY or TITLE.match(item.value):
        return None
    if not (LEGAL_FORM.search(item.value) or reads_like_a_name(item.value, words, _LONGEST_COMPANY)):
        return None
    value = item.value.strip()
    start = text.index(value, item.start)
    return Mention(value, start, start + len(value))


def _unannounced(item: Mention) -> Mention:
    """Without the words in front of it: "we're Orchard & Lane"."""
    announced = WE_ARE.match(item.value) or WORKS_AT.match(item.value)
    if announced is None:
        return item
    return Mention(item.value[announced.end() :], item.start + announced.end(), item.end)


def _as_person(text: str, item: Mention) -> Mention | None:
    words = tokens_from(item.value, limit=_LONGEST_NAME + 1)
    if not 1 <= len(words) <= _LONGEST_NAME or any(word.has_digit for word in words):
        return None
    found = read_name(text, item.start, sure=True)
    return found if found and found.end >= item.start + len(item.value.rstrip()) else None


def _shares(item: Mention, part: str) -> bool:
    """Whether a word of the item, of three letters at least, is in this part of the address."""
    letters = _NO_LETTER.sub("", _plain(part))
    words = {_NO_LETTER.sub("", _plain(word.text)) for word in tokens_from(item.value, limit=_LONGEST_COMPANY + 1)}
    return any(len(word) >= _SHORTEST_SIGN and word in letters for word in words - _OF_ANYBODY - PARTICLES)


def _name_of(domain: str) -> str:
    return domain.rpartition(".")[0]


def _plain(word: str) -> str:
    """ "Özgür" and "Jørgensen" as addresses spell them: oezguer, joergensen."""
    spelled = word.lower().translate(_SPELLED_OUT)
    return "".join(sign for sign in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(sign))
