"""Which of the recogniser's candidates are believed."""

from datetime import date

from bot.understanding.in_context import Guess, understand
from bot.understanding.who.candidate import Candidate

SAID = "Tilda Ravn, we bake at Mornbread, mail tilda@mornbread.example"


def _facts(
    *named: Candidate, said: str = SAID, guess: str = "inform", known: frozenset[str] = frozenset()
) -> dict[str, str]:
    understood = understand(
        said,
        language="en",
        today=date(2026, 3, 2),
        asked=None,
        guess=Guess(guess, 0.9),
        known=known,
        named=named,
    )
    return {fact.entity: fact.value for fact in understood.facts if not fact.inferred}


def _candidate(entity: str, words: str, confidence: float = 0.95, said: str = SAID) -> Candidate:
    return Candidate(entity, said.index(words), said.index(words) + len(words), confidence)


def test_a_name_that_no_rule_finds_is_believed_when_it_is_certain() -> None:
    assert "company" not in _facts()
    assert _facts(_candidate("company", "Mornbread"))["company"] == "Mornbread"
    assert "company" not in _facts(_candidate("company", "Mornbread", confidence=0.5))


def test_the_rules_win_where_both_speak() -> None:
    assert _facts(_candidate("person", "Mornbread"))["person"] == "Tilda Ravn"


def test_words_that_are_an_e_mail_address_are_nobody_s_name() -> None:
    assert "company" not in _facts(_candidate("company", "tilda@mornbread.example"))


def test_what_is_known_is_not_replaced_by_a_guess() -> None:
    assert "company" not in _facts(_candidate("company", "Mornbread"), known=frozenset({"company"}))


def test_a_company_that_is_spoken_of_is_not_the_visitor_s() -> None:
    said = "we used to use Mornbread for that"
    assert "company" not in _facts(_candidate("company", "Mornbread", said=said), said=said)


def test_nothing_is_believed_of_a_message_that_interrupts() -> None:
    assert "company" not in _facts(_candidate("company", "Mornbread"), guess="faq")
    assert "company" in _facts(_candidate("company", "Mornbread"), guess="contact_sales")


def test_a_bare_answer_is_what_was_asked_for_or_nothing() -> None:
    said = "Mornbread Tillery Ost"
    understood = understand(
        said,
        language="en",
        today=date(2026, 3, 2),
        asked="location",
        guess=Guess("inform", 0.9),
        named=(_candidate("company", said, said=said),),
    )
    assert "company" not in {fact.entity for fact in understood.facts}


def test_an_article_before_a_first_name_is_no_part_of_it() -> None:
    said = "servus, da veit von der fernhall molkerei"
    assert _facts(_candidate("person", "da veit", said=said), said=said)["person"] == "veit"


def test_what_only_a_firm_is_called_is_nobody_s_name() -> None:
    said = "gruß, gebr ost"
    assert "person" not in _facts(_candidate("person", "gebr ost", said=said), said=said)
