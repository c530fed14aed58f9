"""Which buttons make sense for a lead now: what may follow its stage, and who has it."""

from collections.abc import Mapping

from leads.lifecycle import may_follow
from leads.model import Stage

AT_AN_END = (Stage.CUSTOMER, Stage.LOST)


def steps_of(stage: Stage, owner: str | None) -> list[str]:
    """The names of the steps, the one that most will want first."""
    return [step for step in STEPS if _makes_sense(step, stage, owner)]


def is_possible(step: str, stage: Stage) -> bool:
    """Whether a lead in this stage can take a step at all, whoever has it."""
    if step == "reopen":
        return stage in AT_AN_END
    if stage in AT_AN_END:
        return False
    return step == "release" or stage == LEADS_TO[step] or may_follow(stage, LEADS_TO[step])


def reopened(stage: Stage, owner: str | None, me: str) -> Stage:
    """Where a lead goes on that was at an end: with whoever had it, if they do it themselves."""
    if stage is Stage.CUSTOMER:
        return Stage.OPPORTUNITY
    return Stage.CLAIMED if owner == me else Stage.WORKING


def _makes_sense(step: str, stage: Stage, owner: str | None) -> bool:
    if not is_possible(step, stage) or stage == LEADS_TO.get(step):
        return False
    if step == "claim":
        return owner is None
    return step != "release" or owner is not None


LEADS_TO: Mapping[str, Stage] = {
    "claim": Stage.CLAIMED,
    "opportunity": Stage.OPPORTUNITY,
    "won": Stage.CUSTOMER,
    "lost": Stage.LOST,
    "not_a_fit": Stage.LOST,
}
STEPS = ("claim", "reopen", "opportunity", "won", "release", "lost", "not_a_fit")
