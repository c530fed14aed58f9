"""The report for people (tables) and for programs (JSON)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import mean
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from benchmarks.visitors.figures import (
    NEVER,
    Target,
    by_kind,
    facts_of,
    failures_of,
    percentile,
    targets,
)
from benchmarks.visitors.outcome import SLOTS, Outcome

INFORMATIVE = ("answer not understood", "question unanswered")


def show(outcomes: Sequence[Outcome], screen: Console) -> None:
    """Prints the targets, then the figures by kind of visitor, by slot and by reason to leave."""
    screen.print(_targets(targets(outcomes)), _kinds(outcomes), _slots(outcomes), _leaving(outcomes))
    failures, facts = failures_of(outcomes), facts_of(outcomes)
    times = [turn.reply.milliseconds for outcome in outcomes for turn in outcome.turns]
    noted, refused = (sum(outcome.declined[part] for outcome in outcomes) for part in (0, 1))
    screen.print(
        f"{len(outcomes)} conversations, {len(times)} turns; {facts.right} of {facts.said} facts right, "
        f"{facts.false} false; {noted} of {refused} refusals noted as declined; "
        + "; ".join(f"{name}: {failures[name]}" for name in INFORMATIVE)
        + f"; a turn takes {percentile(times, 0.5):.0f} ms, p95 {percentile(times, 0.95):.0f} ms"
    )


def show_failures(outcomes: Iterable[Outcome], count: int, screen: Console) -> None:
    """Prints the transcripts of the first ``count`` conversations in which something went wrong."""
    failed = [outcome for outcome in outcomes if outcome.wrong_facts() or outcome.failures]
    for outcome in failed[:count]:
        screen.print(escape(transcript(outcome)), highlight=False, soft_wrap=True)


def transcript(outcome: Outcome) -> str:
    """The conversation with its failures where they occurred, and the wrong facts at the end."""
    lines = [f"── {outcome.persona.id} ({outcome.lead_class}, conversation {outcome.conversation})"]
    for turn in outcome.turns:
        lines.append(f"   visitor [{turn.line.act}]: {turn.line.text}")
        lines += [f"   bot: {text}" for text in turn.reply.texts]
        lines.append(f"        asks {turn.reply.asks}")
        lines += [f"   ✗ {each.kind}: {each.detail}" for each in outcome.failures if each.turn == turn.number]
    for fact in outcome.wrong_facts():
        lines.append(f"   ✗ {fact.verdict} {fact.slot}: said {fact.expected!r}, stored {fact.stored!r}")
    if outcome.gave_up:
        lines.append(f"   gave up at {outcome.gave_up[0]}: {outcome.gave_up[1]}")
    return "\n".join(lines)


def as_json(outcomes: Sequence[Outcome], seed: int) -> dict[str, Any]:
    """Everything that the report says, and every conversation."""
    return {
        "seed": seed,
        "conversations": len(outcomes),
        "targets": [vars(target) for target in targets(outcomes)],
        "failures": dict(failures_of(outcomes)),
        "kinds": {kind: _kind_figures(each) for kind, each in by_kind(outcomes).items()},
        "slots": {slot: vars(facts_of(outcomes, slot)) for slot in SLOTS},
        "played": [_played(outcome) for outcome in outcomes],
    }


def _played(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.persona.id,
        "conversation": outcome.conversation,
        "class": outcome.lead_class,
        "bant_at": outcome.bant_at,
        "gave_up": outcome.gave_up,
        "failures": [vars(failure) for failure in outcome.failures],
        "facts": [vars(fact) for fact in outcome.facts],
        "turns": [
            {"act": turn.line.act, "said": turn.line.text, "replies": turn.reply.texts, "asks": turn.reply.asks}
            for turn in outcome.turns
        ],
    }


def _targets(rows: Iterable[Target]) -> Table:
    table = Table("", "measured", "wanted", "", title="Targets")
    for row in rows:
        table.add_row(row.name, row.measured, row.wanted, "[green]✓" if row.met else "[red]✗")
    return table


def _kind_figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    turns = [len(outcome.turns) for outcome in outcomes]
    facts, failures = facts_of(outcomes), failures_of(outcomes)
    return {
        "conversations": len(outcomes),
        "turns": round(mean(turns), 1),
        "turns_p95": percentile(turns, 0.95),
        "facts_right": round(facts.share, 4),
        "facts_false": facts.false,
        "failures": sum(failures[name] for name in NEVER),
        "not_understood": failures["answer not understood"],
        "gave_up": sum(outcome.gave_up is not None for outcome in outcomes),
    }


def _kinds(outcomes: Sequence[Outcome]) -> Table:
    titles = ("visitors", "turns", "p95", "right", "false", "failed", "misheard", "left")
    table = Table(Column(no_wrap=True), *titles, title="By kind of visitor")
    for kind, each in by_kind(outcomes).items():
        figures = _kind_figures(each)
        table.add_row(
            kind, *(f"{value:.1%}" if key == "facts_right" else f"{value:g}" for key, value in figures.items())
        )
    return table


def _slots(outcomes: Sequence[Outcome]) -> Table:
    table = Table("", "said", "right", "share", "false", title="By fact")
    for slot in SLOTS:
        facts = facts_of(outcomes, slot)
        table.add_row(slot, str(facts.said), str(facts.right), f"{facts.share:.1%}", str(facts.false))
    return table


def _leaving(outcomes: Sequence[Outcome]) -> Table:
    table = Table("asked for", "because of", "visitors", title="Where visitors would have given up")
    left = Counter(outcome.gave_up for outcome in outcomes if outcome.gave_up is not None)
    for (slot, cause), count in left.most_common():
        table.add_row(slot, cause, str(count))
    return table
