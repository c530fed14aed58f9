"""What is asked next: what is still open, in the operator's order."""

from leads.criteria import Criteria, Questions
from leads.model import FactValue
from leads.questions import open_questions
from tests.leads.made_up import CONTACT, PURCHASE, lead

ORDER = Criteria().questions.order


def test_somebody_unknown_is_asked_everything_in_the_operators_order() -> None:
    order = ("email", "need", "company")
    assert open_questions(None, Criteria(questions=Questions(order=order)), {}) == order


def test_what_was_said_already_is_not_asked() -> None:
    assert open_questions(lead({"need": "tours", "email": "ruth@seegras.example"}), Criteria(), {}) == tuple(
        slot for slot in ORDER if slot not in ("need", "email")
    )


def test_what_was_declined_is_not_asked_again() -> None:
    assert "budget" not in open_questions(lead(CONTACT, declined=("budget",)), Criteria(), {})


def test_a_no_to_marketing_is_an_answer() -> None:
    everything: dict[str, FactValue] = {**CONTACT, **PURCHASE, "marketing_opt_in": False}
    assert open_questions(lead(everything), Criteria(), {}) == ()


def test_who_does_not_want_to_be_contacted_is_asked_nothing_more() -> None:
    assert open_questions(lead({"contact_opt_in": False}), Criteria(), {}) == ()


def test_a_question_that_was_asked_often_enough_is_let_go() -> None:
    assert open_questions(None, Criteria(), {"need": 2})[0] == "need"
    assert open_questions(None, Criteria(), {"need": 3})[0] == ORDER[1]


def test_who_keeps_the_email_back_is_asked_for_a_phone_number_in_its_place() -> None:
    questions = open_questions(lead(declined=("email",)), Criteria(), {})
    assert "email" not in questions
    assert questions.index("phone") == ORDER.index("email")


def test_who_keeps_both_back_is_asked_for_neither() -> None:
    questions = open_questions(lead(declined=("email", "phone")), Criteria(), {})
    assert not {"email", "phone"} & set(questions)


def test_a_phone_question_of_the_operators_own_keeps_its_place() -> None:
    criteria = Criteria(questions=Questions(order=("email", "need", "phone")))
    assert open_questions(lead(declined=("email",)), criteria, {}) == ("need", "phone")


def test_without_an_email_question_no_phone_number_is_asked() -> None:
    criteria = Criteria(questions=Questions(order=("need", "company")))
    assert open_questions(lead(declined=("email",)), criteria, {}) == ("need", "company")
