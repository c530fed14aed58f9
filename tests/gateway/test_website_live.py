"""Following conversations in a real database, however late a line appears in it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from gateway.live import Live
from leads.clock import Clock
from leads.database import Database
from leads.inbox import Inbox, Reply
from leads.tables import MessageRow
from leads.transcript import Transcripts
from tests.databases import fresh

LOOK_S = 0.02


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = fresh(tmp_path / "leads.db")
    yield database
    database.close()


def write(database: Database, conversation: str, said: str, line: int | None = None) -> None:
    """What another process writes; with an id of its own when it was given that long before it was committed."""
    with database.write() as session:
        row = MessageRow(conversation_id=conversation, author="person", text=said, at=Clock().now())
        row.id = line  # type: ignore[assignment]
        session.add(row)


async def told(news: asyncio.Event) -> bool:
    try:
        await asyncio.wait_for(news.wait(), 20 * LOOK_S)
    except TimeoutError:
        return False
    news.clear()
    return True


def test_each_follower_of_a_conversation_is_woken_and_no_other(database: Database) -> None:
    inbox = Inbox(database, Clock())
    mine, theirs = inbox.open("website", "en", {}), inbox.open("website", "en", {})

    async def scenario() -> None:
        live = Live(Transcripts(database), LOOK_S)
        watching = asyncio.create_task(live.watch())
        await asyncio.sleep(3 * LOOK_S)
        with live.follow(mine) as one, live.follow(mine) as two, live.follow(theirs) as three:
            for news in (one, two, three):
                assert await told(news), "what stands there already is to be read"
            write(database, mine, "hello")
            assert await told(one)
            assert await told(two)
            assert not await told(three)
            live.wake(theirs)
            assert await told(three)
        watching.cancel()

    asyncio.run(scenario())


def test_a_line_that_is_committed_after_one_with_a_higher_id_is_noticed(database: Database) -> None:
    inbox = Inbox(database, Clock())
    mine, theirs = inbox.open("website", "en", {}), inbox.open("website", "en", {})
    transcripts = Transcripts(database)

    async def scenario() -> None:
        live = Live(transcripts, LOOK_S)
        watching = asyncio.create_task(live.watch())
        with live.follow(mine) as news:
            await told(news)
            write(database, mine, "first", line=1)
            assert await told(news)
            write(database, theirs, "written later, committed first", line=9)
            await asyncio.sleep(3 * LOOK_S)
            write(database, mine, "written first, committed later", line=5)
            assert await told(news)
            known = {line.id for line in transcripts.of(mine).lines}
            assert known == {1, 5}
        watching.cancel()

    asyncio.run(scenario())


def test_a_look_that_fails_is_followed_by_another(database: Database) -> None:
    conversation = Inbox(database, Clock()).open("website", "en", {})

    async def scenario() -> None:
        live = Live(Transcripts(database), LOOK_S)
        rename(database, "messages", "gone")
        watching = asyncio.create_task(live.watch())
        await asyncio.sleep(3 * LOOK_S)
        rename(database, "gone", "messages")
        with live.follow(conversation) as news:
            assert await told(news)
            write(database, conversation, "hello")
            assert await told(news)
            await told(news)
            write(database, conversation, "hello again")
            assert await told(news)
        watching.cancel()

    asyncio.run(scenario())


def test_only_what_is_not_known_is_read_each_message_followed_by_its_replies(database: Database) -> None:
    inbox, transcripts = Inbox(database, Clock()), Transcripts(database)
    conversation = inbox.open("website", "en", {})
    first = inbox.receive(conversation, "a", "first")
    second = inbox.receive(conversation, "b", "second")
    inbox.answer(second, [Reply("to the second")], "en")
    inbox.answer(first, [Reply("to the first"), Reply("and more")], "en")
    lines = transcripts.of(conversation).lines
    assert [line.text for line in lines] == ["first", "to the first", "and more", "second", "to the second"]
    assert [line.sent_as for line in lines] == ["a", None, None, "b", None]
    assert [line.answers for line in lines] == [None, first, first, None, second]
    known = {line.id for line in lines[:3]}
    assert [line.text for line in transcripts.of(conversation, known).lines] == ["second", "to the second"]
    assert transcripts.of(conversation, {line.id for line in lines}).lines == ()


def rename(database: Database, table: str, name: str) -> None:
    with database.write() as session:
        session.execute(text(f"alter table {table} rename to {name}"))
