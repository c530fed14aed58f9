"""Whatever is killed, the next message is answered and nothing said before is lost."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from banter.settings import ROOT
from tests.product import START_TIMEOUT_S, Product

OPENING = ("Hello", "we need to sort enquiries from our website", "Juniper Works Ltd")


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A product of this module's own: its processes are killed."""
    with Product(tmp_path_factory.mktemp("crashes")) as product:
        yield product


@pytest.mark.parametrize("victim", ["web", "rasa", "actions"])
def test_after_a_kill_the_next_message_is_answered_and_nothing_is_lost(product: Product, victim: str) -> None:
    visitor = product.visitor("en")
    for line in OPENING:
        visitor.say(line)
    killed = product.pid(victim)
    os.kill(killed, signal.SIGKILL)
    visitor.say("Maya Lindqvist", message_id="the-name", patience=START_TIMEOUT_S)
    assert visitor.asks == "email"
    lead = visitor.lead
    assert lead is not None
    assert (lead["need"], lead["company"], lead["person_name"]) == (
        "to sort enquiries from our website",
        "Juniper Works Ltd",
        "Maya Lindqvist",
    )
    assert product.pid(victim) != killed
    assert [fact["slot"] for fact in lead["facts"]] == ["need", "company", "person_name"]
    product.wait_until_healthy()


def test_a_message_that_rasa_died_on_is_answered_later_under_the_same_id(product: Product) -> None:
    visitor = product.visitor("en")
    visitor.say("Hello")
    os.kill(product.pid("rasa"), signal.SIGKILL)
    said = "we want fewer calls about opening hours"
    replies = visitor.say(said, message_id="kept", patience=START_TIMEOUT_S)
    assert visitor.say(said, message_id="kept") == replies
    assert [line["text"] for line in visitor.transcript() if line["author"] == "visitor"] == ["Hello", said]


def test_health_names_what_is_missing(product: Product) -> None:
    product.wait_until_healthy()
    actions = product.pid("actions")
    os.kill(actions, signal.SIGSTOP)
    try:
        answer = httpx.get(f"{product.base_url}/healthz", timeout=10)
    finally:
        os.kill(actions, signal.SIGCONT)
    assert (answer.status_code, answer.json()["missing"]) == (503, ["actions"])
    product.wait_until_healthy()


def test_a_second_start_says_which_port_is_taken(product: Product) -> None:
    second = subprocess.run(
        [*product.command], cwd=ROOT, env=product.environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert second.returncode == 1
    assert "BANTER_PORT" in second.stderr


def test_ctrl_c_stops_everything_without_an_orphan_and_after_a_restart_the_conversation_goes_on(tmp_path: Path) -> None:
    with Product(tmp_path / "home") as product:
        visitor = product.visitor("de")
        visitor.say("Wir brauchen einen Assistenten für unsere Praxis")
        pids = [product.pid(name) for name in ("web", "rasa", "actions")]
        family = {child.pid for pid in pids for child in psutil.Process(pid).children(recursive=True)} | set(pids)
    assert product.supervisor.returncode == 0
    assert not [pid for pid in family if psutil.pid_exists(pid)]
    assert not list((tmp_path / "home" / "run").iterdir())
    with Product(tmp_path / "home") as product:
        visitor.product = product
        visitor.say("Zahnpraxis Wiegand GmbH")
        assert visitor.asks == "person_name"
        assert visitor.lead is not None
        assert visitor.lead["company"] == "Zahnpraxis Wiegand GmbH"
