"""All conversations in sum: counts, shares, and which targets are missed."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.visitors.outcome import Outcome

NEVER = (
    "dead end",
    "silent turn",
    "loop",
    "repeated word for word",
    "known fact asked again",
    "refused fact asked again",
    "wrong language",
    "server error",
    "request refused",
    "asks on after stop",
    "erasure not understood",
    "not erased",
    "not a lead, yet qualified",
    "not a lead, not noticed",
)
"""What must not happen once."""
FACTS_RIGHT = 0.97
TURNS_TO_BANT = {"volunteers nothing": 10, "volunteers everything": 4}


@dataclass(frozen=True)
class Target:
    """A figure, what it should be, and whether it is."""

    name: str
    measured: str
    wanted: str
    met: bool


@dataclass(frozen=True)
class Facts:
    """How many facts were said, how many of them are stored right, and how many are stored that nobody said."""

    said: int
    right: int
    false: int

    @property
    def share(self) -> float:
        """The share stored right; 1 when nothing was said."""
        return self.right / self.said if self.said else 1.0


def facts_of(outcomes: Iterable[Outcome], slot: str | None = None) -> Facts:
    """The facts of these conversations, of one slot or of all."""
    verdicts = Counter(
        fact.verdict for outcome in outcomes for fact in outcome.facts if slot is None or fact.slot == slot
    )
    said = verdicts["right"] + verdicts["missing"] + verdicts["wrong"]
    return Facts(said, verdicts["right"], verdicts["false"])


def failures_of(outcomes: Iterable[Outcome]) -> Counter[str]:
    """How often each failure occurred."""
    return Counter(failure.kind for outcome in outcomes for failure in outcome.failures)


def by_kind(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """The conversations by kind of visitor."""
    kinds: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        kinds[outcome.persona.kind].append(outcome)
    return dict(sorted(kinds.items()))


def percentile(numbers: Sequence[float], share: float) -> float:
    """The nearest-rank percentile; 0 of nothing."""
    ordered = sorted(numbers)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def targets(outcomes: Sequence[Outcome]) -> list[Target]:
    """Everything that is promised, with what was measured."""
    failures, facts = failures_of(outcomes), facts_of(outcomes)
    return [
        *(Target(name, str(failures[name]), "0", failures[name] == 0) for name in NEVER),
        Target("facts stored right", f"{facts.share:.2%}", f"≥ {FACTS_RIGHT:.0%}", facts.share >= FACTS_RIGHT),
        *(_turns_to_bant(kind, most, outcomes) for kind, most in TURNS_TO_BANT.items()),
    ]


def _turns_to_bant(kind: str, most: int, outcomes: Sequence[Outcome]) -> Target:
    """All but one in twenty; a lead that never gets there counts as one that takes for ever."""
    turns = [outcome.bant_at or math.inf for outcome in outcomes if outcome.persona.kind == kind]
    late, never = percentile(turns, 0.95), turns.count(math.inf)
    measured = f"{late:g} (median {percentile(turns, 0.5):g}, {never} of {len(turns)} never)"
    return Target(f"turns to BANT, {kind} (p95)", measured, f"≤ {most}", late <= most)
