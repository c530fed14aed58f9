"""Who may be the same person: names, addresses and numbers compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leads.identity import Identity, Likeness, Reason, are_compatible, email_key, likeness, person_key, phone_key

RUTH = "ruth.albers@seegras.example"
PHONE = "+494012345678"


def who(name: str | None = None, *, company: str | None = None, email: str = "", phone: str = "") -> Identity:
    """A record that says these things about itself."""
    return Identity(name, company, frozenset({email} - {""}), frozenset({phone} - {""}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ruth", "Ruth Albers"),
        ("R. Albers", "Ruth Albers"),
        ("Albers, Ruth", "ruth albers"),
        ("Jürgen Groß", "JUERGEN GROSS"),
        ("José Peña", "Jose Pena"),
        ("Ruth Albers", "Ruth M. Albers"),
    ],
)
def test_these_names_can_be_one_person_s(one: str, other: str) -> None:
    assert are_compatible(one, other)
    assert are_compatible(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ruth Albers", "Maya Albers"), ("Ruth", "Maya"), ("A. Albers", "Ruth Albers"), ("Ruth Ruth", "Ruth Albers")],
)
def test_these_names_cannot(one: str, other: str) -> None:
    assert not are_compatible(one, other)


@given(st.text(max_size=30), st.text(max_size=30))
def test_comparing_names_has_no_direction_and_everybody_goes_with_themselves(one: str, other: str) -> None:
    assert are_compatible(one, other) == are_compatible(other, one)
    assert are_compatible(one, one)


def test_addresses_are_compared_without_case_and_numbers_without_extension() -> None:
    assert email_key("Ruth.Albers@Seegras.EXAMPLE") == RUTH
    assert email_key("ruth+news@seegras.example") != email_key("ruth@seegras.example")
    assert email_key("ruthalbers@gmail.com") != email_key("ruth.albers@gmail.com")
    assert email_key("no address") is None
    assert phone_key(f"{PHONE};ext=12") == PHONE
    assert phone_key("040 123456") is None, "without a country it may be anybody's"
    assert person_key("Ruth", "Seegras") is None, "there are many called Ruth"


@pytest.mark.parametrize(
    ("mine", "theirs", "found"),
    [
        (who("Ruth Albers", email=RUTH), who("Ruth", email=RUTH), Likeness(Reason.EMAIL, certain=True)),
        (who(email=RUTH), who("Ruth", email=RUTH, phone=PHONE), Likeness(Reason.EMAIL, certain=True)),
        (who("Maya Stern", email=RUTH), who("Ruth", email=RUTH), Likeness(Reason.OTHER_NAME, certain=False)),
        (who("Ruth", phone=PHONE), who("Ruth Albers", phone=PHONE), Likeness(Reason.PHONE, certain=True)),
        (who(phone=PHONE), who("Ruth Albers", phone=PHONE), Likeness(Reason.PHONE_ONLY, certain=False)),
        (who("Maya", phone=PHONE), who("Ruth", phone=PHONE), Likeness(Reason.OTHER_NAME, certain=False)),
        (
            who("Ruth", phone=PHONE, email=RUTH),
            who("Ruth", phone=PHONE, email="r@a.example"),
            Likeness(Reason.OTHER_EMAIL, certain=False),
        ),
        (
            who("Ruth", email="info@seegras.example"),
            who("Ruth", email="info@seegras.example"),
            Likeness(Reason.SHARED_ADDRESS, certain=False),
        ),
        (
            who("Ruth", email="ruth@mailinator.com"),
            who("Ruth", email="ruth@mailinator.com"),
            Likeness(Reason.SHARED_ADDRESS, certain=False),
        ),
        (
            who("Ruth Albers", company="Seegras", email=RUTH),
            who("ruth albers", company="SEEGRAS", email="ruth@home.example"),
            Likeness(Reason.SAME_NAME, certain=False),
        ),
        (who("Ruth Albers", company="Seegras"), who("Ruth Albers", company="Seegras", email=RUTH), None),
        (who("Ruth Albers"), who("Ruth Albers"), None),
        (who(), who(), None),
    ],
)
def test_what_is_certain_what_is_likely_and_what_says_nothing(
    mine: Identity, theirs: Identity, found: Likeness | None
) -> None:
    assert likeness([mine], [theirs]) == found
    assert likeness([theirs], [mine]) == found


def test_a_name_that_contradicts_any_record_of_a_group_makes_it_uncertain() -> None:
    group = [who("Ruth", email=RUTH), who("Ruth Albers", email="ruth@home.example")]
    assert likeness([who("Ruth Berg", email=RUTH)], group) == Likeness(Reason.OTHER_NAME, certain=False)
