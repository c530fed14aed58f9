"""Templates and what they need: one page from a template's name and its values."""

from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from console.readable import Readable
from console.verdict import lights, outcome, sentences
from console.words import Words, called
from leads.clock import Clock

TEMPLATES = Path(__file__).parent / "templates"


class Pages:
    """Renders the console's pages; none of them is ever kept by a cache."""

    def __init__(self, words: Words, clock: Clock) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        readable = Readable(words)

        def ago(at: datetime) -> str:
            return readable.ago(at, clock.now())

        self._environment.filters.update(value=readable.value, moment=readable.moment, ago=ago, outcome=outcome)
        self._environment.globals.update(
            words=words, called=called, lights=lights, verdict_of=lambda lead: sentences(lead, words, readable)
        )

    def show(self, template: str, status: int = 200, **values: object) -> HTMLResponse:
        """A page. Half a character that slipped into a lead is shown as a question mark, never as an error."""
        html = self._environment.get_template(f"{template}.html").render(values).encode("utf-8", "replace")
        return HTMLResponse(html, status, {"Cache-Control": "no-store"})

    def problem(self, name: str, status: int) -> HTMLResponse:
        """A page that says in plain words what is wrong."""
        return self.show("problem", status, name=name)
