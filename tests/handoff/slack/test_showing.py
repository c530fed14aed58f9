"""A lead in a channel of sales: one message that is kept up to date, and a thread with the news."""

from pathlib import Path

import pytest

from tests.gateway.conftest import API_TOKEN
from tests.gateway.fake_bot import FakeBot
from tests.gateway.fake_platform import BAD_GATEWAY, RESET_AFTERWARDS
from tests.gateway.slack.fake_slack import limited, refused
from tests.handoff.slack.conftest import ANA, BEN, CHANNEL, FACTS, Office, opened
from tests.handoff.slack.sales_slack import SalesSlack, titles, words

UPDATED = "The visitor told more; the message above is up to date."


def test_a_lead_is_one_message_with_everything_to_call(office: Office) -> None:
    _, lead, card = office.handed_off()
    shown = words(card["blocks"])
    for part in (
        "Ruth Albers, Seegras Logistik GmbH",
        "*BANT lead, ",
        f"For <@{ANA}> (class = ",
        "<mailto:ruth.albers@seegras.example|ruth.albers@seegras.example>",
        "✅ *Budget*: €20,000",
        ">need: planning our delivery tours",
        "*Visitor*: Hello",
    ):
        assert part in shown
    assert card["text"] == "New: BANT lead, Ruth Albers"
    assert titles(card) == ["I take it", "Open", "Not a fit"]
    assert card["metadata"]["event_payload"]["lead"] == lead
    assert card["unfurl_links"] is False


def test_the_message_is_changed_in_place_and_the_thread_says_so_once(office: Office) -> None:
    visitor, _, _ = office.handed_off()
    for number in range(3):
        office.tells(visitor, industry=f"shipping {number}")
        office.settled()
    assert "Industry: shipping 2" in words(office.slack.card(CHANNEL)["blocks"])
    assert office.slack.thread(CHANNEL) == [UPDATED]


def test_a_reminder_mentions_whose_turn_it_is(office: Office) -> None:
    _, lead, _ = office.handed_off()
    office.chats.query(f"update handoffs set step_at = '2020-01-01 00:00:00' where lead_id = '{lead}'")
    assert office.core.handoffs.take_steps() == 1
    office.settled()
    assert office.slack.thread(CHANNEL) == [f"<@{ANA}> Nobody has taken this lead yet. The visitor is waiting."]


def test_a_person_without_a_channel_gets_a_direct_message_that_is_kept_up_to_date(office: Office) -> None:
    visitor, _ = office.visitor("de")
    office.settled()
    assert office.slack.calls.count(("chat.postMessage", office.slack.posted[0])) <= 1
    assert [each["channel"] for each in office.slack.posted] == [f"D{BEN}"]
    office.tells(visitor, "de", industry="shipping")
    office.settled()
    assert "Industry: shipping" in words(office.slack.card(f"D{BEN}")["blocks"])
    assert office.slack.thread(f"D{BEN}") == [UPDATED]


def test_an_erased_lead_leaves_a_sentence_and_nothing_else(office: Office) -> None:
    visitor, lead, _ = office.handed_off()
    office.core.handoffs.claim(lead, ANA)
    office.core.takeovers.say(lead, "Ana Ruiz", "hello", "1", f"slack:{CHANNEL}")
    visitor.post(text="my number is 0151 2345678")
    office.wait_until(lambda: len(office.slack.thread(CHANNEL)) == 3 and office.is_quiet())
    answer = office.chats.site.http.delete(f"/api/leads/{lead}", headers={"Authorization": f"Bearer {API_TOKEN}"})
    assert answer.is_success
    office.wait_until(lambda: not office.slack.thread(CHANNEL) and office.is_quiet())
    (left,) = office.slack.shown.values()
    assert words(left["blocks"]) == left["text"] == "The visitor had their data erased."


def test_a_deleted_message_is_posted_anew(office: Office) -> None:
    _, lead, card = office.handed_off()
    del office.slack.shown[CHANNEL, card["ts"]]
    office.core.handoffs.claim(lead, ANA)
    office.settled()
    again = office.slack.card(CHANNEL)
    assert "Ana Ruiz has taken this lead." in words(again["blocks"])
    assert titles(again) == ["Won", "Lost", "Open", "Not a fit"]


