"""A whole conversation on each channel, through the real clients and the real assistant."""

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from banter.operator_files import read_brand
from banter.settings import ROOT
from bot.words import load_responses
from tests.gateway.slack import fake_slack
from tests.gateway.slack.fake_slack import FakeSlack
from tests.gateway.telegram import fake_telegram
from tests.gateway.telegram.fake_telegram import FakeTelegram
from tests.product import Product

PATIENCE_S = 90
ANSWERS = {  # by what is asked; in German where the visitor speaks German
    "en": {
        "need": "we need to sort enquiries from our website",
        "company": "Juniper & Sons Ltd",
        "person_name": "Maya Lindqvist",
        "email": "maya.lindqvist@juniper-sons.example",
        "budget": "about 25k euros",
        "authority": "I decide",
        "timeline": "next quarter",
        "contact_opt_in": "Yes",
        "marketing_opt_in": "No thanks",
        "confirmed": "yes, that's right",
    },
    "de": {
        "need": "Wir möchten Anfragen von unserer Website vorsortieren",
        "company": "Weber & Söhne GmbH",
        "person_name": "Jonas Wiegand",
        "email": "<mailto:jonas.wiegand@weber-soehne.example|jonas.wiegand@weber-soehne.example>",
        "budget": "ungefähr 25.000 Euro",
        "authority": "Ich entscheide",
        "timeline": "nächstes Quartal",
        "contact_opt_in": "Ja",
        "marketing_opt_in": "Nein, danke",
        "confirmed": "ja, das stimmt",
    },
}
COMMANDS = {
    "/start": "utter_greet",
    "/help": "utter_help",
    "/stop": "utter_stopped",
    "/restart": "utter_restarted",
    "/delete": "utter_ask_erase_confirmed",
}
BUTTONS = ("authority", "contact_opt_in", "marketing_opt_in")
BANT = {"class": "bant", "authority": "decision_maker", "contact_opt_in": True, "marketing_opt_in": False}


@pytest.fixture(scope="module")
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as telegram:
        yield telegram


@pytest.fixture(scope="module")
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as slack:
        yield slack


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory, telegram: FakeTelegram, slack: FakeSlack) -> Iterator[Product]:
    """A product of this module's own, with both channels on."""
    access = {
        "BANTER_TELEGRAM_TOKEN": fake_telegram.TOKEN,
        "BANTER_TELEGRAM_API_URL": telegram.url,
        "BANTER_SLACK_BOT_TOKEN": fake_slack.BOT_TOKEN,
        "BANTER_SLACK_SIGNING_SECRET": fake_slack.SIGNING_SECRET,
        "BANTER_SLACK_API_URL": f"{slack.url}/api",
    }
    with Product(tmp_path_factory.mktemp("channels"), **access) as product:
        slack.events_url = f"{product.base_url}/slack/events"
        yield product


def rows(product: Product, query: str, *values: str) -> list[Any]:
    with sqlite3.connect(product.home / "banter.db", timeout=10) as database:
        return database.execute(query, values).fetchall()


def until_all_is_said(product: Product, channel: str) -> str | None:
    """Waits until everything is answered and delivered; returns what the assistant asks now."""
    unsettled = "select (select count(*) from inbox where answered_at is null), count(*) from deliveries"
    deadline = time.monotonic() + PATIENCE_S
    while rows(product, f"{unsettled} where settled_at is null") != [(0, 0)]:
        assert time.monotonic() < deadline, rows(product, "select * from deliveries where settled_at is null")
        time.sleep(0.05)
    asked = """
        select asks from messages join conversations on conversations.id = conversation_id
        where channel = ? and author = 'bot' order by messages.id desc limit 1
    """
    [(slot,)] = rows(product, asked, channel)
    return slot if slot is None else str(slot)


def answer_everything(
    product: Product, channel: str, language: str, say: Callable[[str], Any], press: Callable[[str], Any]
) -> list[str]:
    """Answers until nothing is asked any more, with buttons where there are some; returns what was asked."""
    asked: list[str] = []
    while (slot := until_all_is_said(product, channel)) is not None:
        assert len(asked) < 15, asked
        asked.append(slot)
        (press if slot in BUTTONS else say)(ANSWERS[language][slot])
    return asked


