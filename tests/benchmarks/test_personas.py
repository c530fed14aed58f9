"""Who comes, how they type, and what is true of them."""

from collections import Counter
from random import Random

from benchmarks.visitors.casting import KINDS, cast
from benchmarks.visitors.identity import any_identity
from benchmarks.visitors.line import Line, fixed, joined
from benchmarks.visitors.noise import Hand, typed
from benchmarks.visitors.truth import Truth
from benchmarks.visitors.vocabulary import Value, vocabulary

ENGLISH = vocabulary("en")


def test_the_same_seed_brings_the_same_visitors() -> None:
    assert list(cast(7, 40)) == list(cast(7, 40))
    assert list(cast(7, 40)) != list(cast(8, 40))


def test_every_kind_of_visitor_comes_in_both_languages() -> None:
    kinds = Counter((persona.kind, persona.language) for persona in cast(1, 500))
    assert {kind for kind, _ in kinds} == {kind.name for kind in KINDS}
    assert {language for _, language in kinds} == {"en", "de"}


def test_one_kind_can_be_invited_alone() -> None:
    assert {persona.kind for persona in cast(1, 20, ["refuses"])} == {"refuses"}


def test_who_volunteers_everything_can_become_bant() -> None:
    personas = [*cast(1, 60, ["volunteers everything"]), *cast(1, 60, ["volunteers nothing"])]
    assert all(first.good for persona in personas for first, _ in persona.facts.values())


def test_a_slip_of_the_finger_leaves_values_alone() -> None:
    text = f"Our company is called {fixed('Marlowe Fixings Ltd')} since yesterday"
    rng = Random(3)
    lines = {typed(text, Hand(typos=1.0), ENGLISH, rng) for _ in range(200)}
    assert len(lines) > 20
    assert all("Marlowe Fixings Ltd" in line for line in lines)


def test_who_drops_full_stops_leaves_those_of_values() -> None:
    text = f"We are {fixed('Wust GmbH & Co. KG')}. It costs {fixed('30 Tsd. Euro')}."
    hasty = typed(text, Hand(drops_punctuation=True), ENGLISH, Random(1))
    assert hasty == "We are Wust GmbH & Co. KG, It costs 30 Tsd. Euro"


def test_a_single_word_is_never_misspelt() -> None:
    assert {typed("restart", Hand(typos=1.0), ENGLISH, Random(seed)) for seed in range(50)} == {"restart"}


def test_an_address_follows_from_name_and_company() -> None:
    for seed in range(100):
        person = any_identity(vocabulary("de"), Random(seed))
        address = person.email.say[0]
        assert address.isascii()
        assert address.count("@") == 1
        assert ".." not in address
        assert "@-" not in address


def test_the_latest_value_is_true() -> None:
    truth = Truth()
    for amount in (20000, 30000):
        truth.hear(Line("", "statement", (Value("budget", {"min": amount, "max": amount}),)))
    assert truth.said["budget"].expected["max"] == 30000


def test_a_refusal_is_true_until_the_visitor_says_it_after_all() -> None:
    truth = Truth()
    truth.hear(Line("I'd rather not say", "refuse", about="company"))
    assert truth.left_open == {"company": "refuse"}
    truth.hear(Line("", "answer", (Value("company", {"names": ["Kestrel"]}),)))
    assert truth.left_open == {}


def test_after_starting_again_nothing_is_true_and_the_old_facts_may_be_stored() -> None:
    truth = Truth()
    truth.hear(Line("", "answer", (Value("company", {"names": ["Kestrel"]}),)))
    truth.hear(Line("start again", "restart"))
    assert truth.said == {}
    assert truth.allows("company", "Kestrel")
    assert not truth.allows("company", "Falcon")


def test_what_can_no_longer_matter_is_not_needed() -> None:
    truth = Truth()
    assert "budget" in truth.still_needed()
    truth.hear(Line("", "refuse", about="authority"))
    assert "budget" not in truth.still_needed()
    truth.hear(Line("", "answer", (Value("contact_opt_in", False, good=False),)))
    assert truth.still_needed() == ()


def test_parts_of_a_message_become_sentences() -> None:
    line = joined([Line("Hi,", "greeting"), Line("We have 20k", "statement"), Line("what does it cost?", "faq")])
    assert line.text == "Hi, We have 20k. what does it cost?"
    assert line.act == "faq"
