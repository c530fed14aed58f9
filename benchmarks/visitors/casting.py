"""Random personas from a seed: the kinds of visitors, and how often each of them comes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random

from benchmarks.visitors.identity import any_identity
from benchmarks.visitors.noise import Hand, any_hand
from benchmarks.visitors.persona import EXTRAS, NECESSARY, Persona, Slot
from benchmarks.visitors.vocabulary import LANGUAGES, Value, vocabulary

STRANGERS = ("job_seeker", "student", "support", "press", "spam")
ASIDES = ("faq", "faq", "two_questions", "smalltalk", "why", "why", "help", "out_of_scope", "insult", "faq+answer")
REFUSABLE = ("company", "person_name", "email", "budget", "timeline", "authority")
UNKNOWABLE = ("budget", "timeline", "authority")
GOOD_LEAD = 0.85
"""The share of visitors, among those who may be either, whose facts lead to BANT."""


def cast(seed: int, count: int, kinds: Iterable[str] = ()) -> Iterator[Persona]:
    """``count`` visitors, the same ones for the same seed; of these kinds only, if any are named."""
    chosen = [kind for kind in KINDS if kind.name in set(kinds)] or list(KINDS)
    weights = [kind.weight for kind in chosen]
    for index in range(count):
        rng = Random(f"{seed}/{index}")  # noqa: S311 (a play, no secret)
        kind = rng.choices(chosen, weights)[0]
        yield kind.plan(_somebody(index, kind.name, rng), rng)


def _somebody(index: int, kind: str, rng: Random) -> Persona:
    """An ordinary visitor, before the kind makes them special."""
    language = rng.choice(LANGUAGES)
    return Persona(
        index=index,
        kind=kind,
        language=language,
        hand=any_hand(rng),
        facts=_facts(language, rng),
        presses_buttons=rng.random() < 0.35,
        volunteers=rng.choice((0.0, 0.1, 0.3)),
        patience=rng.choice((6.0, 8.0, 10.0, 14.0)),
        tells_language=rng.random() < 0.5,
        recap=rng.choices(("yes", "correct", "no"), (7, 2, 1))[0],
        late=("thanks",) if rng.random() < 0.3 else (),
    )


def _facts(language: str, rng: Random) -> Mapping[tuple[str, Slot], tuple[Value, Value]]:
    words = vocabulary(language if rng.random() < 0.8 else rng.choice(LANGUAGES))
    first = any_identity(words, rng)
    second = any_identity(words, rng, first)
    good = rng.random() < GOOD_LEAD
    facts = {}
    for spoken in LANGUAGES:
        for slot, phrases in vocabulary(spoken).slots.items():
            own = (
                (getattr(first, slot), getattr(second, slot))
                if slot in OF_A_PERSON
                else _pair(phrases.values, good, rng)
            )
            facts[spoken, slot] = own
    return facts


def _pair(values: tuple[Value, ...], good: bool, rng: Random) -> tuple[Value, Value]:
    fitting = [value for value in values if value.good] if good or rng.random() < 0.6 else list(values)
    first = rng.choice(fitting)
    others = [value for value in fitting if _replaces(value, first)] or list(values)
    return first, rng.choice(others)


def _replaces(new: Value, old: Value) -> bool:
    """Whether it is another value that leaves nothing of the old one open (20k after 36k a year would)."""
    kept = {"currency", "period"} & set(old.expected if isinstance(old.expected, dict) else ())
    return bool(new.expected != old.expected) and kept <= set(new.expected if kept else ())


def _all_good(persona: Persona, rng: Random) -> Persona:
    """The same visitor with facts that lead to BANT."""
    facts = {
        key: pair if pair[0].good else _pair(vocabulary(key[0]).slots[key[1]].values, True, rng)
        for key, pair in persona.facts.items()
    }
    return replace(persona, facts=facts)


def _volunteers_nothing(persona: Persona, rng: Random) -> Persona:
    return replace(_all_good(persona, rng), volunteers=0.0, patience=20.0, recap="yes")


def _volunteers_everything(persona: Persona, rng: Random) -> Persona:
    more = rng.sample(EXTRAS, rng.choice((0, 0, 1, 2, 3)))
    consent = ("contact_opt_in",) if rng.random() < 0.2 else ()
    return replace(
        _all_good(persona, rng),
        opens_with=(*NECESSARY, *more, *consent),
        opening_act="facts",
        patience=20.0,
        recap="yes",
    )


def _ordinary(persona: Persona, rng: Random) -> Persona:
    return _opens_somehow(_with_asides(persona, rng, rng.choice((0, 0, 1))), rng)


def _curious(persona: Persona, rng: Random) -> Persona:
    curious = _opens_somehow(_with_asides(persona, rng, rng.choice((2, 3, 4))), rng)
    return replace(curious, opening_act="faq") if rng.random() < 0.3 else curious


def _corrects(persona: Persona, rng: Random) -> Persona:
    acts = [rng.choice(("correct", "correct", "correct", "change")) for _ in range(rng.choice((1, 1, 2)))]
    late = ("correct", *persona.late) if rng.random() < 0.25 else persona.late
    detours = {rng.randint(2, 7): (act,) for act in acts}
    return _opens_somehow(replace(persona, detours=detours, late=late), rng)


def _refuses(persona: Persona, rng: Random) -> Persona:
    slots = rng.sample(REFUSABLE, rng.choice((1, 1, 2, 3)))
    unwilling = dict.fromkeys(slots, "refuse")
    if "email" in unwilling and rng.random() < 0.4:
        unwilling["phone"] = "refuse"
    return _opens_somehow(replace(persona, unwilling=unwilling), rng)


def _does_not_know(persona: Persona, rng: Random) -> Persona:
    slots = rng.sample(UNKNOWABLE, rng.choice((1, 1, 2)))
    return _opens_somehow(replace(persona, unwilling=dict.fromkeys(slots, "dont_know")), rng)


def _switches_language(persona: Persona, rng: Random) -> Persona:
    return _opens_somehow(replace(persona, detours={rng.randint(2, 5): ("switch",)}), rng)


def _asks_for_a_human(persona: Persona, rng: Random) -> Persona:
    if rng.random() < 0.3:
        return replace(persona, opening_act="human")
    return _opens_somehow(replace(persona, detours={rng.randint(1, 6): ("human",)}), rng)


def _stops(persona: Persona, rng: Random) -> Persona:
    return _opens_somehow(replace(persona, detours={rng.randint(2, 6): ("stop",)}), rng)


def _starts_again(persona: Persona, rng: Random) -> Persona:
    return _opens_somehow(replace(persona, detours={rng.randint(3, 6): ("restart",)}), rng)


def _is_unclear(persona: Persona, rng: Random) -> Persona:
    return _opens_somehow(replace(persona, detours={rng.randint(1, 7): ("unclear",) * rng.choice((1, 1, 2))}), rng)


def _erases(persona: Persona, rng: Random) -> Persona:
    return _opens_somehow(replace(persona, late=(), detours={rng.randint(3, 6): ("erase",)}), rng)


def _is_not_a_lead(persona: Persona, rng: Random) -> Persona:
    return replace(persona, stranger=rng.choice(STRANGERS), opening_act="stranger", hand=Hand())


def _opens_somehow(persona: Persona, rng: Random) -> Persona:
    """Half of the visitors just say hello; the others begin with what they want, or with who they are."""
    if persona.opening_act != "greeting" or rng.random() < 0.4:
        return persona
    likely = {
        "need": 0.8,
        "person_name": 0.4,
        "company": 0.4,
        "budget": 0.2,
        "timeline": 0.25,
        "authority": 0.1,
        "email": 0.15,
    }
    slots = [slot for slot, chance in likely.items() if slot not in persona.unwilling and rng.random() < chance]
    slots += [slot for slot in EXTRAS if slot not in persona.unwilling and rng.random() < 0.12]
    return replace(persona, opens_with=tuple(slots), opening_act="facts") if slots else persona


def _with_asides(persona: Persona, rng: Random, count: int) -> Persona:
    detours: dict[int, tuple[str, ...]] = {}
    for _ in range(count):
        question = rng.randint(1, 8)
        detours[question] = (*detours.get(question, ()), rng.choice(ASIDES))
    return replace(persona, detours=detours)


@dataclass(frozen=True)
class Kind:
    """A kind of visitor: how often it comes, relative to the others, and what makes it special."""

    name: str
    weight: int
    plan: Callable[[Persona, Random], Persona]


OF_A_PERSON = ("person_name", "company", "email")
KINDS = (
    Kind("volunteers nothing", 10, _volunteers_nothing),
    Kind("volunteers everything", 10, _volunteers_everything),
    Kind("ordinary", 18, _ordinary),
    Kind("curious", 12, _curious),
    Kind("corrects", 12, _corrects),
    Kind("refuses", 8, _refuses),
    Kind("does not know", 5, _does_not_know),
    Kind("switches language", 6, _switches_language),
    Kind("asks for a human", 5, _asks_for_a_human),
    Kind("stops", 4, _stops),
    Kind("starts again", 3, _starts_again),
    Kind("unclear", 4, _is_unclear),
    Kind("erases", 2, _erases),
    Kind("not a lead", 8, _is_not_a_lead),
)
