"""``data/channels``: commands and notes of Telegram and Slack, one file for each language."""

from typing import Annotated

from pydantic import AfterValidator, Field

from banter.operator_files.fullness import some_text
from banter.operator_files.placeholders import refuse_any
from leads.section import Section

Note = Annotated[str, Field(max_length=256), AfterValidator(some_text), AfterValidator(refuse_any)]


class Commands(Section):
    """What there is for each command; the bot offers all of them."""

    start: Note
    help: Note
    stop: Note
    restart: Note
    delete: Note


class Kinds(Section):
    """What there is for each kind of message without text."""

    voice: Note
    sticker: Note
    photo: Note
    file: Note
    other: Note


class ChannelWords(Section):
    """The whole file."""

    commands: Commands
    menu: Commands
    shown_as: Kinds
