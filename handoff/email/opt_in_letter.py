"""The letter that asks a visitor to confirm that they want news: text and HTML, with one click to say no for good."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import localtime
from pathlib import Path
from typing import Annotated

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from pydantic import Field

from handoff.email.access import deliverable
from handoff.email.clean import clean, one_line
from leads.double_opt_in import OptIn
from leads.section import Section

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_SUBJECT = 150
Text = Annotated[str, Field(min_length=1)]


class OptInWords(Section):
    """What the letter says, in one language: ``letter`` of ``data/privacy/{en,de}.yml``."""

    subject: Text
    greeting: Text
    intro: Text
    button: Text
    asked: Text
    unasked: Text
    said: Text
    expires: Text
    ignore: Text
    unsubscribe: Text
    privacy: Text


@dataclass(frozen=True)
class OptInLetters:
    """Writes the letters. ``to_confirm`` makes the link of a request, ``to_withdraw`` that of a lead's permission."""

    company: str
    privacy_url: str
    words: Mapping[str, OptInWords]
    sender: Address
    to_confirm: Callable[[str], str]
    to_withdraw: Callable[[str, str], str]

    def of(self, opt_in: OptIn, event_id: str) -> EmailMessage:
        """The letter; sent again, it is the same one (``event_id``)."""
        words = self.words.get(opt_in.language) or next(iter(self.words.values()))
        withdraw = self.to_withdraw(opt_in.lead_id, "marketing_opt_in")
        letter = EmailMessage(policy=SMTP)
        for name, value in {
            "From": Address(one_line(self.company, LONGEST_SUBJECT), addr_spec=self.sender.addr_spec),
            "To": Address(addr_spec=deliverable(opt_in.address) or opt_in.address),
            "Subject": one_line(words.subject.format(company=self.company), LONGEST_SUBJECT),
            "Date": localtime(),
            "Message-ID": f"<{event_id}@{self.sender.domain}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "List-Unsubscribe": f"<{withdraw}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }.items():
            letter[name] = value
        shown = {
            "words": words,
            "language": opt_in.language,
            "company": self.company,
            "privacy_url": self.privacy_url,
            "opt_in": opt_in,
            "intro": words.intro.format(company=self.company),
            "expires": words.expires.format(until=format_date(opt_in.expires_at, "long", locale=opt_in.language)),
            "confirm": self.to_confirm(opt_in.id),
            "withdraw": withdraw,
        }
        templates = _templates()
        letter.set_content(templates.get_template("opt_in.txt").render(shown))
        letter.add_alternative(templates.get_template("opt_in.html").render(shown), subtype="html")
        return letter


def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        finalize=lambda value: clean(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
