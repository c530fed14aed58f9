"""``make eval``: how much of what visitors write is understood, by language and kind, with every miss.

Reads the project's own evaluation sentences (``tests/bot/*_held_out.yml``) and the lines of the folder ``BANTER_EVAL``.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from benchmarks.understanding.contact import score_open_contact, score_own_contact
from benchmarks.understanding.intents import score_intents
from benchmarks.understanding.language import score_language
from benchmarks.understanding.lines import open_folder, open_lines, own_facts, own_intents, own_names
from benchmarks.understanding.model import TrainedModel
from benchmarks.understanding.money import score_open_money, score_own_money
from benchmarks.understanding.names import KINDS, open_names, score_names
from benchmarks.understanding.outcome import Outcome, accuracy, retrieval
from benchmarks.understanding.statements import score_own_authority, score_own_company_size
from benchmarks.understanding.timeline import score_open_timeline, score_own_timeline


def main() -> None:
    """Prints the figures of both collections, then their misses."""
    model, folder = TrainedModel(), open_folder()
    collections = {"own sentences": list(own_outcomes(model))}
    if folder.is_dir():
        collections[f"lines of {folder}"] = list(open_outcomes(folder, model))
    else:
        print(f"There is no folder {folder}, so only the project's own sentences are scored.\n")
    for title, outcomes in collections.items():
        _print_figures(title, outcomes)
    for title, outcomes in collections.items():
        _print_misses(title, outcomes)


def own_outcomes(model: TrainedModel) -> Iterator[Outcome]:
    """The project's own sentences, scored."""
    yield from score_own_money()
    yield from score_own_timeline()
    yield from score_own_contact()
    yield from score_own_company_size()
    yield from score_own_authority()
    yield from score_intents(own_intents(), model)
    yield from score_names(own_names(), model)
    yield from score_language([*own_intents(), *own_facts("timeline"), *own_facts("authority")])


def open_outcomes(folder: Path, model: TrainedModel) -> Iterator[Outcome]:
    """The lines of a folder, scored."""
    names = list(open_names(open_lines(folder, "entities_person_company")))
    intents = open_lines(folder, "intents")
    yield from score_open_money(open_lines(folder, "money"))
    yield from score_open_timeline(open_lines(folder, "timeline"))
    yield from score_open_contact(open_lines(folder, "contact"))
    yield from score_intents(intents, model)
    yield from score_names(names, model)
    yield from score_language(intents)


def _print_figures(title: str, outcomes: list[Outcome]) -> None:
    print(f"{title}\n{'kind':22}{'language':10}{'lines':>6}{'right':>8}   precision  recall    F1")
    for (kind, language), group in _grouped(outcomes):
        print(f"{kind:22}{language:10}{len(group):6}{accuracy(group):8.3f}", end="")
        if kind in KINDS:
            found = retrieval(group)
            print(f"{found.precision:12.3f}{found.recall:8.3f}{found.f1:6.3f}", end="")
        print()
    print()


def _print_misses(title: str, outcomes: list[Outcome]) -> None:
    for (kind, language), group in _grouped(outcomes):
        for outcome in group:
            if not outcome.right:
                print(f"{kind} {language}: {outcome.text!r} [{title}]")
                print(f"    expected {outcome.expected}, got {outcome.got}")


def _grouped(outcomes: list[Outcome]) -> Iterator[tuple[tuple[str, str], list[Outcome]]]:
    def key(outcome: Outcome) -> tuple[str, str]:
        return outcome.kind, outcome.language

    for each, group in groupby(sorted(outcomes, key=key), key):
        yield each, list(group)


if __name__ == "__main__":
    main()
