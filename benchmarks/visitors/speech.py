"""How a visitor puts it: values become sentences of the word files, each time another one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random

from benchmarks.visitors.line import Line, fixed, joined
from benchmarks.visitors.vocabulary import SlotWords, Value, Vocabulary

WHOLE_SENTENCE_CHANCE = 0.25
BEFORE = "{}"


class Speech:
    """The phrasings of one visitor in one language; none is used twice before all were."""

    def __init__(self, words: Vocabulary, rng: Random) -> None:
        self.words, self._rng = words, rng
        self._used: defaultdict[str, set[str]] = defaultdict(set)
        self._topics: set[tuple[str, ...]] = set()

    def fresh(self, choices: Sequence[str], key: str) -> str:
        """One of the choices that was not used for this key yet."""
        left = [choice for choice in choices if choice not in self._used[key]] or list(choices)
        chosen = self._rng.choice(left)
        self._used[key].add(chosen)
        return chosen

    def line(self, act: str, about: str | None = None) -> Line:
        """A line of ``talk`` that states nothing."""
        return Line(self.fresh(self.words.talk[TALK_OF.get(act, act)], act), act, about=about)

    def answer(self, value: Value) -> Line:
        """The value as an answer to its question."""
        bare = [*self._framed(self._slot(value).answers, value), *map(fixed, value.answers)]
        sentences = self._sentences(value)
        first, second = (sentences, bare) if self._rng.random() < WHOLE_SENTENCE_CHANCE else (bare, sentences)
        choices = next((each for each in (first, second) if set(each) - self._used[value.slot]), [*bare, *sentences])
        return Line(self.fresh(choices, value.slot), "answer", (value,), value.slot)

    def statement(self, value: Value) -> Line:
        """The value as a sentence that needs no question."""
        text = self.fresh(self._sentences(value), value.slot)
        return Line(text, "statement", (value,), value.slot)

    def introduction(self, values: Iterable[Value]) -> Line | None:
        """One sentence with name, company and perhaps position; none if these are not all there."""
        known = {value.slot: value for value in values}
        fitting = [each for each in self.words.introductions if all(slot in known for slot in each[1])]
        return self._filled(*self._rng.choice(fitting), known) if fitting else None

    def name_and_company(self, name: Value, company: Value) -> Line:
        """Both at once, when both were asked for."""
        known = {"person_name": name, "company": company}
        return self._filled(self.fresh(self.words.talk["name_and_company"], "both"), tuple(known), known)

    def hurried(self, values: Sequence[Value]) -> Line:
        """Bare values with commas between them, as people in a hurry write."""
        parts = [self._rng.choice(value.say) for value in values]
        return Line(fixed(", ".join(parts)), "statement", tuple(values))

    def correction(self, old: Value, new: Value) -> Line:
        """The new value with or without the old one, and the word that makes it a correction."""
        frames = self._corrections("instead", new.slot) if old.say and new.say and self._rng.random() < 0.5 else ()
        if frames:
            text = self.fresh(frames, "correction").format(new=self._raw(new), old=self._raw(old))
        else:
            frame = self.fresh(self._corrections("plain", new.slot), "correction")
            text = frame.replace(BEFORE, self._raw(new) if new.say else self._clause(new))
        return Line(text, "correct", (new,), new.slot)

    def change(self, slot: str) -> Line:
        """Names what is to be changed, without the new value."""
        return Line(self.fresh(self._corrections("change", slot), "change"), "change", about=slot)

    def correctable(self, slot: str, way: str = "plain") -> bool:
        """Whether the word files know how to correct this slot."""
        return slot in self.words.corrections[way]

    def faq(self, count: int = 1) -> Line:
        """One question about the product, or several in one message; never twice about the same thing."""
        fresh = [question for question in self.words.faq if question.mentions not in self._topics]
        questions = []
        for _ in range(count):
            questions.append(self._rng.choice(fresh or self.words.faq))
            self._topics.add(questions[-1].mentions)
            fresh = [question for question in fresh if question.mentions not in self._topics]
        text = " ".join(question.ask for question in questions)
        return Line(text, "faq" if count == 1 else "two_questions", questions=tuple(questions))

    def facts(self, values: Sequence[Value]) -> Line:
        """Several facts in one message: in sentences, or the short ones as a list."""
        short = [value for value in values if value.say and value.slot in LISTED]
        if len(short) >= LONG_LIST and self._rng.random() < 0.35:
            long = [value for value in values if value not in short]
            return joined([self.hurried(short), *map(self.statement, long)], "statement")
        intro = self.introduction(values)
        told = {value.slot for value in intro.says} if intro else set()
        rest = [self.statement(value) for value in values if value.slot not in told]
        self._rng.shuffle(rest)
        parts = [intro, *rest] if intro and self._rng.random() < 0.7 else [*rest, *([intro] if intro else [])]
        return joined(parts, "statement")

    def _slot(self, value: Value) -> SlotWords:
        return self.words.slots[value.slot]

    def _sentences(self, value: Value) -> list[str]:
        return [*self._framed(self._slot(value).statements, value), *map(fixed, value.statements)]

    def _framed(self, frames: Sequence[str], value: Value) -> list[str]:
        return [frame.replace(BEFORE, fixed(say)) for say in value.say for frame in frames]

    def _raw(self, value: Value) -> str:
        return fixed(self._rng.choice(value.say))

    def _clause(self, value: Value) -> str:
        """A sentence in the middle of another one; German nouns and the English I keep their capitals."""
        text = self._rng.choice(value.statements)
        keeps = text.startswith(("I ", "I'"))
        return fixed(text if keeps else text[0].lower() + text[1:])

    def _corrections(self, way: str, slot: str) -> tuple[str, ...]:
        return self.words.corrections[way].get(slot, ())

    def _filled(self, frame: str, slots: Sequence[str], known: dict[str, Value]) -> Line:
        texts = {slot: fixed(self._rng.choice(known[slot].say)) for slot in slots}
        return Line(frame.format(**texts), "statement", tuple(known[slot] for slot in slots))


LISTED = ("person_name", "job_title", "company", "email", "phone", "budget", "timeline", "company_size", "location")
LONG_LIST = 4
TALK_OF = {"greeting": "openers", "insult": "insults", "thanks": "closings", "come_back": "come_back"}
