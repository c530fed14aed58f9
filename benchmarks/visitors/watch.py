"""Looks over the visitor's shoulder: what goes wrong in a turn, and how much patience it costs."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from benchmarks.visitors.expected import holds
from benchmarks.visitors.language import clear_language
from benchmarks.visitors.outcome import Failure, Turn
from benchmarks.visitors.truth import Truth
from benchmarks.visitors.vocabulary import LANGUAGES, vocabulary

Json = Any
Lead = Mapping[str, Json]

ASKS_AT_MOST = 3
ENDINGS = ("human", "stop", "erase")
INTERRUPTIONS = frozenset(
    """
    greeting faq two_questions smalltalk why help out_of_scope insult human stop come_back switch change correct thanks
    """.split()  # noqa: SIM905
)
"""Acts after which asking the same thing once more is no failure to understand."""
SENTENCE = re.compile(r"[^.?!…]+[.?!…]*")


class Watch:
    """Sees every turn of one conversation, in order. ``stored`` fetches the lead as it is now."""

    def __init__(self, truth: Truth, stored: Callable[[], Lead | None], language: str | None) -> None:
        self._truth, self._stored, self._language = truth, stored, language
        self._asked: Counter[str] = Counter()
        self._texts: frozenset[str] = frozenset()
        self._open: str | None = None
        self._over = False
        self._dead = False

    def see(self, turn: Turn) -> list[Failure]:
        """What went wrong in this turn."""
        found = [Failure(kind, turn.number, detail) for kind, detail in self._look(turn)]
        self._texts = frozenset(turn.reply.texts)
        return found

    def _look(self, turn: Turn) -> Iterator[tuple[str, str]]:
        status = turn.reply.status
        if not 200 <= status < 300:
            yield ("server error" if status >= 500 else "request refused"), f"status {status}"
            return
        if not any(text.strip() for text in turn.reply.texts):
            yield "silent turn", turn.line.text
        yield from (("repeated word for word", text) for text in turn.reply.texts if text in self._texts)
        yield from self._language_of(turn)
        yield from self._questions_of(turn)
        yield from self._asking(turn)
        yield from self._ending(turn)

    def _language_of(self, turn: Turn) -> Iterator[tuple[str, str]]:
        self._language = clear_language(turn.line.text) or self._language
        answered = clear_language(" ".join(turn.reply.texts))
        if self._language and answered and answered not in (self._language, turn.line.language):
            yield "wrong language", f"{turn.line.text!r} is {self._language}, answered in {answered}"

    def _questions_of(self, turn: Turn) -> Iterator[tuple[str, str]]:
        if not turn.line.is_question:
            return
        stated = " ".join(sentence for sentence in _sentences(turn) if not sentence.endswith("?"))
        for question in turn.line.questions:
            if not any(word in stated for word in question.mentions):
                yield "question unanswered", question.ask
        if not turn.line.questions and (not stated or _is_not_understood(stated)):
            yield "question unanswered", turn.line.text

    def _asking(self, turn: Turn) -> Iterator[tuple[str, str]]:
        asks, act = turn.reply.asks, turn.line.act
        if act == "restart":
            self._asked.clear()
        if asks is None:
            return
        self._asked[asks] += act not in INTERRUPTIONS or self._asked[asks] == 0
        if self._asked[asks] == ASKS_AT_MOST + 1:
            yield "loop", f"{asks} asked {self._asked[asks]} times"
        if asks == turn.line.about and act == "change":
            return
        still_open, self._open = asks == self._open and act in INTERRUPTIONS, asks
        if still_open or asks not in {*self._truth.left_open, *self._truth.said}:
            return
        lead = self._stored() or {}
        if asks in self._truth.left_open and asks in (lead.get("declined") or ()):
            yield "refused fact asked again", asks
        elif asks in self._truth.said and self._is_known(asks, lead):
            yield "known fact asked again", asks
        else:
            yield "answer not understood", f"{asks}: {turn.line.text!r}"

    def _is_known(self, slot: str, lead: Lead) -> bool:
        """Stored as it was said; what was only inferred, from an address say, may be asked for."""
        latest = [fact for fact in lead.get("facts", ()) if fact["slot"] == slot][-1:]
        inferred = any(fact.get("inferred") for fact in latest)
        return not inferred and holds(slot, self._truth.said[slot].expected, lead.get(slot))

    def _ending(self, turn: Turn) -> Iterator[tuple[str, str]]:
        act, asks = turn.line.act, turn.reply.asks
        if act == "stop" and asks is not None:
            yield "asks on after stop", asks
        if act == "erase" and asks != "erase_confirmed" and self._stored() is not None:
            yield "erasure not understood", turn.line.text
        self._over = (self._over and act != "come_back") or act in ENDINGS or act == "stranger"
        if asks is None and not self._over and not self._dead:
            missing = self._missing()
            self._dead = bool(missing)
            if missing:
                yield "dead end", f"nothing asked, though {', '.join(missing)} would be needed"

    def _missing(self) -> list[str]:
        lead = self._stored() or {}
        known = {slot for slot, value in lead.items() if value is not None} | set(lead.get("declined") or ())
        if "phone" in known:
            known.add("email")
        return [slot for slot in self._truth.still_needed() if slot not in known]


def _sentences(turn: Turn) -> list[str]:
    return [found.strip() for text in turn.reply.texts for found in SENTENCE.findall(text.lower())]


def _is_not_understood(stated: str) -> bool:
    return any(cue in stated for language in LANGUAGES for cue in vocabulary(language).cues["not_understood"])
