"""Everything the core can refuse, as one tree.

BanterError
├── OperatorFileError      a file the operator edits is wrong; names file, line and what to write
├── UnknownConversation    no such conversation
├── UnknownLead            no such lead
├── MessageConflict        the same message id came with another content
├── InvalidFact            a slot got a value of the wrong shape
└── StoreUnavailable       the database cannot be reached or written now
"""


class BanterError(Exception):
    """Base of all errors that Banter raises on purpose."""


class OperatorFileError(BanterError):
    """A file the operator edits cannot be used.

    Attributes: ``path`` of the file, ``line`` (1-based, ``None`` when the whole file is meant), ``problem``.
    """

    def __init__(self, path: str, line: int | None, problem: str) -> None:
        self.path, self.line, self.problem = path, line, problem
        super().__init__(f"{path}:{line}: {problem}" if line else f"{path}: {problem}")


class UnknownConversation(BanterError):
    """No conversation has this id."""


class UnknownLead(BanterError):
    """No lead has this id."""


class MessageConflict(BanterError):
    """A message id was used before, in the same conversation, for another content."""


class InvalidFact(BanterError):
    """A slot got a value that it cannot hold."""


class StoreUnavailable(BanterError):
    """The database cannot be reached or written at the moment; trying again later is right."""
