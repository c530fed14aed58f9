"""The criteria explained back, so that marketing and sales see whether the file says what they meant."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from banter.criteria.words import Words
from leads.criteria import Criteria
from leads.criterion import FIT
from leads.handoff_policy import Route
from leads.section import SizeRange

GROUP = "check"
CLASSES_OF_A_ROUTE = ("mql", "srl", "bant")
"""Where a route names none."""


def sentences(criteria: Criteria, words: Words) -> list[str]:
    """What the file says, in its own order."""
    parts = (_money, _target_group, _mql, _sales_ready, _bant, _score, _questions, _routes)
    return [sentence for part in parts for sentence in part(criteria, words)]


def _money(criteria: Criteria, words: Words) -> Iterator[str]:
    yield words.say(GROUP, "currency", currency=criteria.currency)
    into = criteria.currency
    if criteria.rates:
        rates = (
            words.say(GROUP, "rate", currency=currency, rate=words.number(rate), into=into)
            for currency, rate in criteria.rates.items()
        )
        yield words.say(GROUP, "rates", rates=words.series(rates))


def _target_group(criteria: Criteria, words: Words) -> Iterator[str]:
    sides = list(_sides(criteria, words))
    if sides:
        yield words.say(GROUP, "group", sides="; ".join(sides))
    else:
        yield words.say(GROUP, "everybody")


def _sides(criteria: Criteria, words: Words) -> Iterator[str]:
    group = criteria.target_group
    for name in ("industries", "locations", "job_titles", "departments"):
        for way, listed in (("include", getattr(group, name).include), ("exclude", getattr(group, name).exclude)):
            if listed:
                what = words.within(GROUP, "sides", name)
                yield words.say(GROUP, way, what=what, words=words.series(listed, "or"))
    for way, codes in (("countries_in", group.countries.include), ("countries_out", group.countries.exclude)):
        if codes:
            yield words.say(GROUP, way, countries=words.series(map(words.country, codes), "or"))
    if group.company_size.chooses:
        yield _size(group.company_size, words)


def _size(size: SizeRange, words: Words) -> str:
    name = "size_to" if size.minimum is None else "size_from" if size.maximum is None else "size"
    ends = {"minimum": size.minimum, "maximum": size.maximum}
    return words.say(GROUP, name, **{end: words.number(people) for end, people in ends.items() if people is not None})


def _mql(criteria: Criteria, words: Words) -> Iterator[str]:
    yield words.say(GROUP, "mql", required=words.names(criteria.mql.required))
    if criteria.mql.ideal:
        yield words.say(GROUP, "ideal", ideal=words.names(criteria.mql.ideal))


def _sales_ready(criteria: Criteria, words: Words) -> Iterator[str]:
    ready = criteria.sales_ready
    if ready.required:
        yield words.say(GROUP, "srl", score=ready.minimum_score, required=words.names(ready.required))
    else:
        yield words.say(GROUP, "srl_score", score=ready.minimum_score)
    if ready.requested_contact:
        yield words.say(GROUP, "srl_asked")


def _bant(criteria: Criteria, words: Words) -> Iterator[str]:
    bant = criteria.bant
    if not bant.authority:
        yield words.say(GROUP, "no_bant")
        return
    minimum: Mapping[str, Decimal] = (
        {criteria.currency: bant.budget_minimum} if isinstance(bant.budget_minimum, Decimal) else bant.budget_minimum
    )
    amounts = (
        words.say(GROUP, "budget_in", amount=words.number(amount), currency=currency)
        for currency, amount in minimum.items()
    )
    authority = words.series((words.within("authority", each) for each in bant.authority), "or")
    months = bant.starts_within_months
    yield words.say(GROUP, "bant", budget=words.series(amounts, "or"), authority=authority, months=months)


def _score(criteria: Criteria, words: Words) -> Iterator[str]:
    points = {name: most for name, most in criteria.points().items() if most}
    for side, names in (("fit", points.keys() & FIT), ("engagement", points.keys() - FIT)):
        parts = (
            words.say(GROUP, "points", name=words.name(name), points=most)
            for name, most in points.items()
            if name in names
        )
        if names:
            yield words.say(GROUP, side, most=sum(points[name] for name in names), parts=words.series(parts))
    days = criteria.engagement.half_life_days
    yield words.say(GROUP, "fades", days=days) if days else words.say(GROUP, "lasts")


def _questions(criteria: Criteria, words: Words) -> Iterator[str]:
    asked = criteria.questions
    yield words.say(GROUP, "questions", order=words.names(asked.order))
    if asked.optional:
        yield words.say(GROUP, "optional", most=asked.optional_at_most, optional=words.names(asked.optional))


def _routes(criteria: Criteria, words: Words) -> Iterator[str]:
    for route in criteria.handoff.routes:
        classes = words.series(words.within("classes", each) for each in route.when.lead_class or CLASSES_OF_A_ROUTE)
        name = "narrower" if _is_narrower(route) else "route"
        yield words.say(GROUP, name, name=route.name, classes=classes, to=route.to)
    to = criteria.handoff.fallback
    yield words.say(GROUP, "fallback", to=to) if to else words.say(GROUP, "no_fallback")


def _is_narrower(route: Route) -> bool:
    return bool(route.when.model_fields_set - {"lead_class"})
