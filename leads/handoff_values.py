"""Single values of the section ``handoff``. Each reader raises ``ValueError`` that says what to write instead."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from leads.business_hours_section import Week, read_day
from leads.contact_points import is_valid_email
from leads.countries import CODES, country_of_name

KEY = re.compile(r"[\w-]{1,40}")
MEMBER = re.compile(r"[UW][A-Z0-9]{4,20}")
CHANNEL = re.compile(r"[CG][A-Z0-9]{4,20}")
LARGEST_TELEGRAM_ID = 2**52  # as Telegram promises


@dataclass(frozen=True, order=True)
class Absence:
    """Days, both inclusive, on which somebody gets nothing."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def _absence(raw: Any) -> Absence:
    if isinstance(raw, Absence):
        return raw
    ends = raw.split("..") if isinstance(raw, str) and ".." in raw else [raw, raw]
    if len(ends) != 2:
        raise ValueError(f"{raw!r} is not a span of days; write it as 2027-03-01..2027-03-14")
    first, last = (read_day(end.strip() if isinstance(end, str) else end) for end in ends)
    if first > last:
        raise ValueError(f"{raw!r} ends before it begins; swap the days")
    return Absence(first, last)


def _some_text(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; write a text")
    return text


def _key(text: str) -> str:
    if not KEY.fullmatch(text):
        raise ValueError(f"{text!r} is no key; write up to 40 letters, digits, - and _")
    return text


def _email(text: str) -> str:
    # pydantic also takes "Ana <ana@example.com>", which is more than an address.
    if not is_valid_email(text) or re.search(r"[\s<>]", text):
        raise ValueError(f"{text!r} is no e-mail address; write it alone, such as ana@example.com")
    return text


def _slack_member(text: str) -> str:
    if not MEMBER.fullmatch(text):
        raise ValueError(
            f"{text!r} is no Slack member ID; write one such as U0123ABCD, from the person's profile: Copy member ID"
        )
    return text


def _slack_channel(text: str) -> str:
    if not CHANNEL.fullmatch(text):
        raise ValueError(
            f"{text!r} is no Slack channel ID; write one such as C0123ABCD, from the end of the channel's details"
        )
    return text


def _telegram_member(number: int) -> int:
    if number <= 0:
        raise ValueError(f"{number} is no person's ID in Telegram; write one above 0, or give the group to a team")
    return number


def _telegram_chat(number: int) -> int:
    if number == 0:
        raise ValueError("0 is no chat in Telegram; write the group's ID, such as -100123456789")
    return number


def _country(text: str) -> str:
    """The ISO code of a country that is given by code or name, else a word that occurs in locations."""
    if code := country_of_name(text):
        return code
    if len(text) == 2 and text.isascii():
        if text in CODES:
            return text
        advice = f"write {text.upper()}" if text.upper() in CODES else "write an ISO code such as DE, or a name"
        raise ValueError(f"there is no country {text!r}; {advice}")
    return _some_text(text)


def _opens_at_all(week: Week) -> Week:
    if not any(spans for _, spans in week):
        raise ValueError('no day has hours; add one, such as monday: "09:00-12:00", or leave available out for always')
    return week


TelegramId = Annotated[int, Field(strict=True, ge=-LARGEST_TELEGRAM_ID, le=LARGEST_TELEGRAM_ID)]

Text = Annotated[str, Field(max_length=200), AfterValidator(_some_text)]
Key = Annotated[str, AfterValidator(_key)]
Email = Annotated[str, AfterValidator(_email)]
SlackMember = Annotated[str, AfterValidator(_slack_member)]
SlackChannel = Annotated[str, AfterValidator(_slack_channel)]
TelegramMember = Annotated[TelegramId, AfterValidator(_telegram_member)]
TelegramChat = Annotated[TelegramId, AfterValidator(_telegram_chat)]
Country = Annotated[str, Field(max_length=100), AfterValidator(_country)]
AwayDays = Annotated[Absence, BeforeValidator(_absence)]
OwnWeek = Annotated[Week, AfterValidator(_opens_at_all)]
