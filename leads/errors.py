"""Everything the core can refuse, as one tree.

BanterError
├── OperatorFileError      files the operator edits are wrong; each problem names file, line and what to write
├── UnknownConversation    no such conversation
├── UnknownLead            no such lead
├── UnknownDuplicate       no such pair of leads is waiting for a decision
├── CannotMerge            two leads cannot be joined, or not taken apart
├── UnknownParcel          nothing with this number is in the outbox
├── UnknownUser            nobody signs in to the console by this name
├── UserRefused            a change of a user cannot be made; ``code`` says why
├── AlreadyClaimed         another person has the lead
├── MessageConflict        the same message id came with another content
├── ImportRefused          a file cannot be imported as it is
├── BadCursor              a page of a list is asked for that no page before has named
├── InvalidFact            a slot got a value of the wrong shape
├── StaleLead              the lead changed since the person saw it who changes it
├── ImpossibleStage        a stage cannot follow another
├── ReasonNeeded           something is not done without saying why
├── UnknownOptIn           nothing is to be confirmed: never was, or it was erased or withdrawn since
├── OptInExpired           a request to confirm is too old
├── OptInConfirmed         a request was confirmed already
└── StoreUnavailable       the database cannot be reached or written now
"""

from collections.abc import Iterable
from dataclasses import dataclass


class BanterError(Exception):
    """Base of all errors that Banter raises on purpose."""


@dataclass(frozen=True)
class FileProblem:
    """What is wrong in a file that the operator edits. ``line`` counts from 1; ``None`` means the whole file."""

    path: str
    line: int | None
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}" if self.line else f"{self.path}: {self.what}"


class OperatorFileError(BanterError):
    """Files the operator edits cannot be used. ``problems`` are all that were found, in the order of the lines."""

    def __init__(self, problems: Iterable[FileProblem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.path, problem.line or 0)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownConversation(BanterError):
    """No conversation has this id."""


class UnknownLead(BanterError):
    """No lead has this id."""


class UnknownDuplicate(BanterError):
    """These two leads are not shown as possible duplicates."""


class CannotMerge(BanterError):
    """Two leads are one already, or were never joined; the message says which."""


class UnknownParcel(BanterError):
    """Nothing in the outbox has this number."""


class UnknownUser(BanterError):
    """No user of the console has this login."""


class UserRefused(BanterError):
    """A user cannot be made or changed so; ``code`` names the reason in the words of the console."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class AlreadyClaimed(BanterError):
    """Somebody else was faster; ``by`` is who has the lead."""

    def __init__(self, by: str) -> None:
        super().__init__(f"claimed by {by}")
        self.by = by


class MessageConflict(BanterError):
    """A message id was used before, in the same conversation, for another content."""


class ImportRefused(BanterError):
    """A file cannot be imported; the text says on which line, and what to do about it."""


class BadCursor(BanterError):
    """The place from which a list is to go on is none that a page has given."""


class InvalidFact(BanterError):
    """A slot got a value that it cannot hold."""


class StaleLead(BanterError):
    """Somebody else changed the lead meanwhile; ``version`` is the one it has now."""

    def __init__(self, version: int) -> None:
        super().__init__(f"the lead changed since; it has version {version} now")
        self.version = version


class ImpossibleStage(BanterError):
    """A lead cannot go from one stage to another; ``possible`` are the stages that it can go to."""

    def __init__(self, stage: str, to: str, possible: Iterable[str]) -> None:
        self.possible = tuple(str(each) for each in possible)
        super().__init__(f"a lead that is {stage} cannot become {to}; it can become {' or '.join(self.possible)}")


class ReasonNeeded(BanterError):
    """Something needs a reason, and has none; the message says what to write."""


class UnknownOptIn(BanterError):
    """Nothing is to be confirmed under this id: there never was, or it was erased or withdrawn since."""


class OptInExpired(BanterError):
    """A permission was to be confirmed within a week, and was not."""


class OptInConfirmed(BanterError):
    """A permission was confirmed before; once is enough."""


class StoreUnavailable(BanterError):
    """The database cannot be reached or written at the moment; trying again later is right."""
