"""Templates and what they need: one page from a template's name, its values and who looks at it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from console.navigation import open_to
from console.readable import Readable
from console.verdict import lights, outcome, sentences
from console.visit import LANGUAGES, Visit, language_of
from console.words import Words, called, read_words
from leads.clock import Clock

TEMPLATES = Path(__file__).parent / "templates"
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Pages:
    """Renders the console's pages in every language; none of them is ever kept by a cache."""

    def __init__(self, clock: Clock) -> None:
        self.words: Mapping[str, Words] = {language: read_words(language) for language in LANGUAGES}
        self.readable = {language: Readable(words) for language, words in self.words.items()}
        self._environments = {language: self._environment(language, clock) for language in LANGUAGES}

    def show(self, visit: Visit, template: str, status: int = 200, /, **values: object) -> HTMLResponse:
        """A page inside the frame, for somebody who is signed in. Templates know them as ``visit``."""
        entries = tuple(open_to(visit.user.role))
        return self._page(visit.language, template, status, visit=visit, navigation=entries, **values)

    def outside(self, request: Request, template: str, status: int = 200, /, **values: object) -> HTMLResponse:
        """A page without the frame, for somebody who is not signed in, or not yet."""
        return self._page(language_of(request), template, status, **values)

    def problem(self, request: Request, name: str, status: int) -> HTMLResponse:
        """A page that says in plain words what is wrong."""
        return self.outside(request, "problem", status, name=name)

    def _page(self, language: str, template: str, status: int, /, **values: object) -> HTMLResponse:
        """Half a character that slipped into a lead is shown as a question mark, never as an error."""
        html = self._environments[language].get_template(f"{template}.html").render(values)
        return HTMLResponse(html.encode("utf-8", "replace"), status, HEADERS)

    def _environment(self, language: str, clock: Clock) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        words, readable = self.words[language], self.readable[language]

        def ago(at: datetime) -> str:
            return readable.ago(at, clock.now())

        environment.filters.update(
            value=readable.value,
            moment=readable.moment,
            number=readable.number,
            ago=ago,
            day=readable.day,
            share=readable.share,
            wait=readable.wait,
            outcome=outcome,
            pair=lambda name, group: (name, called(group, name)),
            detail=lambda value: _detail(value, words),
        )
        environment.globals.update(
            words=words, called=called, lights=lights, verdict_of=lambda lead: sentences(lead, words, readable)
        )
        return environment


def _detail(value: object, words: Words) -> str:
    """A value in the audit log: yes or no in words, a list with commas."""
    if isinstance(value, bool):
        return str(words["detail"]["yes" if value else "no"])
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
