"""The file with everything about a person, for people: one page in their language, complete in itself, to print."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

from babel.dates import format_datetime
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import Field

from leads import values
from leads.readable import Readable
from leads.section import Section

TEMPLATES = Path(__file__).parent / "templates"
STYLE = (TEMPLATES / "export.css").read_text(encoding="utf-8")
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src data:; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'"
)
Text = Annotated[str, Field(min_length=1)]


class Columns(Section):
    what: Text
    value: Text
    said: Text
    by: Text
    at: Text
    asked: Text
    answer: Text
    address: Text
    confirmed: Text
    author: Text
    text: Text
    withdrawn: Text


class Authors(Section):
    visitor: Text
    bot: Text
    person: Text


class Sources(Section):
    visitor: Text
    sales: Text
    import_: Annotated[str, Field(alias="import", min_length=1)]
    inferred: Text


class Answers(Section):
    given: Text
    refused: Text


class ExportWords(Section):
    """What the page says, in one language: ``export`` of ``data/privacy/{en,de}.yml``."""

    title: Text
    intro: Text
    nothing: Text
    facts: Text
    history: Text
    consents: Text
    confirmations: Text
    messages: Text
    source: Text
    handoff: Text
    notes: Text
    outcomes: Text
    told: Text
    columns: Columns
    authors: Authors
    sources: Sources
    answers: Answers
    requested_contact: Text
    not_yet: Text


@dataclass(frozen=True)
class ExportPage:
    """Renders what ``Privacy.export`` gives, by language."""

    company: str
    default_language: str
    words: Mapping[str, ExportWords]
    readable: Mapping[str, Readable]

    def of(self, everything: Mapping[str, Any], now: datetime) -> str:
        """The page."""
        spoken = everything["language"]
        language = spoken if spoken in self.words else self.default_language
        words, readable = self.words[language], self.readable[language]

        def moment(text: str) -> str:
            return format_datetime(datetime.fromisoformat(text), "medium", locale=language)

        def value(fact: Mapping[str, Any]) -> str:
            return readable.value(values.read(fact["slot"], fact["value"]), fact["slot"])

        def name(slot: str) -> str:
            return words.requested_contact if slot == "requested_contact" else readable.name(slot)

        templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        templates.filters.update(moment=moment, value=value, slot=name)
        return templates.get_template("export.html").render(
            words=words,
            language=language,
            style=STYLE,
            intro=words.intro.format(company=self.company, now=moment(now.isoformat())),
            data=everything,
            talks=[everything, *everything["conversations"]],
            facts=_by_time(everything),
        )


def _by_time(everything: Mapping[str, Any]) -> tuple[list[Any], list[Any]]:
    """The facts that count now, and those that were replaced or taken back."""
    lead = everything["lead"] or {"facts": []}
    counts: list[Any] = []
    before: list[Any] = []
    for fact in lead["facts"]:
        holds = fact["retracted_at"] is None and lead.get(fact["slot"], fact["value"]) == fact["value"]
        (counts if holds else before).append(fact)
    return counts, before
