"""What a visitor demands about their own data happens: shown, exported, erased everywhere."""

import sqlite3

import httpx

from leads.database import Database
from leads.suppression import Reached, Suppression, SuppressionList
from tests.product import TOKEN, Product, Visitor


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


def introduced_in_full(banter: Product, surname: str) -> Visitor:
    """Somebody of whom everything is known, in words that occur nowhere else."""
    visitor = banter.visitor(page=f"/prices?ref={surname}")
    visitor.say(f"I'm Quentin {surname} from {surname} Kilns, quentin@{surname.lower()}kilns.example")
    visitor.say("we need help with sorting enquiries about raku glazing")
    visitor.say("my number is +44 161 496 0777")
    return visitor


def files_with(banter: Product, *words: str) -> list[tuple[str, str]]:
    """Every file of the installation in which one of these stands, upper case or not, also as JSON writes it."""
    found = []
    for path in sorted(path for path in banter.home.rglob("*") if path.is_file()):
        content = path.read_bytes().lower()
        found += [(path.name, word) for word in words if word.lower().encode() in content]
    return found


def of(surname: str) -> tuple[str, ...]:
    return (surname, f"quentin@{surname}", "raku glazing", "1614960777", "161 496 0777")


def test_erased_in_the_chat_no_byte_is_left_in_any_file(banter: Product) -> None:
    visitor = introduced_in_full(banter, "Fernhollow")
    assert {word for _, word in files_with(banter, *of("Fernhollow"))} == set(of("Fernhollow"))
    visitor.say("please delete my data")
    visitor.say("yes, delete it")
    assert visitor.lead is None
    assert files_with(banter, *of("Fernhollow")) == []


def test_erased_by_the_api_no_byte_is_left_in_any_file_and_the_person_is_known_again(banter: Product) -> None:
    visitor = introduced_in_full(banter, "Larkmeadow")
    lead = visitor.lead
    assert lead is not None
    assert files_with(banter, *of("Larkmeadow"))
    address = f"{banter.base_url}/api/leads/{lead['id']}"
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert banter.http.get(f"{address}/export", headers=headers).json()["lead"]["email"] == lead["email"]
    banter.http.delete(address, headers=headers).raise_for_status()
    assert files_with(banter, *of("Larkmeadow")) == []
    suppressed = Suppression((banter.home / "suppression-secret").read_text().strip())
    database = Database(f"sqlite:///{banter.home / 'banter.db'}")
    assert SuppressionList(database, suppressed).holds(Reached("quentin@larkmeadowkilns.example"))
    database.close()


def test_whatever_is_not_a_plain_yes_deletes_nothing(banter: Product) -> None:
    visitor = introduced(banter)
    visitor.say("please delete my data")
    visitor.say("hm, maybe tomorrow")
    assert visitor.asks == "budget"
    assert visitor.lead is not None
