"""What counts as a failure, and what it costs."""

from typing import Any

from benchmarks.visitors.chat import Reply
from benchmarks.visitors.line import Line
from benchmarks.visitors.outcome import Failure, Turn
from benchmarks.visitors.patience import Patience
from benchmarks.visitors.truth import Truth
from benchmarks.visitors.vocabulary import Question, Value
from benchmarks.visitors.watch import Watch

COMPANY = Value("company", {"names": ["Kestrel"]})


class Conversation:
    """Turns by hand: says a line, is answered, and collects what the watch saw. ``lead`` is what would be stored."""

    def __init__(self, language: str | None = "en", **lead: Any) -> None:
        self.truth, self.lead, self.number = Truth(), lead, 0
        self.watch = Watch(self.truth, lambda: self.lead, language)

    def turn(self, line: Line, *texts: str, asks: str | None = None, status: int = 200) -> list[str]:
        """The kinds of failures of one turn."""
        self.truth.hear(line)
        self.number += 1
        return [each.kind for each in self.watch.see(Turn(self.number, line, Reply(texts, asks, (), status, 1.0)))]


def said(text: str, act: str = "answer", *values: Value, about: str | None = None) -> Line:
    """A line of the visitor's."""
    return Line(text, act, values, about)


def test_a_good_turn_has_no_failure() -> None:
    assert Conversation().turn(said("Hi", "greeting"), "Hello. What do you need?", asks="need") == []


def test_silence_is_seen_and_is_a_dead_end() -> None:
    assert Conversation().turn(said("Hi", "greeting")) == ["silent turn", "dead end"]


def test_asking_nothing_while_facts_are_missing_is_a_dead_end() -> None:
    assert Conversation().turn(said("Hi", "greeting"), "Hello.") == ["dead end"]


def test_asking_nothing_after_stop_is_none_but_after_coming_back_it_is() -> None:
    conversation = Conversation()
    assert conversation.turn(said("stop", "stop"), "All right.") == []
    assert conversation.turn(said("I'm back", "come_back"), "Hello again.") == ["dead end"]


def test_asking_nothing_when_all_is_known_is_the_end() -> None:
    known = dict.fromkeys(("need", "company", "person_name", "phone", "budget", "authority", "timeline"), "x")
    conversation = Conversation(**known, contact_opt_in=True)
    assert conversation.turn(said("no", "answer"), "Thank you, it is saved.") == []


def test_the_same_question_for_the_fourth_time_is_a_loop() -> None:
    conversation = Conversation()
    asked = [conversation.turn(said("hmm", "unclear"), f"Which company? {n}", asks="company") for n in range(4)]
    assert asked == [[], [], [], ["loop"]]


def test_asking_again_after_a_digression_is_no_loop() -> None:
    conversation = Conversation()
    turns = [conversation.turn(said("tell me a joke", "insult"), f"Well, {n}", asks="company") for n in range(6)]
    assert turns == [[]] * 6


def test_the_same_words_twice_in_a_row_are_seen() -> None:
    conversation = Conversation()
    conversation.turn(said("Hi", "greeting"), "Which company are you with?", asks="company")
    again = conversation.turn(said("hmm", "unclear"), "Which company are you with?", asks="company")
    assert again == ["repeated word for word"]


def test_a_stored_fact_is_not_asked_for_again() -> None:
    conversation = Conversation(company="Kestrel")
    assert conversation.turn(said("Kestrel", "answer", COMPANY), "And the company?", asks="company") == [
        "known fact asked again"
    ]


def test_a_fact_that_was_misheard_or_only_inferred_may_be_asked_for_again() -> None:
    for lead in ({}, {"company": "Castle"}, {"company": "Kestrel", "facts": [{"slot": "company", "inferred": True}]}):
        conversation = Conversation(**lead)
        failures = conversation.turn(said("Kestrel", "answer", COMPANY), "And the company?", asks="company")
        assert failures == ["answer not understood"]


def test_a_refused_fact_is_not_asked_for_again() -> None:
    conversation = Conversation(declined=["company"])
    refusal = said("I'd rather not say", "refuse", about="company")
    assert conversation.turn(refusal, "Fine. And the company?", asks="company") == ["refused fact asked again"]


def test_an_answer_in_the_wrong_language_is_seen() -> None:
    german = Line("Wir suchen einen Chatbot für unsere Homepage", "answer", language="de")
    assert Conversation().turn(german, "Who decides about this in your company?", asks="authority") == [
        "wrong language"
    ]


def test_a_question_wants_an_answer_about_its_subject() -> None:
    price = Line("what does it cost?", "faq", questions=(Question("what does it cost?", ("€", "price")),))
    assert Conversation().turn(price, "Which company are you with?", asks="company") == ["question unanswered"]
    assert Conversation().turn(price, "From 49 € a month.", "Which company are you with?", asks="company") == []


def test_a_failing_server_is_seen() -> None:
    assert Conversation().turn(said("Hi", "greeting"), status=500) == ["server error"]
    assert Conversation().turn(said("Hi", "greeting"), status=422) == ["request refused"]


def test_patience_ends_with_what_annoyed_most() -> None:
    patience = Patience(6.0)
    turn = Turn(1, said("Hi", "greeting"), Reply(("Hello.",), "need", (), 200, 1.0))
    assert patience.after(turn, [])
    assert patience.after(turn, [Failure("question unanswered", 1, "")])
    assert not patience.after(turn, [Failure("silent turn", 2, "")])
    assert patience.cause == "silent turn"
