"""What the classifier says of a message, and which of its intents mean what for the facts in it."""

from dataclasses import dataclass

FALLBACK = "nlu_fallback"
NOT_A_LEAD = "not_a_lead"
INTERRUPTIONS = frozenset(
    """
    greet bye thank contact_sales human_handoff ask_why stop restart help data_request faq chitchat not_a_lead
    """.split()  # noqa: SIM905
)
"""What a rule answers before the form goes on."""
NO_ANSWER = INTERRUPTIONS | {"out_of_scope", "refuse", "dont_know"}
MAY_STATE_A_NEED = frozenset({"greet", "contact_sales", "help", "faq", "stop", "chitchat", "out_of_scope"})
"""Intents that an explicit need is easily taken for, or comes along with."""
IDLE = frozenset({"greet", "bye", "thank", "chitchat", "out_of_scope"})
STATES_FACTS = frozenset({"greet", "contact_sales", "human_handoff"})
"""Interruptions in which a date or an amount is the visitor's own; in a question or a joke it is not."""
ENDS_IT = frozenset({"stop", "restart", "human_handoff", "data_request", "ask_why"})
"""What is said instead of an answer: "that's it, stop" confirms nothing."""
SURE = 0.75
"""The classifier is surer than this of what it knows; names it has never seen get less."""
HALF_SURE = 0.5
"""Less than this is no interruption of a question, rather an answer that was not understood."""


@dataclass(frozen=True)
class Guess:
    """What the intent classifier thinks of a message."""

    intent: str | None
    confidence: float

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE

    @property
    def interrupts(self) -> bool:
        """Whether the message surely does something else than answer."""
        return self.is_sure and self.intent in NO_ANSWER


ANSWERS = Guess("inform", 1.0)
