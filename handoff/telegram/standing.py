"""Where a lead stands in a chat, as the outbox keeps it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from leads.outbox import Posted
from leads.tables import Json

MOST_MARKS = 1_000


def mark(chat: int, message: int) -> str:
    """A message, told apart from those of all other chats."""
    return f"{chat}/{message}"


@dataclass(frozen=True)
class Standing:
    """The message that shows the lead, and the marks of all messages about it, that one included.

    Telegram shows a bot what a reply replies to, but not what that one replies to: by its mark alone is known which
    lead the answer to a piece of news is about. They are also what has to go when the lead is erased.
    """

    chat: int
    message: int
    marks: tuple[str, ...]

    @classmethod
    def at(cls, chat: int, message: int) -> "Standing":
        return cls(chat, message, (mark(chat, message),))

    @classmethod
    def of(cls, reference: Mapping[str, Json] | None) -> "Standing | None":
        """What was kept; ``None``: the lead was never shown there."""
        if reference is None:
            return None
        return cls(int(reference["chat_id"]), int(reference["message_id"]), tuple(reference["messages"]))

    def with_news(self, chat: int, message: int) -> "Standing":
        """The same after one more message."""
        return replace(self, marks=(*self.marks, mark(chat, message))[-MOST_MARKS:])

    def after(self, before: "Standing") -> "Standing":
        """The same in place of a message that is gone."""
        return replace(self, marks=(*before.marks, *self.marks)[-MOST_MARKS:])

    def is_in(self, chat: int) -> bool:
        """Whether the lead was shown in a chat."""
        return chat == self.chat or any(each.startswith(f"{chat}/") for each in self.marks)

    @property
    def others(self) -> Mapping[int, list[int]]:
        """The messages beside the one that shows the lead, by chat."""
        found: dict[int, list[int]] = defaultdict(list)
        for each in self.marks:
            chat, _, message = each.partition("/")
            if (int(chat), int(message)) != (self.chat, self.message):
                found[int(chat)].append(int(message))
        return found

    @property
    def posted(self) -> Posted:
        reference = {"chat_id": self.chat, "message_id": self.message, "messages": list(self.marks)}
        return Posted(reference, str(self.message))
