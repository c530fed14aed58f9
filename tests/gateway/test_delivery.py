"""Each message once, in order, and never lost: real HTTP, a real SQLite file, a bot that fails in every way."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from gateway.turns import FAILURES_OF_A_HEALTHY_BOT
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.privacy import Privacy
from leads.store import LeadStore
from tests.gateway.conftest import Site, Visitor, refused, running_site
from tests.gateway.fake_bot import FakeBot, Replies, reply

PATIENCE_S = 0.5
YES = ("Yes", '/inform{"contact_opt_in": true}')


def test_the_same_id_again_gives_the_same_replies_and_one_row(site: Site) -> None:
    visitor = site.visitor()
    answers = [visitor.post(id="one", text="hello") for _ in range(3)]
    assert [answer.json() for answer in answers] == [answers[0].json()] * 3
    assert site.inbox_rows(visitor.conversation) == 1
    assert len(site.bot.taken) == 1


def test_an_id_used_for_another_text_is_a_conflict(site: Site) -> None:
    visitor = site.visitor()
    visitor.say("hello", id="one")
    refused(visitor.post(id="one", text="goodbye"), 409, "id_conflict")
    assert visitor.transcript() == [("visitor", "hello"), ("bot", "You said: hello")]


def test_a_pressed_button_sent_again_gives_the_same_replies_though_its_title_has_changed(site: Site) -> None:
    titles = iter(("Yes", "Yes please", "Of course"))
    site.bot.answers = lambda _: [reply("May we call you?", (next(titles), YES[1]))]
    visitor = site.visitor()
    visitor.say("hello")
    first = visitor.post(id="pressed", button=YES[1])
    again = visitor.post(id="pressed", button=YES[1])
    assert (again.status_code, again.json()) == (200, first.json())


def test_many_copies_of_a_message_at_once_are_one_message(site: Site) -> None:
    visitor = site.visitor()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: visitor.post(id="one", text="hello"), range(8)))
    assert [answer.status_code for answer in answers] == [200] * 8
    assert site.inbox_rows(visitor.conversation) == 1
    assert site.bot.heard == ["hello"]


def test_messages_of_one_conversation_are_answered_one_after_another_in_order(site: Site) -> None:
    site.bot.takes_s = 0.15
    visitor = site.visitor()
    with ThreadPoolExecutor(4) as pool:
        sent = [pool.submit(visitor.say, f"message {number}") for number in range(4) if stored(site, visitor, number)]
        replies = [each.result() for each in sent]
    assert site.bot.heard == [f"message {number}" for number in range(4)]
    assert replies == [[f"You said: message {number}"] for number in range(4)]


def test_conversations_do_not_wait_for_each_other(site: Site) -> None:
    stuck, free = site.visitor(), site.visitor()
    site.bot.hanging.add(stuck.conversation)
    with ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(stuck.say, "hello")
        wait_until(lambda: site.inbox_rows(stuck.conversation) == 1)
        assert free.say("hello") == ["You said: hello"]
        assert not hanging.done()
        site.bot.go_on.set()
        assert hanging.result() == ["You said: hello"]


def test_a_bot_that_fails_a_few_times_is_asked_again(site: Site) -> None:
    site.bot.failures_left = 2
    visitor = site.visitor()
    assert visitor.say("hello") == ["You said: hello"]
    assert site.bot.heard == ["hello"]


def test_a_turn_that_a_healthy_bot_cannot_take_ends_in_an_apology_in_the_visitors_language(site: Site) -> None:
    site.bot.failures_left = FAILURES_OF_A_HEALTHY_BOT
    visitor = site.visitor("de")
    [apology] = visitor.say("Guten Tag")
    assert "Sie" in apology or "Ihre" in apology
    assert visitor.say("noch einmal") == ["You said: noch einmal"]


def test_while_the_bot_is_down_the_answer_is_pending_and_it_comes_later(tmp_path: Path) -> None:
    with FakeBot() as bot, FakeBot() as actions, running_site(tmp_path, bot, actions, PATIENCE_S) as site:
        visitor = site.visitor()
        bot.stop()
        started = time.monotonic()
        pending = visitor.post(id="one", text="hello")
        waited = time.monotonic() - started
        refused(pending, 503, "answer_pending")
        assert int(pending.headers["Retry-After"]) > 0
        assert PATIENCE_S <= waited < PATIENCE_S + 15
        assert visitor.transcript() == [("visitor", "hello")]
        assert site.http.get("/healthz").json() == {"status": "unavailable", "missing": ["bot"]}
        bot.start()
        wait_until(lambda: bot.heard == ["hello"])
        assert visitor.say("hello", id="one") == ["You said: hello"]
        assert site.inbox_rows(visitor.conversation) == 1


def test_after_a_restart_what_was_left_unanswered_is_answered(tmp_path: Path) -> None:
    with FakeBot() as bot, FakeBot() as actions, ThreadPoolExecutor(1) as pool:
        bot.stop()
        with running_site(tmp_path, bot, actions) as before:
            visitor = before.visitor()
            pool.submit(visitor.post, id="one", text="hello")
            wait_until(lambda: before.inbox_rows(visitor.conversation) == 1)
        bot.start()
        with running_site(tmp_path, bot, actions) as visitor.site:
            wait_until(lambda: bot.heard == ["hello"])
            assert visitor.say("hello", id="one") == ["You said: hello"]
            assert visitor.site.inbox_rows(visitor.conversation) == 1


def test_a_bot_that_goes_round_in_circles_without_a_word_is_covered_by_one(site: Site) -> None:
    site.bot.answers = lambda _: []
    [said] = site.visitor("de").say("Hallo")
    assert "schiefgegangen" in said
    [said] = site.visitor().say("hello")
    assert "wrong on our side" in said


def test_what_is_to_be_erased_is_erased_before_the_visitor_hears_of_it(site: Site) -> None:
    visitor = site.visitor()
    visitor.say("I am Ruth", id="one")

    def erasing(turn: dict[str, Any]) -> Replies:
        request_erasure(site.database_url, turn["conversation"])
        return [reply("All of it is deleted.")]

    site.bot.answers = erasing
    assert visitor.say("yes, delete it", id="two") == ["All of it is deleted."]
    assert visitor.transcript() == [("bot", "All of it is deleted.")]
    assert site.bot.erased == [visitor.conversation]


def test_an_erasure_that_a_crash_interrupted_is_finished_at_the_next_start(tmp_path: Path) -> None:
    with FakeBot() as bot, FakeBot() as actions:
        with running_site(tmp_path, bot, actions) as before:
            visitor = before.visitor()
            visitor.say("I am Ruth", id="one")
            request_erasure(before.database_url, visitor.conversation)
        with running_site(tmp_path, bot, actions) as visitor.site:
            wait_until(lambda: bot.erased == [visitor.conversation])
            wait_until(lambda: visitor.transcript() == [("bot", "You said: I am Ruth")])


def request_erasure(database_url: str, conversation: str) -> None:
    database = Database(database_url)
    Privacy(database, Clock(), LeadStore(database, Criteria(), Clock())).request_erasure(conversation)
    database.close()


def stored(site: Site, visitor: Visitor, number: int) -> bool:
    """Waits until that many messages of a visitor are in the inbox."""
    wait_until(lambda: site.inbox_rows(visitor.conversation) == number)
    return True


def wait_until(happened: Callable[[], bool], patience: float = 10.0) -> None:
    deadline = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)
