"""One persona's conversation with the running product, from the first message to the stored lead."""

from collections.abc import Mapping
from typing import Any

import httpx

from benchmarks.visitors.chat import Chat
from benchmarks.visitors.line import Line
from benchmarks.visitors.outcome import Failure, Outcome, Turn, compare
from benchmarks.visitors.patience import Patience
from benchmarks.visitors.persona import Persona
from benchmarks.visitors.visitor import Visitor
from benchmarks.visitors.watch import Watch

TURNS_AT_MOST = 40
COUNTED_TO_BANT = ("volunteers nothing", "volunteers everything")


def play(persona: Persona, seed: int, chat: Chat) -> Outcome:
    """Talks until nothing is asked or patience ends. A product out of reach is a failure of it, not an exception."""
    outcome, visitor = Outcome(persona), Visitor(persona, seed)
    try:
        chat.open(persona.language if persona.tells_language else None)
        outcome.conversation = chat.conversation
        _talk(visitor, chat, outcome)
        _judge(visitor, chat.lead(), outcome)
    except httpx.HTTPError as error:
        outcome.failures.append(Failure("server error", len(outcome.turns), f"{type(error).__name__}: {error}"))
    return outcome


def _talk(visitor: Visitor, chat: Chat, outcome: Outcome) -> None:
    persona = visitor.persona
    watch = Watch(visitor.truth, chat.lead, persona.language if persona.tells_language else None)
    patience = Patience(persona.patience)
    line: Line | None = visitor.opening()
    while line is not None and len(outcome.turns) < TURNS_AT_MOST:
        turn = Turn(len(outcome.turns) + 1, line, chat.say(line.text, line.button))
        outcome.turns.append(turn)
        failures = watch.see(turn)
        outcome.failures += failures
        if persona.kind in COUNTED_TO_BANT and outcome.bant_at is None and _is_bant(chat.lead()):
            outcome.bant_at = turn.number
        if not patience.after(turn, failures):
            outcome.gave_up = (turn.reply.asks or "nothing", patience.cause)
            return
        line = visitor.answer_to(turn.reply)


def _is_bant(lead: Mapping[str, Any] | None) -> bool:
    return lead is not None and lead["class"] == "bant"


def _judge(visitor: Visitor, lead: Mapping[str, Any] | None, outcome: Outcome) -> None:
    outcome.lead_class = lead["class"] if lead else None
    acts = {turn.line.act for turn in outcome.turns}
    last = len(outcome.turns)
    if "erase" in acts:
        if lead is not None:
            outcome.failures.append(Failure("not erased", last, f"the lead is still there: {lead['id']}"))
        return
    outcome.facts = compare(visitor.truth, lead or {}, visitor.persona.stranger is not None)
    refused = set(visitor.truth.left_open)
    outcome.declined = (len(refused & set(lead["declined"] if lead else ())), len(refused))
    if visitor.persona.stranger is not None:
        outcome.failures += _judge_stranger(visitor.persona.stranger, lead, last)


def _judge_stranger(kind: str, lead: Mapping[str, Any] | None, last: int) -> list[Failure]:
    failures = []
    if lead is not None and lead["class"] != "lead":
        failures.append(Failure("not a lead, yet qualified", last, f"{kind} became {lead['class']}"))
    if lead is None or lead["disqualified"] != kind:
        failures.append(Failure("not a lead, not noticed", last, f"{kind}: {lead and lead['disqualified']}"))
    return failures
