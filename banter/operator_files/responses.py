"""``data/responses``: what the assistant says, one file for each language, under the same names."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic import ValidationError

from banter.operator_files.entries import NO_BOOKING_URL
from banter.operator_files.mistakes import SECTION, did_you_mean, mistakes
from banter.operator_files.placeholders import ONLY_WITH_A_BOOKING_LINK, filled_in, is_said_as_it_stands
from banter.operator_files.source import Source
from banter.operator_files.texts import Setting, Variants, has_buttons, mentions
from leads.criteria import Questions
from leads.errors import FileProblem

BY_SLOT = ("utter_ask_", "utter_why_")
BESIDE = "__"
NO_SLOTS = frozenset({"none", "again", "change", "changed"})  # of utter_why_none, utter_ask_confirmed__again, …


def wrong_in_responses(source: Source, setting: Setting, can_book: bool) -> Iterator[FileProblem]:
    """Every mistake in the responses of one language."""
    yield from source.repeated_names()
    if not isinstance(source.data, dict):
        yield source.problem((), SECTION)
        return
    for name, written in source.data.items():
        try:
            variants = Variants.model_validate(written, context=replace(setting, placeholders=filled_in(str(name))))
        except ValidationError as error:
            yield from mistakes(error, source, Variants, (str(name),))
            continue
        for place, wording in enumerate(variants.root):
            if not can_book and name not in ONLY_WITH_A_BOOKING_LINK and mentions(wording, "booking_url"):
                yield source.problem((name, place), f"{name}, entry {place + 1}: {NO_BOOKING_URL}")
            if is_said_as_it_stands(name) and has_buttons(wording):
                what = "no buttons are shown here; write the text alone"
                yield source.problem((name, place), f"{name}, entry {place + 1}: {what}")


def unmatched(sources: Mapping[str, Source]) -> Iterator[FileProblem]:
    """Responses that one language has and another lacks."""
    for language, source in sources.items():
        for other in (each for each in sources if each != language):
            theirs, ours = _names(sources[other]), _names(source)
            for name in (name for name in ours if name not in theirs):
                near = did_you_mean(name, [each for each in theirs if each not in ours], "")
                what = f"{name}: is missing in {sources[other].path}; add it there{near and f', or {near}'}"
                yield source.problem((name,), what)


def unsaid(sources: Mapping[str, Source], required: frozenset[str]) -> Iterator[FileProblem]:
    """Responses that the assistant says and that no language has."""
    for name in sorted(required - {name for source in sources.values() for name in _names(source)}):
        files = " and ".join(source.path for source in sources.values())
        yield FileProblem(files, None, f"{name}: is missing, and the assistant says it; add it")


def missing_questions(criteria: Source, questions: Questions, responses: Mapping[str, Source]) -> Iterator[FileProblem]:
    """Questions of ``qualification.yml`` that no language has words for."""
    said = {name for source in responses.values() for name in _names(source)}
    needed = [
        *((("order", place), f"{prefix}{slot}") for place, slot in enumerate(questions.order) for prefix in BY_SLOT),
        *((("joined", place), f"utter_ask_{BESIDE.join(pair)}") for place, pair in enumerate(questions.joined)),
    ]
    for location, name in needed:
        if name not in said:
            what = f"questions.{location[0]}: {name} is missing in data/responses; add it there"
            yield criteria.problem(("questions", *location), what)


def of_unknown_slots(source: Source, slots: frozenset[str]) -> Iterator[FileProblem]:
    """Questions and reasons for what is no slot: nobody would ever say them."""
    for name in _names(source):
        asked = next((name.removeprefix(prefix) for prefix in BY_SLOT if name.startswith(prefix)), "none")
        for slot in asked.split(BESIDE):
            if slot not in slots | NO_SLOTS:
                known = f"known: {', '.join(sorted(slots))}"
                yield source.problem((name,), f"{name}: there is no slot {slot}; {did_you_mean(slot, slots, known)}")


def _names(source: Source) -> list[str]:
    return [str(name) for name in source.data] if isinstance(source.data, dict) else []
