"""The web process reminds silent visitors in their language, once."""

import asyncio
from datetime import timedelta
from pathlib import Path

from gateway.nudges import Nudges
from leads.database import Database
from leads.inbox import Inbox, Reply
from leads.silence import Silence
from tests.databases import fresh
from tests.leads.made_up import MovingClock

WORDS = {"en": "Still there?", "de": "Noch da?"}
AFTER = timedelta(minutes=15)


def test_each_silent_visitor_is_reminded_in_their_language_once(tmp_path: Path) -> None:
    clock, database = MovingClock(), fresh(tmp_path / "leads.db")
    inbox = Inbox(database, clock)
    talks = {language: inbox.open("website", language, {}) for language in (None, "en", "de")}
    for language, talk in talks.items():
        inbox.answer(inbox.receive(talk, "1", "hello"), [Reply("What do you need?", (), "need")], language)
    nudges = Nudges(Silence(database, clock), WORDS, "de", AFTER)
    assert asyncio.run(nudges.remind_the_silent()) == 0
    clock.move(minutes=15)
    assert [asyncio.run(nudges.remind_the_silent()) for _ in range(2)] == [3, 0]
    said = {language: inbox.transcript(talk)[-1].text for language, talk in talks.items()}
    assert said == {None: "Noch da?", "en": "Still there?", "de": "Noch da?"}
    database.close()


def test_an_operator_can_switch_reminders_off(tmp_path: Path) -> None:
    """Zero minutes: the look-out ends at once, without a look at a database that does not even exist."""
    silence = Silence(Database(f"sqlite:///{tmp_path / 'none.db'}"), MovingClock())
    asyncio.run(asyncio.wait_for(Nudges(silence, WORDS, "en", timedelta(0)).run(), 1))