def taken(telegram: FakeTelegram, *_: Any) -> None:
    """Waits until every update is acknowledged, and so committed."""
    telegram.wait_until(lambda: not telegram.updates, PATIENCE_S)


def lead_of(product: Product, channel: str) -> dict[str, Any]:
    [lead] = [each for each in product.leads() if each["channel"] == channel]
    return lead


def test_a_visitor_from_a_campaign_becomes_a_bant_lead_in_telegram_though_the_web_process_is_killed(
    product: Product, telegram: FakeTelegram
) -> None:
    maya = telegram.person(700, "en")
    maya.says("/start fair-2027")
    taken(telegram)
    until_all_is_said(product, "telegram")  # killed while it sends, it would send that message again
    maya.says(ANSWERS["en"]["need"])
    os.kill(product.pid("web"), signal.SIGKILL)
    maya.says("by the way, is there a trial?")
    product.wait_until_healthy()
    taken(telegram)
    asked = answer_everything(
        product,
        "telegram",
        "en",
        lambda text: taken(telegram, maya.says(text)),
        lambda title: taken(telegram, maya.presses(title)),
    )
    assert {"email", "authority", "contact_opt_in"} <= set(asked)
    lead = lead_of(product, "telegram")
    assert {key: lead[key] for key in BANT} == BANT
    assert (lead["company"], lead["person_name"]) == ("Juniper & Sons Ltd", "Maya Lindqvist")
    assert (lead["email"], lead["language"]) == (ANSWERS["en"]["email"], "en")
    assert lead["source"] == {"start": "fair-2027", "utm_campaign": "fair-2027"}
    said = [text for (text,) in rows(product, "select text from messages where author = 'bot' order by id")]
    assert telegram.texts(700) == said, "each message once, in order"


def test_a_person_becomes_a_bant_lead_in_a_thread_in_slack_in_german(product: Product, slack: FakeSlack) -> None:
    thread = slack.person("U7", "C1").mentions("Guten Tag")["event"]["ts"]
    jonas = slack.person("U7", "C1", thread)
    asked = answer_everything(product, "slack", "de", jonas.says, lambda title: slack.deliver_press(jonas.press(title)))
    assert {"email", "authority", "contact_opt_in"} <= set(asked)
    lead = lead_of(product, "slack")
    assert {key: lead[key] for key in BANT} == BANT
    assert lead["company"].startswith("Weber & Söhne")
    assert lead["person_name"] == "Jonas Wiegand"
    assert (lead["email"], lead["language"]) == ("jonas.wiegand@weber-soehne.example", "de")
    assert {message["thread_ts"] for message in slack.posted} == {thread}


def wordings(response: str, language: str) -> set[str]:
    """All ways in which the shipped brand says a response."""
    brand = read_brand(ROOT / "banter.yml")
    values = {"company": brand.company, "bot": brand.bot, "privacy_url": brand.privacy_url}
    return {variant.text(brand.address).format_map(values) for variant in load_responses()[language][response]}


@pytest.mark.parametrize(
    ("language", "yes", "erased"),
    [("en", "yes", "deleted"), ("de", "ja", "gelöscht")],
)
def test_commands_are_understood_in_both_languages_and_delete_leaves_no_account(
    product: Product, telegram: FakeTelegram, language: str, yes: str, erased: str
) -> None:
    number = {"en": 801, "de": 802}[language]
    jonas = telegram.person(number, language)
    for command, response in COMMANDS.items():
        before = len(telegram.texts(number))
        taken(telegram, jonas.says(command))
        until_all_is_said(product, "telegram")
        replies = telegram.texts(number)[before:]
        assert set(replies) & wordings(response, language), (command, replies)
    taken(telegram, jonas.says(yes))
    until_all_is_said(product, "telegram")
    assert erased in telegram.texts(number)[-1]
    account = "select * from accounts where address = ?"
    telegram.wait_until(lambda: rows(product, account, str(number)) == [], PATIENCE_S)
