"""What sales and marketing read, in one language: the operator's ``data/handoff/{en,de}.yml``."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from leads.labels import Labels
from leads.model import LeadClass
from leads.view import SLOTS

Text = Annotated[str, Field(min_length=1)]
ReasonKey = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,29}$")]  # Telegram's buttons carry no more


class Part(BaseModel):
    """A part of the file: immutable, and closed to keys that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Status(Part):
    """How a lead stands, in one line, with names in braces that are filled in."""

    for_person: Text
    for_team: Text
    unassigned: Text
    claimed: Text
    talking: Text
    not_a_lead: Text


class Closed(Part):
    """What became of a lead; ``{by}`` said so, because of ``{reason}``."""

    not_a_fit: Text
    opportunity: Text
    won: Text
    lost: Text


class News(Part):
    """What is new about a lead, as a sentence of its own."""

    handed_off: Text
    qualified: Text
    updated: Text
    person_wanted: Text
    reminder: Text
    escalated: Text
    claimed: Text
    released: Text
    taken_over: Text
    handed_back: Text
    nobody_answered: Text
    message: Text
    merged: Text
    erased: Text


class Buttons(Part):
    """What a person can do with one press."""

    claim: Text
    open: Text
    not_a_fit: Text
    won: Text
    lost: Text
    hand_back: Text


class Answers(Part):
    """What a person is told who pressed a button or wrote something."""

    claimed: Text
    already_claimed: Text
    closed: Text
    noted: Text
    handed_back: Text
    nothing_to_hand_back: Text
    gone: Text
    ask_reason: Text
    not_now: Text
    only_text: Text
    edited: Text
    which_lead: Text
    among_us: Text
    more: Text


class Letter(Part):
    """What only letters say. ``said`` puts the visitor's words in quotation marks; ``met``, ``not_met`` and ``open``
    mark a criterion."""

    subject: Text
    person_wanted: Text
    answer: Text
    said: Text
    met: Text
    not_met: Text
    open: Text
    more: Text
    notes: Text


class Words(Part):
    """The whole file. ``back`` are the words that hand a conversation back, ``note`` begins an internal note."""

    classes: Mapping[LeadClass, Text]
    heading: Text
    unknown: Text
    missing: Text
    none_missing: Text
    conversation: Text
    status: Status
    closed: Closed
    news: News
    buttons: Buttons
    answers: Answers
    reasons: Mapping[ReasonKey, Text]
    disqualified: Mapping[str, Text]
    authors: Mapping[str, Text]
    back: tuple[Text, ...]
    note: Text
    slots: Mapping[str, Text]
    authority: Mapping[str, Text]
    letter: Letter

    @field_validator("classes")
    @classmethod
    def _every_class_has_a_name(cls, named: Mapping[LeadClass, str]) -> Mapping[LeadClass, str]:
        if missing := [each for each in LeadClass if each not in named]:
            raise ValueError(f"has no words for {', '.join(missing)}; add them")
        return named

    @field_validator("slots")
    @classmethod
    def _every_slot_has_a_name(cls, named: Mapping[str, str]) -> Mapping[str, str]:
        if missing := [each for each in SLOTS if each not in named]:
            raise ValueError(f"has no words for {', '.join(missing)}; add them")
        return named

    def labels(self, for_visitors: Labels) -> Labels:
        """The visitors' labels, with the names that sales gives to slots and to authority."""
        return for_visitors.model_copy(update={"slots": self.slots, "authority": self.authority})
