"""The visitor in the conversation: reads what is asked, and says the next thing."""

from dataclasses import replace
from random import Random

from benchmarks.visitors.buttons import pressed
from benchmarks.visitors.chat import Reply
from benchmarks.visitors.language import clear_language
from benchmarks.visitors.line import Line, joined
from benchmarks.visitors.noise import typed
from benchmarks.visitors.persona import CONSENTS, EXTRAS, NECESSARY, Persona
from benchmarks.visitors.speech import Speech
from benchmarks.visitors.truth import Truth
from benchmarks.visitors.vocabulary import LANGUAGES, Value, vocabulary

PERSISTS = 3
"""How often somebody who wants to buy nothing says so."""


class Visitor:
    """A persona that talks. ``truth`` is what it has said so far."""

    def __init__(self, persona: Persona, seed: int) -> None:
        self.persona, self.language, self.truth = persona, persona.language, Truth()
        self._rng = Random(f"{seed}/{persona.index}/talk")  # noqa: S311 (a play, no secret)
        self._speeches = {language: Speech(vocabulary(language), self._rng) for language in LANGUAGES}
        self._acts: list[str] = []
        self._late = list(persona.late)
        self._questions = 0
        self._changing: str | None = None
        self._comes_back = False
        self._persisted = 0
        self._corrected_the_recap = False

    @property
    def speech(self) -> Speech:
        """The phrasings in the language that the visitor writes now."""
        return self._speeches[self.language]

    def opening(self) -> Line:
        """The first message."""
        if self.persona.stranger is not None:
            lines = self.speech.words.not_a_lead[self.persona.stranger]["open"]
            return self._said(Line(self.speech.fresh(lines, "stranger"), "stranger"))
        match self.persona.opening_act:
            case "facts":
                line = self.speech.facts([self._value(slot) for slot in self.persona.opens_with])
                if self._rng.random() < 0.6:
                    greeting = Line(self._rng.choice(self.speech.words.talk["greetings"]) + ",", "greeting")
                    line = joined([greeting, line])
            case "faq":
                line = self.speech.faq()
            case act:
                line = self.speech.line(act)
        return self._said(line)

    def answer_to(self, reply: Reply) -> Line | None:
        """The next message; none when the visitor has nothing more to say."""
        line = self._answer_to(reply)
        return None if line is None else self._said(line)

    def _answer_to(self, reply: Reply) -> Line | None:
        if self.persona.stranger is not None:
            return self._persist(reply.asks)
        if reply.asks is None:
            return self._unasked()
        self._questions += 1
        self._acts += self.persona.detours.get(self._questions, ())
        if self._changing is not None:
            return self._corrected(self._changing, outright=reply.asks != self._changing)
        if self._acts and reply.asks in self.speech.words.slots:
            for act in self._acts:
                line = self._act(act, reply)
                if line is not None:
                    self._acts.remove(act)
                    return line
        return self._answer(reply)

    def _unasked(self) -> Line | None:
        if self._changing is not None:
            return self._corrected(self._changing, outright=True)
        if self._comes_back:
            self._comes_back = False
            return self.speech.line("come_back")
        while self._late:
            line = self._act(self._late.pop(0), None)
            if line is not None:
                return line
        return None

    def _act(self, act: str, reply: Reply | None) -> Line | None:
        """The line of a detour; none when there is no occasion for it yet."""
        match act:
            case "correct" | "change":
                return self._takes_back(act, reply)
            case "faq+answer" if reply is not None:
                answer = self._answer(reply)
                return None if answer.button else joined([answer, self.speech.faq()], answer.act)
            case "faq" | "two_questions":
                return self.speech.faq(2 if act == "two_questions" else 1)
            case "switch":
                return self._switch(reply)
            case "stop":
                self._comes_back = self._rng.random() < 0.75
        return self.speech.line(act)

    def _takes_back(self, act: str, reply: Reply | None) -> Line | None:
        asked = reply.asks if reply is not None else None
        way = "plain" if act == "correct" else "change"
        slots = [
            slot
            for slot in self.truth.said
            if slot != asked and self.speech.correctable(slot, way) and self._other(slot) is not None
        ]
        if not slots:
            return None
        slot = self._rng.choice(slots)
        if act == "change":
            self._changing = slot
            return self.speech.change(slot)
        correction = self._corrected(slot, outright=True)
        if reply is None or self._rng.random() < 0.6:
            return correction
        answer = self._answer(reply)
        return correction if answer.button or answer.act != "answer" else joined([answer, correction], "correct")

    def _corrected(self, slot: str, outright: bool) -> Line:
        """The new value: as a correction, or as the answer when it was asked for."""
        self._changing = None
        new = self._other(slot) or self._value(slot)
        return self.speech.correction(self.truth.said[slot], new) if outright else self.speech.answer(new)

    def _other(self, slot: str) -> Value | None:
        """The value that the visitor would correct this slot to, if it is another one."""
        second = self.persona.facts[self.language, slot][1]
        return None if second.expected == self.truth.said[slot].expected else second

    def _switch(self, reply: Reply | None) -> Line | None:
        self.language = next(language for language in LANGUAGES if language != self.language)
        asks = reply.asks if reply is not None else None
        if asks in NECESSARY and asks not in self.persona.unwilling and self._rng.random() < 0.5:
            statement = self.speech.statement(self._value(asks))
            if clear_language(statement.text) == self.language:
                return statement
        return self.speech.line("switch")

    def _answer(self, reply: Reply) -> Line:
        asks = reply.asks or ""
        if asks == "confirmed":
            return self._checks_the_recap()
        if asks not in self.speech.words.slots:
            return self.speech.line("yes", asks)
        if asks in self.persona.unwilling:
            return self.speech.line(self.persona.unwilling[asks], asks)
        pressed = self._pressed(reply, asks)
        if pressed is not None:
            return pressed
        value = self._known(asks)
        if asks == "person_name" and self._company_is_asked_too(reply):
            return self.speech.name_and_company(value, self._value("company"))
        answer = self.speech.answer(value)
        more = self._one_more(asks)
        return joined([answer, more], "answer") if more is not None else answer

    def _company_is_asked_too(self, reply: Reply) -> bool:
        """ "Who am I talking to, and which company are you with?" """
        words = " ".join(reply.texts[-1:]).lower()
        asked = any(cue in words for cue in self.speech.words.cues["company"])
        return asked and "company" not in self.truth.said and "company" not in self.persona.unwilling

    def _one_more(self, asked: str) -> Line | None:
        slots = [
            slot
            for slot in (*NECESSARY, *EXTRAS)
            if slot != asked and slot not in self.truth.said and slot not in self.persona.unwilling
        ]
        if asked in CONSENTS or not slots or self._rng.random() >= self.persona.volunteers:
            return None
        return self.speech.statement(self._value(self._rng.choice(slots)))

    def _pressed(self, reply: Reply, asks: str) -> Line | None:
        if not self.persona.presses_buttons:
            return None
        return pressed(reply.buttons, self._known(asks), self._rng)

    def _checks_the_recap(self) -> Line:
        slots = [slot for slot in self.truth.said if self.speech.correctable(slot) and self._other(slot) is not None]
        if self.persona.recap == "yes" or self._corrected_the_recap or not slots:
            return self.speech.line("yes", "confirmed")
        self._corrected_the_recap = True
        slot = self._rng.choice(slots)
        if self.persona.recap == "correct":
            return self._corrected(slot, outright=True)
        self._changing = slot
        return self.speech.line("no", "confirmed")

    def _persist(self, asks: str | None) -> Line | None:
        """Somebody who wants to buy nothing: says so a few times, then leaves."""
        if asks is None or self._persisted >= PERSISTS:
            return None
        self._persisted += 1
        if asks in CONSENTS:
            return self.speech.answer(next(v for v in self.speech.words.slots[asks].values if v.expected is False))
        if asks == "person_name" and self._rng.random() < 0.4:
            return self.speech.answer(self._value(asks))
        lines = self.speech.words.not_a_lead[self.persona.stranger or ""]["persist"]
        return Line(self.speech.fresh(lines, "stranger"), "stranger", about=asks)

    def _known(self, slot: str) -> Value:
        """What was said of the slot already, in the words of the language spoken now; else what the persona knows."""
        planned, said = self.persona.facts[self.language, slot], self.truth.said.get(slot)
        values = (*planned, *self.speech.words.slots[slot].values)
        return next((value for value in values if said is not None and value.expected == said.expected), planned[0])

    def _value(self, slot: str) -> Value:
        return self.persona.facts[self.language, slot][0]

    def _said(self, line: Line) -> Line:
        """The line as it is typed; from now on it is true."""
        self.truth.hear(line)
        if line.button is not None:
            return replace(line, language=self.language)
        hesitates = line.act == "answer" and line.about not in CONSENTS
        text = typed(line.text, self.persona.hand, self.speech.words, self._rng, hesitates)
        return replace(line, text=text, language=self.language)
