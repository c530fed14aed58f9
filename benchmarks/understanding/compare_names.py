"""``python -m benchmarks.understanding.compare_names``: rules, spaCy, both together, and DIET, side by side.

Trains the recogniser, and with ``--diet`` Rasa's DIETClassifier on a quarter of them (some minutes); prints a
table per set of sentences, and with ``--misses`` every miss.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

import yaml

from bot.brand import ROOT
from bot.components.names import SENTENCES, lessons
from bot.importer import BanterImporter
from bot.names.recognizer import NameRecognizer
from bot.understanding.in_context import Guess, understand
from bot.understanding.who.candidate import Candidate
from bot.understanding.who.named import CONFIDENT

ENTITIES = ("person", "company", "job_title")
TODAY = date(2026, 3, 2)
OURS = ROOT / "tests" / "bot" / "names_held_out.yml"
SHARED = ROOT.parent / "shared" / "eval" / "entities_person_company.jsonl"
Named = set[tuple[str, str]]
Finder = Callable[["Line"], Named]


@dataclass(frozen=True)
class Line:
    """A message and what of the visitor it names: (entity, words)."""

    text: str
    language: str
    asked: str | None
    named: frozenset[tuple[str, str]]
    kinds: tuple[str, ...]


def our_lines(path: Path = OURS) -> list[Line]:
    """The project's own evaluation sentences."""
    return [
        Line(
            each["said"],
            language,
            each.get("asked"),
            frozenset((entity, each[entity]) for entity in ENTITIES if entity in each),
            ENTITIES,
        )
        for language, lines in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        for each in lines
    ]


def shared_lines() -> list[Line]:
    """Public sentences, labelled with people and companies only; another's name is not to be found."""
    if not SHARED.exists():
        return []
    lines = []
    for raw in map(json.loads, SHARED.read_text(encoding="utf-8").splitlines()):
        named = {(each["entity"], each["value"]) for each in raw["entities"]} if raw["is_visitor"] else set()
        asked = "company" if ("company", raw["text"]) in named else None
        asked = "person_name" if ("person", raw["text"]) in named else asked
        lines.append(Line(raw["text"], raw["lang"], asked, frozenset(named), ENTITIES[:2]))
    return lines


def by_rules(line: Line) -> Named:
    """What the product finds without the recogniser."""
    return _understood(line, ())


def by_both(recognizer: NameRecognizer) -> Finder:
    """What the product finds."""
    return lambda line: _understood(line, tuple(recognizer.find(line.text, line.asked)))


def by_spacy(recognizer: NameRecognizer) -> Finder:
    """What the recogniser is certain of, whatever the rules say."""

    def find(line: Line) -> Named:
        found = recognizer.find(line.text, line.asked)
        return {(each.entity, line.text[each.start : each.end]) for each in found if each.confidence >= CONFIDENT}

    return find


def _understood(line: Line, named: tuple[Candidate, ...]) -> Named:
    understood = understand(
        line.text, language=line.language, today=TODAY, asked=line.asked, guess=Guess(None, 0.0), named=named
    )
    return {(fact.entity, fact.value) for fact in understood.facts if fact.entity in ENTITIES}


def report(title: str, lines: Iterable[Line], finders: dict[str, Finder], misses: bool) -> None:
    """Prints precision, recall and F1 for each way, language and entity, and the time per message."""
    print(f"\n{title}\n{'':16} {'':10}" + "".join(f"  {entity + ' P/R/F1':20}" for entity in ENTITIES) + "   ms")
    for name, find in finders.items():
        for language in ("en", "de"):
            counts, times = Counter[tuple[str, str]](), []
            for line in (each for each in lines if each.language == language):
                started = time.perf_counter()
                found = {each for each in find(line) if each[0] in line.kinds}
                times.append(1000 * (time.perf_counter() - started))
                for kind, those in _compared(found, line).items():
                    counts.update((entity, kind) for entity, _ in those)
                if misses and found != line.named:
                    print(f"    {line.text!r} [{line.asked}] want {sorted(line.named)} got {sorted(found)}")
            row = "".join(f"  {_scores(counts, entity):20}" for entity in ENTITIES)
            print(f"{name:16} {language:10}{row} {median(times):4.1f}")


def _compared(found: Named, line: Line) -> dict[str, Named]:
    return {"right": found & line.named, "wrong": found - line.named, "missed": set(line.named - found)}


def _scores(counts: Counter[tuple[str, str]], entity: str) -> str:
    right, wrong, missed = (counts[entity, kind] for kind in ("right", "wrong", "missed"))
    if not right + missed:
        return f"–  ({wrong} wrong)"
    precision, recall = right / max(1, right + wrong), right / (right + missed)
    return f"{precision:.2f}/{recall:.2f}/{2 * right / (2 * right + wrong + missed):.2f}"


def main() -> None:
    """Trains and prints."""
    started = time.perf_counter()
    data = BanterImporter(str(ROOT / "config.yml"), None, [str(ROOT / "data")]).get_nlu_data()
    examples = lessons(SENTENCES, data)
    recognizer = NameRecognizer.trained(examples)
    print(f"spaCy trained on {len(examples)} sentences in {time.perf_counter() - started:.0f} s")
    finders: dict[str, Finder] = {
        "rules": by_rules,
        "spaCy": by_spacy(recognizer),
        "rules + spaCy": by_both(recognizer),
    }
    if "--diet" in sys.argv:
        from benchmarks.understanding.diet import trained_diet

        started = time.perf_counter()
        share = examples[: len(examples) // 4]
        diet = trained_diet(share)
        print(f"DIET trained on {len(share)} of them in {time.perf_counter() - started:.0f} s")
        finders["DIET"] = lambda line: diet(line.text, line.asked)
    for title, lines in (("our held-out sentences", our_lines()), ("shared lines", shared_lines())):
        report(title, lines, finders, "--misses" in sys.argv)


if __name__ == "__main__":
    main()
