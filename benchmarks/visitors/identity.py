"""Who a visitor is: a name, a company, and the addresses that follow from them."""

import re
import unicodedata
from dataclasses import dataclass
from random import Random

from benchmarks.visitors.vocabulary import Named, Value, Vocabulary

SPELLED_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "ł": "l", "ı": "i"}
TITLES = ("Dr. ", "Prof. ")


@dataclass(frozen=True)
class Identity:
    """Values of person_name, company and email that belong together."""

    person: Named
    person_name: Value
    company: Value
    email: Value


def any_identity(words: Vocabulary, rng: Random, like: Identity | None = None) -> Identity:
    """Somebody of some company; ``like`` is who shares the first name, as if only the last one had been misspelt."""
    person, company = rng.choice(words.people), rng.choice(words.companies)
    if like is not None:
        person = Named(f"{_without_title(like.person.name).split()[0]} {person.name.split()[-1]}", like.person.salute)
    bare = without_legal_form(company.name, words)
    name = _person_value(person, rng, may_be_short=like is None)
    return Identity(person, name, _company_value(company, bare, rng), _email_value(person, bare, words, rng))


def _person_value(person: Named, rng: Random, may_be_short: bool) -> Value:
    """The name in full, mostly; sometimes "Mrs Stone" or just "Rebecca"."""
    bare = _without_title(person.name)
    first, _, last = bare.partition(" ")
    way = rng.random()
    if person.salute and way < 0.3:
        formal = f"{person.salute} {last}"
        return Value("person_name", {"names": [formal, last]}, (formal,))
    if may_be_short and bare.count(" ") == 1 and way < 0.12:
        return Value("person_name", {"names": [first]}, (first,))
    return Value("person_name", {"names": sorted({person.name, bare})}, (person.name,))


def _without_title(name: str) -> str:
    return name.removeprefix(next((title for title in TITLES if name.startswith(title)), ""))


def _company_value(company: Named, bare: str, rng: Random) -> Value:
    said = company.name if rng.random() < 0.5 else bare
    names = {company.name, bare, bare.removeprefix("The "), company.name.rstrip(".")}
    return Value("company", {"names": sorted(names)}, (said,), may=company.may)


def _email_value(person: Named, company: str, words: Vocabulary, rng: Random) -> Value:
    parts = [slug(part) for part in person.name.split() if part + " " not in TITLES]
    user = rng.choice((f"{parts[0]}.{parts[-1]}", f"{parts[0][0]}.{parts[-1]}", parts[0], f"{parts[-1]}"))
    if len(parts) == 1:
        user = parts[0]
    if rng.random() < 0.2:
        return Value("email", (address := f"{user}@{rng.choice(words.free_mail)}"), (address,))
    words_of_it = company.removeprefix("The ").replace("-", " ").split()
    domain = "-".join(slug(part) for part in words_of_it if slug(part))
    ending = rng.choice(("com", "io", "co.uk", "eu") if words.language == "en" else ("de", "com", "eu", "at"))
    address = f"{user}@{domain}.{ending}"
    return Value("email", address, (address,), may={"company": [words_of_it[0], domain[:5]]})


def slug(text: str) -> str:
    """The text in the letters of an address."""
    spelled = "".join(SPELLED_OUT.get(letter, letter) for letter in text.lower())
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", spelled))


def without_legal_form(name: str, words: Vocabulary) -> str:
    """ "Kestrel Ltd" → "Kestrel"."""
    form = next((form for form in words.legal_forms if name.endswith(f" {form}")), "")
    return name.removesuffix(form).strip()
