"""What a visitor demands about their own data happens: shown, exported, erased everywhere."""

import sqlite3

import httpx

from tests.product import Product, Visitor


def introduced(banter: Product, surname: str = "Ashgrove") -> Visitor:
    visitor = banter.visitor(page=f"/prices?ref={surname}")
    visitor.say(f"I'm Quentin {surname} from {surname} Kilns, quentin@{surname.lower()}kilns.example")
    visitor.say("we need help with sorting enquiries about kilns")
    return visitor


def stored_rows(banter: Product, words: str) -> list[str]:
    """Where any database of ours holds these words."""
    found = []
    for name in ("banter.db", "tracker.db"):
        with sqlite3.connect(banter.home / name, timeout=10) as database:
            for (table,) in database.execute("select name from sqlite_master where type = 'table'").fetchall():
                rows = database.execute(f'select * from "{table}"').fetchall()
                found += [f"{name} {table}" for row in rows if words in repr(row)]
    return found


def test_the_stored_facts_are_shown_in_words(banter: Product) -> None:
    visitor = introduced(banter)
    shown = "\n".join(visitor.say("what have you stored about me?"))
    assert "Quentin Ashgrove" in shown
    assert "quentin@ashgrovekilns.example" in shown
    assert visitor.asks == "budget"


def test_the_export_is_a_file_behind_a_link_that_nobody_can_forge(banter: Product) -> None:
    visitor = introduced(banter)
    said = " ".join(visitor.say("export my data"))
    link = next(word for word in said.split() if word.startswith("http"))
    answer = httpx.get(link)
    assert answer.headers["content-disposition"].startswith("attachment")
    everything = answer.json()
    assert everything["lead"]["email"] == "quentin@ashgrovekilns.example"
    assert "we need help with sorting enquiries about kilns" in [line["text"] for line in everything["messages"]]
    assert httpx.get(link[:-2] + "xx").status_code == 404


def test_deletion_asks_once_and_leaves_nothing(banter: Product) -> None:
    visitor = introduced(banter, "Mossgrove")
    assert stored_rows(banter, "Mossgrove")
    visitor.say("please delete my data")
    assert visitor.asks == "erase_confirmed"
    said = visitor.say("yes, delete it")
    assert visitor.asks is None
    assert visitor.lead is None
    assert [line["text"] for line in visitor.transcript()] == said
    assert stored_rows(banter, "Mossgrove") == []
    assert stored_rows(banter, "mossgrove") == []
    visitor.say("hello")
    assert visitor.asks == "need"


def test_whatever_is_not_a_plain_yes_deletes_nothing(banter: Product) -> None:
    visitor = introduced(banter)
    visitor.say("please delete my data")
    visitor.say("hm, maybe tomorrow")
    assert visitor.asks == "budget"
    assert visitor.lead is not None
