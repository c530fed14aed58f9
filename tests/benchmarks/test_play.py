"""Whole conversations: with products made by hand, and with the real one."""

import json
from collections.abc import Iterable
from typing import Any

import httpx
import pytest

from benchmarks.visitors.casting import KINDS, cast
from benchmarks.visitors.chat import Chat
from benchmarks.visitors.figures import targets
from benchmarks.visitors.outcome import Outcome
from benchmarks.visitors.persona import Persona
from benchmarks.visitors.play import TURNS_AT_MOST, play
from benchmarks.visitors.report import as_json, transcript
from tests.product import TOKEN, Product

ORDER = ("need", "company", "person_name", "email", "budget", "authority", "timeline", "contact_opt_in", "confirmed")


class Deaf:
    """A product that asks its questions in turn and stores nothing; the last question is asked for ever."""

    def __init__(self, questions: Iterable[str | None], **lead: Any) -> None:
        self.questions, self.lead, self.heard = list(questions), lead, list[dict[str, Any]]()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        match request.url.path:
            case "/chat":
                return httpx.Response(201, json={"conversation": "c", "token": "t"})
            case "/api/leads":
                lead = {"id": "1", "class": "lead", "declined": [], "disqualified": None, "facts": [], **self.lead}
                return httpx.Response(200, json={"leads": [lead]})
        self.heard.append(json.loads(request.content))
        asks = self.questions.pop(0) if len(self.questions) > 1 else self.questions[0]
        text = f"Noted, number {len(self.heard)}."
        return httpx.Response(200, json={"replies": [{"text": text, "buttons": [], "asks": asks}]})


def talk(product: Any, persona: Persona, seed: int = 1) -> Outcome:
    """The conversation of this persona with a product made by hand."""
    with httpx.Client(transport=httpx.MockTransport(product)) as http:
        return play(persona, seed, Chat(http, "http://product", "token"))


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_of_visitor_answers_every_question_and_leaves(kind: str) -> None:
    for persona in cast(5, 12, [kind]):
        outcome = talk(Deaf([*ORDER, "marketing_opt_in", "erase_confirmed", "something_new", None]), persona)
        assert 1 <= len(outcome.turns) < TURNS_AT_MOST
        assert all(turn.line.text.strip() for turn in outcome.turns)
        assert not [failure for failure in outcome.failures if failure.kind in ("server error", "request refused")]
        assert transcript(outcome)


def test_facts_that_are_not_stored_are_missing() -> None:
    persona = next(cast(5, 1, ["volunteers nothing"]))
    outcome = talk(Deaf([*ORDER, None]), persona)
    assert {fact.slot for fact in outcome.facts if fact.verdict == "missing"} == set(ORDER) - {"confirmed"}
    assert outcome.bant_at is None


def test_facts_that_nobody_said_are_false() -> None:
    persona = next(cast(5, 1, ["volunteers nothing"]))
    outcome = talk(Deaf(["need", None], industry="shipping"), persona)
    assert [fact.slot for fact in outcome.facts if fact.verdict == "false"] == ["industry"]


def test_a_product_that_asks_the_same_for_ever_loses_its_visitors() -> None:
    outcomes = [talk(Deaf(["company"]), persona) for persona in cast(5, 20, ["ordinary"])]
    assert all(outcome.gave_up and outcome.gave_up[0] == "company" for outcome in outcomes)


def test_the_same_seed_and_the_same_answers_make_the_same_conversation() -> None:
    products = [Deaf([*ORDER, None]), Deaf([*ORDER, None])]
    for product in products:
        talk(product, next(cast(9, 1)), seed=9)
    assert products[0].heard == products[1].heard


def test_a_product_out_of_reach_is_a_failure_in_the_report() -> None:
    def gone(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nobody there")

    outcome = talk(gone, next(cast(1, 1)))
    assert [failure.kind for failure in outcome.failures] == ["server error"]
    assert not all(target.met for target in targets([outcome]))
    assert json.dumps(as_json([outcome], 1))


def test_visitors_can_talk_to_the_real_product(banter: Product) -> None:
    with httpx.Client(timeout=60) as http:
        outcomes = [play(each, 3, Chat(http, banter.base_url, TOKEN)) for each in cast(3, 6)]
    assert not [failure for each in outcomes for failure in each.failures if failure.kind == "server error"]
    assert sum(fact.verdict == "right" for outcome in outcomes for fact in outcome.facts) > 10
