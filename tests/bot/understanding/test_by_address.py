"""Who is who in a list with an e-mail address."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.who.by_address import find_by_address
from tests.bot.understanding.test_in_context import facts, read

_PIECES = st.sampled_from(
    ["Ida", "Holt", ",", ";", "orchard", "&", "Lane", "i.holt@orchard.example", "@", "GmbH", "40k", ".", "ü"]
)


@pytest.mark.parametrize(
    ("text", "person", "company"),
    [
        ("Orchard & Lane, Ida Holt, i.holt@example.com, 30k", "Ida Holt", "Orchard & Lane"),
        ("Ida Holt, Orchard & Lane, holt@orchard-lane.example", "Ida Holt", "Orchard & Lane"),
        ("hallo, öko-hof lünen, jörg weiß, weiss@oeko-hof-luenen.example", "jörg weiß", "öko-hof lünen"),
        ("Bramble Works, Zo, zo@gmail.com", None, None),  # two letters may be anything
        ("Bramble Works, Zoey, zoey@gmail.com, in May", "Zoey", "Bramble Works"),
        ("Zoey, 30 people, in May, zoey@bramble.example", "Zoey", None),
        ("We're Bramble Works, 12 people, Zoey Hart, zoey@bramble.example", "Zoey Hart", "Bramble Works"),
        ("Zoey Hart, I'm with Bramble Works, zoey@bramble-works.example", "Zoey Hart", "Bramble Works"),
        ("Bramble Works, info@bramble.example", None, None),
        ("write to zoey@bramble.example", None, None),
        ("Lena Ashby, CFO at Thornbury Mills, lena@thornburymills.com", "Lena Ashby", None),
        ("no address here, Zoey", None, None),
    ],
)
def test_the_address_tells_who_is_who(text: str, person: str | None, company: str | None) -> None:
    found = find_by_address(text)
    assert tuple(each.value if each else None for each in found) == (person, company)


def test_it_settles_what_else_would_be_guessed() -> None:
    understood = facts(read("Greenacre Timber, Chloe, chloe@gmail.com, 30k euros"))
    assert (understood["person"], understood["company"], understood["email"]) == (
        "Chloe",
        "Greenacre Timber",
        "chloe@gmail.com",
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=14).map(" ".join))
def test_what_is_found_is_said(text: str) -> None:
    for found in find_by_address(text):
        assert found is None or text[found.start : found.end] == found.value
