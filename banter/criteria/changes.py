"""What a replay found, for people, spreadsheets and programs."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from banter.criteria.verdict import missing, who
from banter.criteria.words import Words
from leads.formulas import guarded
from leads.replay import Difference, Replayed
from leads.verdict_rows import missing_as_json

GROUP = "replay"
COLUMNS = ("lead", "person_name", "company", "from", "to", "score_from", "score_to", "by_time", "why")


class Counts:
    """How many leads were judged, and which way those go that change; nothing of a lead is kept."""

    def __init__(self) -> None:
        self.judged = self.found = self.changed = self.automation = self.by_time = 0
        self.ways: Counter[tuple[str, str]] = Counter()

    def add(self, replayed: Replayed) -> None:
        """Counts one lead."""
        self.judged += 1
        if (found := replayed.difference) is None:
            return
        self.found += 1
        if found.before.lead_class is not found.after.lead_class:
            self.changed += 1
            self.ways[found.before.lead_class, found.after.lead_class] += 1
        self.automation += found.before.automation_ready != found.after.automation_ready
        self.by_time += replayed.by_time

    def as_json(self) -> dict[str, Any]:
        """The counts for programs."""
        ways = [{"from": before, "to": after, "leads": count} for (before, after), count in self.ways.most_common()]
        return {
            "judged": self.judged,
            "class_changes": self.changed,
            "automation_changes": self.automation,
            "by_time": self.by_time,
            "ways": ways,
        }


def reasons(found: Difference, words: Words) -> Iterator[str]:
    """Why a lead changes: criteria that come out otherwise, points, what is or was in the way."""
    for turned in found.turned:
        before, after, name = words.outcome(turned.before), words.outcome(turned.after), words.name(turned.name)
        if turned.evidence is None:
            yield words.say(GROUP, "turned", name=name, before=before, after=after)
        else:
            yield words.say(GROUP, "turned_said", name=name, said=turned.evidence, before=before, after=after)
    if found.before.score != found.after.score:
        yield words.say(GROUP, "score", before=found.before.score, after=found.after.score)
    if found.in_the_way:
        yield words.say(GROUP, "in_the_way", missing=missing(found.in_the_way, words))
    if found.no_longer_in_the_way:
        yield words.say(GROUP, "no_longer", missing=missing(found.no_longer_in_the_way, words))
    if found.before.automation_ready != found.after.automation_ready:
        yield words.within(GROUP, "campaigns", "start" if found.after.automation_ready else "stop")


def cells(replayed: Replayed, found: Difference, words: Words) -> tuple[str, str, str, str]:
    """A row of the table: id, who, from which class to which, why."""
    before, after = found.before.lead_class, found.after.lead_class
    why = "; ".join(reasons(found, words))
    return replayed.lead_id, who(replayed.person_name, replayed.company, words), f"{before} → {after}", why


def line(replayed: Replayed, found: Difference, words: Words) -> list[object]:
    """A line of the spreadsheet; no cell is a formula, whatever visitors call themselves."""
    return [
        replayed.lead_id,
        guarded(replayed.person_name or ""),
        guarded(replayed.company or ""),
        found.before.lead_class.value,
        found.after.lead_class.value,
        found.before.score,
        found.after.score,
        int(replayed.by_time),
        guarded("; ".join(reasons(found, words))),
    ]


def as_json(replayed: Replayed, found: Difference) -> dict[str, Any]:
    """One lead that changes, for programs."""
    before, after = found.before, found.after
    return {
        "lead": replayed.lead_id,
        "person_name": replayed.person_name,
        "company": replayed.company,
        "from": {"class": before.lead_class, "automation_ready": before.automation_ready, "score": before.score},
        "to": {"class": after.lead_class, "automation_ready": after.automation_ready, "score": after.score},
        "by_time": replayed.by_time,
        "criteria": [
            {"name": each.name, "from": each.before, "to": each.after, "evidence": each.evidence}
            for each in found.turned
        ],
        "missing": missing_as_json(after),
    }
