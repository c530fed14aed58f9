"""One lead's verdict in sentences: what it is, why, and what would make it more."""

from collections.abc import Iterator

from banter.criteria.words import Words
from leads.criteria import Criteria
from leads.model import Judged, Lead, LeadClass, Missing, Verdict

GROUP = "explain"


def sentences(lead: Lead, verdict: Verdict, criteria: Criteria, words: Words) -> list[str]:
    """The verdict, most important first; ``lead`` has the one that is stored."""
    return [
        *_class(lead, verdict, words),
        *(_criterion(each, words) for each in verdict.criteria),
        *_score(verdict, words),
        *_onwards(verdict, criteria, words),
        words.say(GROUP, "automation" if verdict.automation_ready else "no_automation"),
    ]


def who(person_name: str | None, company: str | None, words: Words) -> str:
    """Such as "Maya Stern, Seegras GmbH"."""
    person = person_name or words.say(GROUP, "nobody")
    return words.say(GROUP, "of", person=person, company=company) if company else person


def missing(listed: tuple[Missing, ...], words: Words) -> str:
    """What is in the way, each with whether it is unknown or not met."""
    return words.series(
        words.say(GROUP, "missing_one", name=words.name(each.name), outcome=words.outcome(each.met)) for each in listed
    )


def _class(lead: Lead, verdict: Verdict, words: Words) -> Iterator[str]:
    yield words.say(
        GROUP,
        "is",
        who=who(lead.text("person_name"), lead.text("company"), words),
        lead_class=words.within("classes", verdict.lead_class),
        score=verdict.score,
        fit=verdict.fit,
        engagement=verdict.engagement,
    )
    stored = lead.verdict
    if (stored.lead_class, stored.score) != (verdict.lead_class, verdict.score):
        yield words.say(GROUP, "stands", lead_class=words.within("classes", stored.lead_class), score=stored.score)
    if lead.disqualified:
        yield words.say(GROUP, "disqualified", reason=words.within("disqualified", lead.disqualified))


def _criterion(judged: Judged, words: Words) -> str:
    name, outcome = words.name(judged.name), words.outcome(judged.met)
    if judged.evidence is None:
        return words.say(GROUP, "criterion", name=name, outcome=outcome)
    return words.say(GROUP, "said", name=name, outcome=outcome, said=judged.evidence)


def _score(verdict: Verdict, words: Words) -> Iterator[str]:
    for part in verdict.parts:
        why = words.within("why", part.why)
        yield words.say(GROUP, "sum", points=part.points, most=part.maximum, name=words.name(part.name), why=why)
    yield words.say(GROUP, "total", score=verdict.score)


def _onwards(verdict: Verdict, criteria: Criteria, words: Words) -> Iterator[str]:
    if verdict.missing:
        yield words.say(GROUP, "missing", missing=missing(verdict.missing, words))
    if verdict.lead_class is LeadClass.MQL and criteria.sales_ready.requested_contact:
        yield words.say(GROUP, "asked")
    if verdict.lead_class is LeadClass.BANT:
        yield words.say(GROUP, "highest")
    if verdict.next_question:
        yield words.say(GROUP, "question", slot=words.name(verdict.next_question))
    else:
        yield words.say(GROUP, "no_question")
