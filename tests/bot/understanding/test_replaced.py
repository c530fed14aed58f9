"""A name set right by the wrong one."""

import pytest

from bot.understanding.who.replaced import find_replacement
from tests.bot.understanding.test_in_context import facts, read

NAMES = {"person": "Judith Reed", "company": "Bramble Works Ltd"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it's Judith Kearney, not Judith Reed", ("person", "Judith Kearney")),
        ("sorry, judith kearney not judith reed", ("person", "judith kearney")),
        ("wait. I'm Ms Kearney and not Ms Judith Reed", ("person", "Kearney")),
        ("es heißt Farn & Moos, nicht Bramble Works", ("company", "Farn & Moos")),
        ("we are with farn and moos instead of Bramble Works Ltd", ("company", "farn and moos")),
        ("30k euros. sorry, Farn & Moos, not Bramble Works Ltd", ("company", "Farn & Moos")),
        ("30k, not 20k", None),
        ("not Judith Reed", None),
        ("yes, not Bramble Works", None),
        ("it's Judith Reed, not Judith Reed", None),
    ],
)
def test_the_name_in_front_stands_in_for_the_wrong_one(text: str, expected: tuple[str, str] | None) -> None:
    found = find_replacement(text, NAMES)
    assert (found and (found[0], found[1].value)) == expected


def test_it_corrects_whatever_is_asked() -> None:
    understood = read("it's Farn & Moos, not Bramble Works", asked="budget", names=NAMES, known=frozenset({"company"}))
    assert facts(understood) == {"company": "Farn & Moos"}
