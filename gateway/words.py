"""What is said in a channel beside the bot's replies; the words themselves are in ``data/``."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Sentences for visitors, words that stand for a visitor's command, and what the transcript shows for a picture.

    Each by language, then by name; a visitor whose language is unknown is addressed in the default one.
    """

    default_language: str
    sentences: Mapping[str, Mapping[str, str]]
    commands: Mapping[str, Mapping[str, str]]
    shown_as: Mapping[str, Mapping[str, str]]
    menu: Mapping[str, Mapping[str, str]]

    def say(self, name: str, language: str | None) -> str:
        """A sentence for a visitor."""
        return self.sentences[self.spoken(language)][name]

    def command(self, name: str, language: str | None) -> str | None:
        """What a visitor means by ``/name``, in words that the bot understands; ``None``: nothing we know."""
        return self.commands[self.spoken(language)].get(name)

    def show(self, kind: str, language: str | None) -> str:
        """What stands in the transcript for a message without text."""
        return self.shown_as[self.spoken(language)][kind]

    def spoken(self, language: str | None) -> str:
        """One of the languages that there are words for."""
        return language if language is not None and language in self.sentences else self.default_language
