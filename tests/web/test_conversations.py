"""Whole conversations in a real browser, whatever happens on the way: a reload, a killed server, no network."""

import os
import re
import signal
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Route, WebSocketRoute, expect

from tests.product import Product
from tests.web.chat_page import ChatPage
from tests.web.conftest import OpenPage

ENGLISH = {
    None: "Hello",
    "need": "We need software to plan the visits of our technicians",
    "company": "Ahornwerk GmbH",
    "person_name": "Carla Brandt",
    "email": "carla.brandt@ahornwerk.example",
    "budget": "about 20000 euros",
    "authority": "I decide",
    "timeline": "next quarter",
    "contact_opt_in": "Yes",
    "marketing_opt_in": "No thanks",
}
GERMAN = {
    None: "Guten Tag",
    "need": "Wir brauchen Software für die Einsatzplanung unserer Techniker",
    "company": "Ahornwerk GmbH",
    "person_name": "Carla Brandt",
    "email": "carla.brandt@ahornwerk.example",
    "budget": "etwa 20000 Euro",
    "authority": "Ich entscheide",
    "timeline": "nächstes Quartal",
    "contact_opt_in": "Ja",
    "marketing_opt_in": "Nein danke",
}
LONGEST_CONVERSATION = 20


def step(chat: ChatPage, answers: Mapping[str | None, str]) -> bool:
    """Answers what the bot asks, by a quick reply where one says it; tells whether it asks for more."""
    titles = chat.choices.all_inner_texts()
    wanted = answers.get(chat.asks, "yes" if answers is ENGLISH else "ja")
    if titles and wanted not in titles:
        wanted = next((title for title in titles if title.lower().startswith(("yes", "ja"))), titles[0])
    if wanted in titles:
        chat.choose(wanted)
    else:
        chat.say(wanted)
    return chat.asks is not None


def converse(chat: ChatPage, answers: Mapping[str | None, str], at_most: int = LONGEST_CONVERSATION) -> None:
    for _ in range(at_most):
        if not step(chat, answers):
            return


def is_the_lead(lead: Mapping[str, Any]) -> bool:
    told = (lead["company"], lead["person_name"], lead["email"], lead["class"])
    return told == ("Ahornwerk GmbH", "Carla Brandt", "carla.brandt@ahornwerk.example", "bant")


@pytest.mark.parametrize(("path", "answers"), [("/", ENGLISH), ("/de", GERMAN)], ids=["en", "de"])
def test_a_whole_conversation_makes_a_bant_lead(
    open_page: OpenPage, banter: Product, path: str, answers: Mapping[str | None, str]
) -> None:
    chat = open_page(path)
    chat.evaluate("window.classes = []; addEventListener('banter:lead', ({detail}) => classes.push(detail.class))")
    converse(chat, answers)
    assert chat.asks is None, chat.said()
    [lead] = banter.leads(conversation=chat.conversation)
    assert is_the_lead(lead), lead
    assert chat.evaluate("classes")[-1] == "bant"
    assert len(set(chat.evaluate("classes"))) == len(chat.evaluate("classes"))
    assert chat.complaints == []


def test_a_reload_at_every_step_changes_nothing(open_page: OpenPage, banter: Product) -> None:
    chat = open_page()
    chat.evaluate("localStorage.leads = ''")
    for _ in range(LONGEST_CONVERSATION):
        more = step(chat, ENGLISH)
        before, choices = chat.said(), chat.choices.all_inner_texts()
        keyboard = chat.field.get_attribute("inputmode")
        chat.page.reload()
        expect(chat.rows).to_have_count(len(before))
        assert chat.said() == before
        assert chat.choices.all_inner_texts() == choices
        expect(chat.field).to_have_attribute("inputmode", str(keyboard))
        if not more:
            break
    chat.evaluate("delete localStorage.leads")
    [lead] = banter.leads(conversation=chat.conversation)
    assert is_the_lead(lead), lead


def test_without_sockets_the_whole_conversation_goes_over_http(open_page: OpenPage, banter: Product) -> None:
    chat = open_page()
    chat.page.route_web_socket(re.compile("/chat/socket$"), lambda socket: socket.close())
    converse(chat, ENGLISH)
    [lead] = banter.leads(conversation=chat.conversation)
    assert is_the_lead(lead), lead
    assert [request.method for request in chat.requests if request.url.endswith("/chat/messages")].count("POST") > 5


def test_without_sockets_what_comes_by_itself_is_looked_for(open_page: OpenPage, banter: Product) -> None:
    first = open_page()
    first.page.route_web_socket(re.compile("/chat/socket$"), lambda socket: socket.close())
    first.say("Hello")
    second = second_tab(first)
    second.say("We need fewer calls")
    expect(first.rows).to_have_count(second.rows.count(), timeout=10_000)
    assert first.said() == second.said()


def test_what_was_written_without_a_network_is_sent_once_when_it_is_back(open_page: OpenPage, banter: Product) -> None:
    chat = open_page()
    chat.say("Hello")
    go_offline(chat)
    for text in ("we need fewer calls", "about deliveries"):
        chat.write(text)
    expect(chat.rows.last).to_have_class(re.compile(r"\bwaiting\b"), timeout=10_000)
    expect(chat.notice).to_contain_text("No connection")
    go_online(chat)
    assert chat.answer()
    expect(chat.notice).to_be_empty()
    assert_said_once(chat, "we need fewer calls", "about deliveries")