def test_a_message_whose_answer_got_lost_is_found_and_not_posted_again(office: Office) -> None:
    office.slack.fail("chat.postMessage", RESET_AFTERWARDS)
    _, lead, _ = office.handed_off()
    office.slack.fail("chat.postMessage", RESET_AFTERWARDS)
    office.core.handoffs.claim(lead, ANA)
    office.settled()
    assert len(office.slack.cards(CHANNEL)) == 1
    assert office.slack.thread(CHANNEL) == ["Ana Ruiz has taken this lead."]


def test_slack_is_left_alone_when_it_asks_for_a_pause(office: Office) -> None:
    office.slack.fail("chat.postMessage", limited(1), BAD_GATEWAY)
    office.handed_off()
    tried = [method for method, _ in office.slack.calls if method == "chat.postMessage"]
    assert len(tried) == 1
    assert office.troubles() == ()


@pytest.mark.parametrize(("error", "fix"), [("is_archived", "unarchive it"), ("not_in_channel", "invite the bot to")])
def test_a_channel_that_cannot_be_written_to_is_given_up_with_what_to_do(office: Office, error: str, fix: str) -> None:
    office.slack.fail("chat.postMessage", refused(error))
    office.visitor()
    office.settled()
    (trouble,) = office.troubles()
    assert trouble.given_up
    assert error in str(trouble.cause)
    assert fix in str(trouble.cause)
    assert CHANNEL in str(trouble.cause)


def test_a_wrong_token_is_named_by_its_variable_and_never_shown_and_tried_again(
    tmp_path: Path, slack: SalesSlack, bot: FakeBot
) -> None:
    with opened(tmp_path, slack, bot, BANTER_SLACK_BOT_TOKEN="xoxb-secret") as office:
        office.visitor()
        office.wait_until(office.troubles)
        (trouble,) = office.troubles()
        assert not trouble.given_up
        assert "BANTER_SLACK_BOT_TOKEN" in str(trouble.cause)
        assert "secret" not in str(trouble.cause)
    with opened(tmp_path, slack, bot) as office:
        office.wait_until(lambda: slack.cards(CHANNEL))


def test_blocks_that_slack_refuses_are_told_in_words(office: Office) -> None:
    office.slack.fail("chat.postMessage", refused("invalid_blocks"))
    _, _, card = office.handed_off()
    assert "Ruth Albers" in card["text"]
    assert "ruth.albers@seegras.example" in card["text"]


def test_without_a_way_in_there_is_only_the_link(tmp_path: Path, slack: SalesSlack, bot: FakeBot) -> None:
    with opened(tmp_path, slack, bot, BANTER_SLACK_SIGNING_SECRET="") as office:
        _, lead, card = office.handed_off()
        assert titles(card) == ["Open"]
        assert card["blocks"][-1]["elements"][0]["url"].endswith(f"/console/leads/{lead}")


def test_ugly_data_arrives_within_the_limits(office: Office) -> None:
    ugly = "<!channel> *x* & <https://evil.example|click> 🧑‍🚀 שלום " * 80
    office.visitor(**{**FACTS, "person_name": ugly[:200], "company": ugly[:300], "need": ugly[:4000]})
    office.settled()
    assert office.troubles() == ()
    card = office.slack.card(CHANNEL)
    marked = [block for block in card["blocks"] if block["type"] != "header"]
    assert "<!channel" not in words(marked)
    assert "<https" not in words(marked)
    assert "<!channel" not in card["text"]


def test_a_merged_lead_leaves_a_sentence_without_buttons(office: Office) -> None:
    _, older, _ = office.handed_off()
    _, newer = office.visitor(**{**FACTS, "email": "ruth@home.example"})
    office.wait_until(lambda: len(office.slack.shown) == 2 and office.is_quiet())
    office.core.merging.merge(newer, older, "ana")
    office.settled()
    ended, going_on = sorted(office.slack.cards(CHANNEL), key=lambda card: len(words(card["blocks"])))
    assert words(ended["blocks"]) == "Ruth Albers is the same person as in another message: it goes on there."
    assert titles(ended) == []
    assert "I take it" in titles(going_on)
