"""A verdict in plain words: what the class means, and what stands between the lead and the next one."""

from console.readable import Readable
from console.words import Words, called
from leads.model import Lead, LeadClass
from leads.qualification import BANT, MQL

ON_THE_WAY = {
    LeadClass.LEAD: (*MQL, "target_group"),
    LeadClass.MQL: BANT,
    LeadClass.SRL: BANT,
    LeadClass.BANT: (),
}
"""The criteria that decide about the class above."""
HARMLESS_WHILE_UNKNOWN = frozenset({"target_group"})


def outcome(met: bool | None) -> str:
    """The name of an outcome, in words and style sheet alike."""
    return {True: "met", False: "not_met", None: "unknown"}[met]


def lights(lead: Lead) -> list[tuple[str, str]]:
    """Budget, authority, need and time frame, each with its outcome."""
    met = {each.name: each.met for each in lead.verdict.criteria}
    return [(name, outcome(met.get(name))) for name in BANT]


def sentences(lead: Lead, words: Words, readable: Readable) -> list[str]:
    """The verdict, one sentence after the other, most important first."""
    said = words["verdict"]
    lines = [said[lead.verdict.lead_class.value]]
    if lead.disqualified:
        lines.append(said["disqualified"].format(reason=called(words["disqualified"], lead.disqualified)))
    deciding = [each for each in lead.verdict.criteria if each.name in ON_THE_WAY[lead.verdict.lead_class]]
    failed = [each.name for each in deciding if each.met is False]
    unknown = [each.name for each in deciding if each.met is None and each.name not in HARMLESS_WHILE_UNKNOWN]
    for name, criteria in (("not_met", failed), ("unknown", unknown)):
        if criteria:
            called_so = [called(words["in_the_way"], each) for each in criteria]
            lines.append(said[name].format(criteria=readable.series(called_so)))
    if lead.verdict.automation_ready:
        lines.append(said["automation_ready"])
    return lines