def test_what_was_left_unsent_survives_a_reload(open_page: OpenPage) -> None:
    chat = open_page()
    chat.page.route("**/chat**", lambda route: route.abort())
    chat.write("Hello")
    expect(chat.rows.last).to_have_class(re.compile(r"\bwaiting\b"))
    chat.page.unroute("**/chat**")
    chat.page.reload()
    assert chat.answer()
    assert_said_once(chat, "Hello")


def test_a_message_whose_answer_was_lost_on_the_way_is_recorded_once(open_page: OpenPage) -> None:
    chat = open_page()
    chat.page.route_web_socket(re.compile("/chat/socket$"), lambda socket: socket.close())
    chat.say("Hello")
    lost: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().text())
            route.abort()
        else:
            route.continue_()

    chat.page.route("**/chat/messages", lose_the_first_answer)
    chat.write("we need fewer calls")
    assert chat.answer()
    assert "replies" in lost[0]
    assert_said_once(chat, "we need fewer calls")


def test_a_socket_that_went_dead_in_silence_is_noticed_and_the_message_sent_over_http(open_page: OpenPage) -> None:
    chat = open_page()
    dead = False

    def swallow(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda frame: None if dead else server.send(frame))

    chat.page.route_web_socket(re.compile("/chat/socket$"), swallow)
    chat.say("Hello")
    dead = True
    assert chat.say("we need fewer calls")
    assert_said_once(chat, "we need fewer calls")


def test_two_tabs_show_one_conversation(open_page: OpenPage) -> None:
    first = open_page()
    second = second_tab(first)
    first.say("Hello")
    expect(second.rows).to_have_count(first.rows.count(), timeout=5_000)
    second.say("We need fewer calls")
    expect(first.rows).to_have_count(second.rows.count(), timeout=5_000)
    assert first.said() == second.said()
    assert first.conversation == second.conversation
    assert first.choices.all_inner_texts() == second.choices.all_inner_texts()


def test_a_page_that_comes_back_from_the_cache_or_from_sleep_goes_on(open_page: OpenPage, banter: Product) -> None:
    first = open_page()
    first.say("Hello")
    second = second_tab(first)
    first.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    second.say("We need fewer calls")
    first.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(first.rows).to_have_count(second.rows.count(), timeout=5_000)
    assert first.say("We are Ahornwerk GmbH")


def test_a_token_that_the_server_no_longer_knows_starts_a_new_conversation(open_page: OpenPage) -> None:
    chat = open_page()
    chat.say("Hello")
    [key] = chat.kept("localStorage")
    chat.evaluate('(key) => localStorage.setItem(key, \'{"conversation": "gone", "token": "gone"}\')', key)
    chat.page.reload()
    expect(chat.rows).to_have_count(1)
    assert chat.say("Hello again")
    assert chat.conversation != "gone"
    assert "Hello" not in chat.said()


def test_a_conversation_that_was_erased_vanishes_and_the_message_begins_a_new_one(
    open_page: OpenPage, banter: Product
) -> None:
    chat = open_page()
    chat.say("We are Ahornwerk GmbH")
    erased = chat.conversation
    [lead] = banter.leads(conversation=erased)
    headers = {"Authorization": f"Bearer {banter.environment['BANTER_API_TOKEN']}"}
    banter.http.delete(f"{banter.base_url}/api/leads/{lead['id']}", headers=headers, timeout=30).raise_for_status()
    assert chat.say("Hello again")
    assert "We are Ahornwerk GmbH" not in chat.said()
    assert chat.conversation != erased


@pytest.fixture(scope="module")
def own_product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A product whose web process is killed."""
    with Product(tmp_path_factory.mktemp("killed")) as product:
        yield product


def test_a_web_server_killed_and_restarted_in_the_middle_loses_nothing(
    open_url: OpenPage, own_product: Product
) -> None:
    chat = open_url(own_product.base_url, own_product.base_url)
    converse(chat, ENGLISH, at_most=4)
    before = chat.said()
    os.kill(own_product.pid("web"), signal.SIGKILL)
    chat.write("we also want it in German")
    expect(chat.rows.last).to_have_class(re.compile(r"\bwaiting\b"), timeout=10_000)
    assert chat.answer()
    expect(chat.notice).to_be_empty()
    assert chat.said()[: len(before)] == before
    assert_said_once(chat, "we also want it in German")
    converse(chat, ENGLISH)
    [lead] = own_product.leads(conversation=chat.conversation)
    assert is_the_lead(lead), lead


def second_tab(first: ChatPage) -> ChatPage:
    second = ChatPage(first.page.context.new_page(), first.server)
    second.page.goto(first.page.url)
    second.page.locator("banter-chat:defined").wait_for(state="attached")
    return second


def go_offline(chat: ChatPage) -> None:
    """Playwright cuts requests but not open sockets."""
    chat.page.context.set_offline(True)
    chat.evaluate("dispatchEvent(new Event('pagehide'))")


def go_online(chat: ChatPage) -> None:
    chat.page.context.set_offline(False)


def assert_said_once(chat: ChatPage, *texts: str) -> None:
    """On the screen, and after a reload by the server's own account."""
    for _ in range(2):
        said = chat.said()
        assert [said.count(text) for text in texts] == [1] * len(texts)
        chat.page.reload()
        expect(chat.rows).to_have_count(len(said))
