"""A visitor who comes back after a day starts freshly, is known, and is asked only what is missing."""

import json
import sqlite3

from tests.product import Product, Visitor

TWO_DAYS_S = 2 * 86_400


def two_days_pass(product: Product, visitor: Visitor) -> None:
    """Moves all that Rasa remembers of a conversation into the past."""
    with sqlite3.connect(product.home / "tracker.db", timeout=10) as tracker:
        own = (visitor.conversation,)
        for position, data in tracker.execute(
            "select position, data from tracker_events where conversation = ?", own
        ).fetchall():
            event = json.loads(data)
            event["timestamp"] -= TWO_DAYS_S
            tracker.execute(
                "update tracker_events set data = ? where conversation = ? and position = ?",
                (json.dumps(event), visitor.conversation, position),
            )


def test_who_left_in_the_middle_is_greeted_by_name_and_asked_what_is_missing(banter: Product) -> None:
    visitor = banter.visitor()
    visitor.say("Joan Petty, Bluewater Boats Ltd")
    visitor.say("we need a booking assistant for our charter boats")
    two_days_pass(banter, visitor)
    welcome, question = visitor.say("hello")
    assert "Joan Petty" in welcome
    assert visitor.asks == "email"
    assert question
    visitor.say("joan@bluewaterboats.example")
    lead = visitor.lead
    assert lead is not None
    assert (lead["person_name"], lead["company"], lead["email"]) == (
        "Joan Petty",
        "Bluewater Boats Ltd",
        "joan@bluewaterboats.example",
    )


def test_a_question_that_opens_the_new_session_is_answered_too(banter: Product) -> None:
    visitor = banter.visitor()
    visitor.say("Ich bin Jette Thomsen von der Reederei Thomsen")
    two_days_pass(banter, visitor)
    said = visitor.say("Was kostet das?")
    assert "Jette Thomsen" in said[0]
    assert "Euro" in said[1]
    assert visitor.asks == "need"


def test_who_has_told_everything_is_asked_whether_something_changed_and_may_change_it(banter: Product) -> None:
    visitor = banter.visitor()
    visitor.say("Ann Kell, owner of Kell Tiles, 20k EUR, by June, ann@kelltiles.example")
    for line in ("we need a chat for our showroom pages", "yes", "no", "yes"):
        visitor.say(line)
    two_days_pass(banter, visitor)
    visitor.say("hi")
    assert visitor.asks is None
    assert "€3,000" in " ".join(visitor.say("sorry, my budget is only 3,000 euros"))
    lead = visitor.lead
    assert lead is not None
    assert lead["class"] in ("mql", "srl")
    assert [fact["value"]["max"] for fact in lead["facts"] if fact["slot"] == "budget"] == [20_000, 3_000]


def test_a_question_once_let_go_is_put_again_in_a_new_session(banter: Product) -> None:
    visitor = banter.visitor()
    visitor.say("Ann Kell from Kell Tiles, we need a chat for our showroom")
    for line in ("the usual one", "same as always", "the same one", "the one from before"):
        visitor.say(line)
    assert visitor.asks != "email"
    two_days_pass(banter, visitor)
    visitor.say("hello")
    assert visitor.asks == "email"
