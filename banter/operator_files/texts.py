"""What the assistant says, as an operator writes it: a text, its two German forms of address, its buttons."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, Discriminator, Field, RootModel, Tag, ValidationInfo, model_validator

from banter.operator_files.fullness import some_entries, some_text
from banter.operator_files.mistakes import did_you_mean
from banter.operator_files.placeholders import placeholders, refuse_any, refuse_unknown
from leads.errors import InvalidFact
from leads.section import Section
from leads.values import READERS, read

LANGUAGES = ("en", "de")
FORMS_OF_TEXT = {"text", "sie", "du", "buttons"}


@dataclass(frozen=True)
class Setting:
    """Where a text stands: its language, the placeholders that are filled there, what buttons may name."""

    language: str
    placeholders: tuple[str, ...]
    intents: frozenset[str]
    slots: frozenset[str]


def _setting(info: ValidationInfo) -> Setting:
    assert isinstance(info.context, Setting)
    return info.context


def _words(text: str, info: ValidationInfo) -> str:
    refuse_unknown(text, _setting(info).placeholders)
    return text


def _payload(text: str, info: ValidationInfo) -> str:
    """Such as /affirm or /inform{"authority": "none"}, or else words, as if the visitor had typed them."""
    setting = _setting(info)
    if text in setting.intents:
        raise ValueError(f"is taken for the word {text!r}; write /{text} if the intent is meant")
    if not text.startswith("/"):
        return text
    intent, brace, facts = text.removeprefix("/").partition("{")
    if intent not in setting.intents:
        known = "known: " + ", ".join(sorted(setting.intents))
        raise ValueError(f"there is no intent {intent!r}; {did_you_mean(intent, setting.intents, known)}")
    try:
        values = json.loads(brace + facts) if brace else {}
    except ValueError as error:
        raise ValueError(f'{brace + facts} is not JSON; write it as {{"budget": …}}, with these quotes') from error
    for slot, value in values.items():
        if slot not in setting.slots:
            raise ValueError(f"there is no slot {slot!r}; {did_you_mean(slot, setting.slots, 'see domain.yml')}")
        if slot in READERS:
            _refuse_what_no_slot_holds(slot, value)
    return text


def _refuse_what_no_slot_holds(slot: str, value: Any) -> None:
    try:
        read(slot, value)
    except InvalidFact as error:
        raise ValueError(str(error)) from error


def _form(raw: Any) -> str:
    if isinstance(raw, dict) and any(str(name).casefold() in FORMS_OF_TEXT for name in raw):
        return "[WithButtons]" if "text" in raw else "[Forms]"
    return "[Words]"


Words = Annotated[str, Field(max_length=2000), AfterValidator(some_text), AfterValidator(_words)]


class Button(Section):
    """A quick reply: what it shows, and what it says to the assistant."""

    title: Annotated[str, Field(max_length=75), AfterValidator(some_text), AfterValidator(refuse_any)]
    payload: Annotated[str, Field(max_length=1000), AfterValidator(_payload)]


class Forms(Section):
    """German that addresses the visitor, in both forms."""

    sie: Words
    du: Words
    buttons: tuple[Button, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _is_german(cls, raw: Any, info: ValidationInfo) -> Any:
        if _setting(info).language != "de":
            raise ValueError("only German has sie and du; write one text")
        return raw

    def texts(self) -> Iterator[str]:
        yield from (self.sie, self.du)


class WithButtons(Section):
    """A text, or its two forms, with buttons below."""

    text: Annotated[
        Annotated[Words, Tag("[Words]")] | Annotated[Forms, Tag("[Forms]")],
        Discriminator(lambda raw: "[Forms]" if isinstance(raw, dict) else "[Words]"),
    ]
    buttons: tuple[Button, ...] = ()

    def texts(self) -> Iterator[str]:
        yield from [self.text] if isinstance(self.text, str) else self.text.texts()


Wording = Annotated[
    Annotated[Words, Tag("[Words]")] | Annotated[Forms, Tag("[Forms]")] | Annotated[WithButtons, Tag("[WithButtons]")],
    Discriminator(_form),
]


class Variants(RootModel[Annotated[tuple[Wording, ...], AfterValidator(some_entries)]]):
    """The ways to say one thing, which are said in turn."""


def has_buttons(wording: Any) -> bool:
    """Whether a wording is more than words, in one form of address or two."""
    return isinstance(wording, WithButtons) or (isinstance(wording, Forms) and bool(wording.buttons))


def mentions(wording: Any, placeholder: str) -> bool:
    """Whether a wording cannot be said without that value."""
    texts = [wording] if isinstance(wording, str) else wording.texts()
    return any(placeholder in placeholders(text) for text in texts)
