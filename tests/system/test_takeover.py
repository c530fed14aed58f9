"""From the first word to the hand-back: real assistant, website chat, Slack, and each process killed in between."""

import os
import signal
from collections.abc import Callable, Iterator

import pytest

from tests.gateway.fake_platform import Json
from tests.gateway.slack import fake_slack
from tests.handoff.slack.conftest import ANA, CHANNEL, QUALIFICATION, file
from tests.handoff.slack.sales_slack import SalesSlack, words
from tests.product import Product, Visitor

PATIENCE_S = 60


@pytest.fixture(scope="module")
def slack() -> Iterator[SalesSlack]:
    with SalesSlack() as slack:
        slack.names = {CHANNEL: "sales"}
        yield slack


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory, slack: SalesSlack) -> Iterator[Product]:
    """A product of this module's own: its processes are killed."""
    home = tmp_path_factory.mktemp("takeover")
    access = {
        "BANTER_QUALIFICATION": file(home, QUALIFICATION.replace("[lead, mql, srl, bant]", "[srl, bant]")),
        "BANTER_SLACK_BOT_TOKEN": fake_slack.BOT_TOKEN,
        "BANTER_SLACK_SIGNING_SECRET": fake_slack.SIGNING_SECRET,
        "BANTER_SLACK_API_URL": f"{slack.url}/api",
    }
    with Product(home, **access) as product:
        slack.events_url = f"{product.base_url}/slack/events"
        yield product


def qualified(product: Product) -> Visitor:
    visitor = product.visitor("en")
    visitor.say("I'm Maya Stern, COO at Seegras, maya@seegras.example")
    visitor.say("we need fewer phone calls about delivery dates, 40k, live by June")
    visitor.say("yes")
    visitor.say("no thanks")
    return visitor


@pytest.fixture
def card(slack: SalesSlack) -> Callable[[], Json]:
    """The message about this test's lead as it stands in the channel now; waits until there is one."""
    before = len(slack.cards(CHANNEL))

    def now() -> Json:
        slack.wait_until(lambda: len(slack.cards(CHANNEL)) > before, PATIENCE_S)
        return slack.cards(CHANNEL)[before]

    return now


def kill(product: Product, name: str) -> None:
    os.kill(product.pid(name), signal.SIGKILL)


def lines(product: Product, visitor: Visitor) -> list[tuple[str, str]]:
    headers = {"Authorization": f"Bearer {visitor.token}"}
    answer = product.http.get(f"{product.base_url}/chat/messages", headers=headers, timeout=30).raise_for_status()
    return [(line["author"], line["text"]) for line in answer.json()["messages"]]


def test_sales_reads_claims_talks_and_hands_back_although_every_process_dies_in_between(
    product: Product, slack: SalesSlack, card: Callable[[], Json]
) -> None:
    visitor = qualified(product)
    slack.wait_until(lambda: "BANT" in words(card()["blocks"]), PATIENCE_S)
    shown = words(card()["blocks"])
    for expected in ("Maya Stern", "Seegras", "maya@seegras.example", "fewer phone calls about delivery dates", "40k"):
        assert expected in shown
    slack.presses(ANA, card(), "I take it")
    slack.wait_until(lambda: f"Taken by <@{ANA}>" in words(card()["blocks"]), PATIENCE_S)

    slack.replies(ANA, card(), "Hello Maya, Ana here.")
    assert ("person", "Hello Maya, Ana here.") in lines(product, visitor)
    for name in ("web", "rasa", "actions"):
        kill(product, name)
        assert visitor.say(f"Is anybody there after {name}?") == [], "the assistant is silent"
        product.wait_until_healthy()
        asked = f"Is anybody there after {name}?"
        slack.wait_until(lambda asked=asked: any(asked in line for line in slack.thread(CHANNEL)), PATIENCE_S)
        again = slack.replies(ANA, card(), f"Still here after {name}.")
        assert slack.deliver(again).status_code == 200, "Slack delivers it a second time"
        assert lines(product, visitor).count(("person", f"Still here after {name}.")) == 1
    assert len([line for line in slack.thread(CHANNEL) if "Is anybody there after" in line]) == 3

    slack.replies(ANA, card(), "// they pay on time")
    slack.replies(ANA, card(), "back")
    *_, left, question = lines(product, visitor)
    assert left == ("bot", "Ana Ruiz has handed back to me. I'm Bante, the assistant, and go on from here.")
    assert "Is that right?" in question[1]
    assert not any("they pay on time" in text for _, text in lines(product, visitor))
    assert visitor.say("yes, that's right")
    (lead,) = product.leads(conversation=visitor.conversation)
    assert (lead["class"], lead["stage"]) == ("bant", "claimed")


def test_who_asks_for_a_person_gets_one_within_the_chat(
    product: Product, slack: SalesSlack, card: Callable[[], Json]
) -> None:
    visitor = product.visitor("en")
    visitor.say("can I talk to a human please?")
    slack.wait_until(lambda: any("asks for a person" in line for line in slack.thread(CHANNEL)), PATIENCE_S)
    slack.replies(ANA, card(), "Here I am.")
    assert ("person", "Here I am.") in lines(product, visitor)
