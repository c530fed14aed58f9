"""What people of sales do in Slack, through signed requests to the running product, and what comes of it."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import create_engine

from leads.handoff_view import HandOff
from tests.gateway.fake_bot import FakeBot
from tests.gateway.slack.fake_slack import APP_TOKEN, BOT_ID, BOT_USER, refused
from tests.handoff.slack.conftest import ANA, BEN, CHANNEL, ZOE, Office, opened
from tests.handoff.slack.sales_slack import SalesSlack, titles, words


def handoff_of(office: Office, lead: str) -> HandOff:
    handoff = office.core.handoffs.of(lead)
    assert handoff is not None
    return handoff


def outcome_of(office: Office, lead: str) -> tuple[str, str | None, str]:
    briefing = office.core.briefings.of(lead)
    assert briefing is not None
    assert briefing.closed is not None
    return briefing.closed.outcome, briefing.closed.reason, briefing.closed.by


def visitors_view(office: Office, conversation: str) -> list[tuple[str, str | None, str]]:
    return [(line.author, line.person, line.text) for line in office.core.inbox.transcript(conversation)]


def test_a_lead_is_claimed_by_button_and_everybody_sees_who_has_it(office: Office) -> None:
    _, lead, card = office.handed_off()
    assert office.slack.presses(ANA, card, "I take it").status_code == 200
    office.wait_until(lambda: office.slack.thread(CHANNEL) == ["Ana Ruiz has taken this lead."])
    assert handoff_of(office, lead).claimed_by == "Ana Ruiz"
    now = office.slack.card(CHANNEL)
    assert "Taken by <@U0ANA> after" in words(now["blocks"])
    assert titles(now) == ["Won", "Lost", "Open", "Not a fit"]
    office.wait_until(lambda: office.slack.whispered(ANA) == ["The lead is yours."])


def test_of_two_who_press_at_once_one_wins_and_the_other_is_told_who(office: Office) -> None:
    _, lead, card = office.handed_off()
    with ThreadPoolExecutor(2) as people:
        answers = list(people.map(lambda user: office.slack.presses(user, card, "I take it"), (BEN, ANA)))
    assert [answer.status_code for answer in answers] == [200, 200]
    winner = handoff_of(office, lead).claimed_by
    won, lost = (ANA, BEN) if winner == "Ana Ruiz" else (BEN, ANA)
    office.wait_until(lambda: office.slack.whispered(won) == ["The lead is yours."])
    office.wait_until(lambda: office.slack.whispered(lost) == [f"{winner} was faster: the lead is taken."])


def test_somebody_who_is_not_in_the_file_is_called_as_in_slack(office: Office) -> None:
    _, lead, card = office.handed_off()
    office.slack.presses(ZOE, card, "I take it")
    assert handoff_of(office, lead).claimed_by == "Zoë Q. Stranger"


def test_somebody_whose_name_slack_does_not_say_is_told_apart_by_their_id(office: Office) -> None:
    _, lead, card = office.handed_off()
    office.slack.presses("U0NOBODY", card, "I take it")
    assert handoff_of(office, lead).claimed_by == "U0NOBODY"


def test_why_a_lead_does_not_fit_is_asked_in_a_form(office: Office) -> None:
    _, lead, card = office.handed_off()
    office.slack.presses(ANA, card, "Not a fit")
    office.wait_until(lambda: office.slack.forms)
    (form,) = office.slack.forms
    assert [option["value"] for option in form["blocks"][0]["element"]["options"]][:2] == ["too_small", "no_budget"]
    submission = office.slack.submission(ANA, form, "no_budget", "they <laughed>")
    for _ in range(2):
        assert office.slack.deliver_press(submission).status_code == 200
    office.settled()
    assert outcome_of(office, lead) == ("not_a_fit", "no_budget", "Ana Ruiz")
    shown = words(office.slack.card(CHANNEL)["blocks"])
    assert "Not a fit, says <@U0ANA>: No budget" in shown
    assert shown.count("📝 Ana Ruiz: they &lt;laughed&gt;") == 1
    assert titles(office.slack.card(CHANNEL)) == ["Open"]


def test_won_and_lost_flow_back(office: Office) -> None:
    _, lead, card = office.handed_off()
    office.slack.presses(ANA, card, "I take it")
    office.wait_until(lambda: "Won" in titles(office.slack.card(CHANNEL)))
    office.slack.presses(ANA, office.slack.card(CHANNEL), "Lost")
    office.wait_until(lambda: office.slack.forms)
    office.slack.deliver_press(office.slack.submission(ANA, office.slack.forms[0], "competitor"))
    assert outcome_of(office, lead) == ("lost", "competitor", "Ana Ruiz")
    office.slack.presses(BEN, office.slack.cards(CHANNEL)[0] | {"blocks": card_with("Won", lead)}, "Won")
    assert outcome_of(office, lead) == ("won", None, "Ben Adler")


def test_when_the_form_cannot_be_shown_the_person_is_told(office: Office) -> None:
    _, _, card = office.handed_off()
    office.slack.fail("views.open", refused("expired_trigger_id"))
    office.slack.presses(ANA, card, "Not a fit")
    office.wait_until(lambda: office.slack.whispered(ANA) == ["That could not be stored now. Try again in a moment."])


def test_whoever_writes_in_the_thread_talks_with_the_visitor_until_they_hand_back(office: Office) -> None:
    visitor, _, card = office.handed_off()
    text = "Hi &amp; hello :wave:, see <https://seegras.example|our site>"
    emoji = {"type": "rich_text", "elements": [{"type": "emoji", "name": "wave", "unicode": "1f44b"}]}
    office.slack.replies(ANA, card, text, blocks=[emoji])
    said = ("person", "Ana Ruiz", "Hi & hello 👋, see our site (https://seegras.example)")
    assert said in visitors_view(office, visitor.conversation)
    assert visitor.post(text="Do you ship to *Malta*?").json()["replies"] == []
    office.wait_until(lambda: "Visitor: Do you ship to ∗Malta∗?" in office.slack.thread(CHANNEL))
    assert office.chats.bot.heard == ["Hello"]
    office.settled()
    office.slack.presses(ANA, office.slack.card(CHANNEL), "Hand back")
    office.wait_until(lambda: office.slack.thread(CHANNEL)[-1] == "The assistant goes on with the conversation.")
    assert visitor.say("And now?") == ["You said: And now?"]
    assert "Hand back" not in titles(office.slack.card(CHANNEL))


def test_the_word_hands_back_too(office: Office) -> None:
    visitor, _, card = office.handed_off()
    office.slack.replies(ANA, card, "Hello!")
    office.slack.replies(ANA, card, "back")
    office.wait_until(lambda: "The assistant goes on." in office.slack.whispered(ANA))
    assert visitor.say("And now?") == ["You said: And now?"]


def test_a_note_and_a_word_to_a_colleague_stay_among_us(office: Office) -> None:
    visitor, lead, card = office.handed_off()
    before = visitors_view(office, visitor.conversation)
    note = office.slack.replies(ANA, card, "// knows <@U0BEN> from Kiel")
    office.slack.deliver(note)
    office.slack.replies(ANA, card, "<@U0BEN> can you take this one?")
    office.wait_until(lambda: len(office.slack.whispered(ANA)) == 3)
    assert office.slack.whispered(ANA)[-1].startswith("That names a colleague")
    assert visitors_view(office, visitor.conversation) == before
    briefing = office.core.briefings.of(lead)
    assert briefing is not None
    assert briefing.notes == ("Ana Ruiz: knows @U0BEN from Kiel",)


def test_an_event_that_comes_again_and_the_second_event_of_a_mention_have_no_effect(office: Office) -> None:
    visitor, _, card = office.handed_off()
    body = office.slack.replies(ANA, card, f"<@{BOT_USER}> Hello!")
    office.slack.deliver(body, X_Slack_Retry_Num="1", X_Slack_Retry_Reason="http_timeout")
    office.slack.deliver(office.slack.envelope({**body["event"], "type": "app_mention"}))
    said = [line for line in visitors_view(office, visitor.conversation) if line[0] == "person"]
    assert said == [("person", "Ana Ruiz", "Hello!")]
    assert office.chats.bot.heard == ["Hello"]


def test_edits_bots_and_joins_are_ignored(office: Office) -> None:
    visitor, _, card = office.handed_off()
    before = visitors_view(office, visitor.conversation)
    for parts in (
        {"subtype": "message_changed"},
        {"subtype": "channel_join"},
        {"subtype": "bot_message", "bot_id": "B9"},
        {"bot_id": BOT_ID},
        {"user": BOT_USER},
        {"hidden": True},
    ):
        office.slack.replies(ANA, card, "x", **parts)
    office.slack.replies(ANA, card, "", files=[{"mimetype": "image/png"}], subtype="file_share")
    office.wait_until(lambda: office.slack.whispered(ANA) == ["Only text reaches the visitor. Please say it in words."])
    assert visitors_view(office, visitor.conversation) == before


def test_a_direct_message_is_answered_in_its_thread(office: Office) -> None:
    visitor, _ = office.visitor("de")
    office.settled()
    card = office.slack.card(f"D{BEN}")
    office.slack.replies(BEN, card, "Guten Tag!")
    assert ("person", "Ben Adler", "Guten Tag!") in visitors_view(office, visitor.conversation)
    visitor.post(text="Hallo Ben")
    office.wait_until(lambda: "Visitor: Hallo Ben" in office.slack.thread(f"D{BEN}"))


def test_threads_of_others_are_still_visitors(office: Office) -> None:
    office.handed_off()
    other = office.slack.person("U7", "C1").mentions("hello")["event"]["ts"]
    office.slack.wait_for("C1", "You said: hello")
    office.slack.person("U7", "C1", other).says("we are Weber")
    office.slack.wait_for("C1", "You said: hello", "You said: we are Weber")


def test_while_the_database_is_away_slack_comes_again(office: Office) -> None:
    visitor, lead, card = office.handed_off()
    engine = create_engine(office.chats.site.database_url)
    body = office.slack.reply(ANA, card, "Hello!")
    with engine.connect() as connection:
        connection.exec_driver_sql("begin immediate")
        assert office.slack.deliver(body).status_code == 503
        assert office.slack.presses(ANA, card, "I take it").status_code == 503
        connection.exec_driver_sql("rollback")
    engine.dispose()
    office.wait_until(lambda: office.slack.whispered(ANA) == ["That could not be stored now. Try again in a moment."])
    assert handoff_of(office, lead).claimed_by is None
    assert office.slack.deliver(body).status_code == 200
    assert ("person", "Ana Ruiz", "Hello!") in visitors_view(office, visitor.conversation)


def test_what_slack_did_not_sign_does_nothing(office: Office) -> None:
    _, lead, card = office.handed_off()
    form = f"payload={quote(json.dumps(office.slack.press(ANA, card, 'I take it')))}"
    answer = office.slack.post(form.encode(), "application/x-www-form-urlencoded", secret="wrong")
    assert answer.status_code == 401
    assert handoff_of(office, lead).claimed_by is None


@pytest.mark.parametrize(
    "spoiled", [{"trigger_id": None}, {"actions": []}, {"user": {}}, {"channel": "C0"}, {"message": None}]
)
def test_a_malformed_press_is_no_end_of_anything(office: Office, spoiled: dict[str, object]) -> None:
    _, lead, card = office.handed_off()
    office.slack.deliver_press({**office.slack.press(ANA, card, "I take it"), **spoiled})
    assert handoff_of(office, lead).claimed_by is None
    office.slack.presses(ANA, card, "I take it")
    assert handoff_of(office, lead).claimed_by == "Ana Ruiz"


def test_over_the_socket_it_is_the_same(tmp_path: Path, slack: SalesSlack, bot: FakeBot) -> None:
    secrets = {"BANTER_SLACK_SIGNING_SECRET": "", "BANTER_SLACK_APP_TOKEN": APP_TOKEN}
    with opened(tmp_path, slack, bot, **secrets) as office:
        slack.wait_until(lambda: slack.is_connected)
        visitor, lead, card = office.handed_off()
        slack.over_socket("interactive", slack.press(ANA, card, "Not a fit"))
        slack.wait_until(lambda: slack.forms)
        slack.over_socket("events_api", slack.reply(BEN, card, "Hello!"))
        slack.over_socket("interactive", slack.submission(ANA, slack.forms[0], "too_small"))
        slack.wait_until(lambda: not slack.unacknowledged)
        assert outcome_of(office, lead) == ("not_a_fit", "too_small", "Ana Ruiz")
        assert ("person", "Ben Adler", "Hello!") in visitors_view(office, visitor.conversation)


def card_with(title: str, lead: str) -> list[dict[str, object]]:
    """A message that somebody's Slack has not updated yet."""
    element = {
        "type": "button",
        "text": {"type": "plain_text", "text": title},
        "action_id": f"handoff_{title.casefold()}",
        "value": lead,
    }
    return [{"type": "actions", "elements": [element]}]
