"""Every action that ``domain.yml`` names."""

from actions.answers import Answer, CallAHuman, Greet, NotALead, Unclear
from actions.desk import Desk, DeskAction
from actions.ending import Conclude, Goodbye
from actions.facts import RecordFacts
from actions.own_data import DataRequest
from actions.questions import AskNext, Recap, SayWhy
from actions.session import StartOver, StartSession

ACTIONS: tuple[type[DeskAction], ...] = (
    StartSession,
    RecordFacts,
    AskNext,
    Recap,
    SayWhy,
    Greet,
    Answer,
    CallAHuman,
    NotALead,
    Unclear,
    DataRequest,
    Conclude,
    Goodbye,
    StartOver,
)


def all_actions(desk: Desk) -> tuple[DeskAction, ...]:
    """The actions at one desk."""
    return tuple(action(desk) for action in ACTIONS)
