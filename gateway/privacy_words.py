"""What the pages behind the links of a letter say, in one language: ``page`` of ``data/privacy/{en,de}.yml``."""

from typing import Annotated

from pydantic import Field

from leads.section import Section

Text = Annotated[str, Field(min_length=1)]


class Notice(Section):
    """A page that only tells something."""

    title: Text
    text: Text


class Confirm(Section):
    """The page that asks to confirm."""

    title: Text
    text: Text
    asked: Text
    said: Text
    button: Text
    later: Text


class Withdraw(Section):
    """The page that asks whether a permission shall be withdrawn, with its question by permission."""

    title: Text
    marketing_opt_in: Text
    contact_opt_in: Text
    button: Text
    never_again: Text
    meaning: Text


class PageWords(Section):
    """All pages, and what stands below each of them (``privacy``)."""

    privacy: Text
    confirm: Confirm
    confirmed: Notice
    already: Notice
    expired: Notice
    gone: Notice
    unavailable: Notice
    withdraw: Withdraw
    withdrawn: Notice
    never_again: Notice
