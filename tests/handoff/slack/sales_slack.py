"""The hand-written Slack with a channel of sales in it: messages as they stand there now, forms, names, direct ones."""

import json
from collections.abc import Sequence
from typing import Any

import httpx

from tests.gateway.fake_platform import Json
from tests.gateway.slack.block_rules import wrong_blocks
from tests.gateway.slack.fake_slack import BOT_ID, BOT_USER, TEAM, FakeSlack

SCOPES = "app_mentions:read,channels:history,channels:read,chat:write,im:history,users:read"


class SalesSlack(FakeSlack):
    """``shown`` has the messages by channel and moment, in the order in which they were posted; who writes to a
    member finds the message in a direct channel."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[tuple[str, str], Json] = {}
        self.names: dict[str, str] = {}
        self.forms: list[Json] = []
        self.deleted: list[str] = []
        self.absent: set[str] = set()
        self.scopes = SCOPES

    def cards(self, channel: str) -> list[Json]:
        """The messages in a channel outside of threads."""
        return [each for (where, _), each in self.shown.items() if where == channel and not each.get("thread_ts")]

    def card(self, channel: str) -> Json:
        (card,) = self.cards(channel)
        return card

    def thread(self, channel: str) -> list[str]:
        """What stands in the threads of a channel."""
        return [
            words(each["blocks"])
            for (where, _), each in self.shown.items()
            if where == channel and each.get("thread_ts")
        ]

    def whispered(self, user: str) -> list[str]:
        """What only this member sees."""
        return [each["text"] for each in self.ephemeral if each["user"] == user]

    def press(self, user: str, card: Json, title: str) -> Json:
        """What Slack posts when a member presses a button."""
        element = next(each for each in buttons(card) if each["text"]["text"] == title)
        pressed = {key: element[key] for key in ("type", "action_id", "value")}
        return {
            "type": "block_actions",
            "team": {"id": TEAM, "domain": "seegras"},
            "user": {"id": user, "username": user.casefold(), "team_id": TEAM},
            "api_app_id": "A0",
            "token": "x",
            "container": {"type": "message", "message_ts": card["ts"], "channel_id": card["channel"]},
            "trigger_id": f"{next(self.numbers)}.x",
            "channel": {"id": card["channel"], "name": "sales"},
            "message": {"type": "message", "user": BOT_USER, "bot_id": BOT_ID, "ts": card["ts"]},
            "response_url": "https://hooks.slack.example/x",
            "actions": [{**pressed, "block_id": "b", "action_ts": self.timestamp()}],
        }

    def submission(self, user: str, form: Json, reason: str, more: str | None = None) -> Json:
        """What Slack posts when a member sends a form."""
        (select, typed) = (block["element"]["action_id"] for block in form["blocks"])
        values = {
            select: {select: {"type": "static_select", "selected_option": {"value": reason}}},
            typed: {typed: {"type": "plain_text_input", "value": more}},
        }
        view = {**form, "id": f"V{next(self.numbers)}", "state": {"values": values}}
        return {"type": "view_submission", "team": {"id": TEAM}, "user": {"id": user}, "token": "x", "view": view}

    def presses(self, user: str, card: Json, title: str) -> httpx.Response:
        return self.deliver_press(self.press(user, card, title))

    def reply(self, member: str, card: Json, text: str, **parts: Any) -> Json:
        """The event of a message in the thread of a card."""
        person = self.person(member, card["channel"], card["ts"])
        return self.envelope(person.message(text, **parts))

    def replies(self, member: str, card: Json, text: str, **parts: Any) -> Json:
        """Writes in the thread of a card, and Slack delivers it."""
        body = self.reply(member, card, text, **parts)
        assert self.deliver(body).status_code == 200
        return body

    def _chat_postmessage(self, arguments: Json) -> Json:
        channel = arguments["channel"]
        if channel in self.absent:
            return {"ok": False, "error": "not_in_channel"}
        if channel.startswith("U"):
            arguments = {**arguments, "channel": f"D{channel}"}
        answer = super()._chat_postmessage(arguments)
        if answer["ok"]:
            self.shown[arguments["channel"], answer["ts"]] = self.posted[-1]
        return answer

    def _chat_update(self, arguments: Json) -> Json:
        found = self.shown.get((arguments["channel"], arguments["ts"]))
        if found is None:
            return {"ok": False, "error": "message_not_found"}
        if wrong := wrong_blocks(arguments.get("blocks") or []):
            return {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": wrong}}
        with self.changed:
            self.shown[arguments["channel"], arguments["ts"]] = {**found, **arguments}
        return super()._chat_update(arguments)

    def _chat_delete(self, arguments: Json) -> Json:
        with self.changed:
            found = self.shown.pop((arguments["channel"], arguments["ts"]), None)
            self.deleted.append(arguments["ts"])
        return {"ok": True} if found else {"ok": False, "error": "message_not_found"}

    def _conversations_history(self, arguments: Json) -> Json:
        return {"ok": True, "messages": list(reversed(self.cards(arguments["channel"])))}

    def _conversations_replies(self, arguments: Json) -> Json:
        channel, root = arguments["channel"], arguments["ts"]
        below = [each for (where, _), each in self.shown.items() if where == channel and each.get("thread_ts") == root]
        newer = [each for each in below if float(each["ts"]) > float(arguments["oldest"])]
        return {"ok": True, "messages": [self.shown[channel, root], *newer]}

    def _conversations_info(self, arguments: Json) -> Json:
        channel = arguments["channel"]
        if "channels:read" not in self.scopes:
            return {"ok": False, "error": "missing_scope", "needed": "channels:read", "provided": self.scopes}
        if channel not in self.names:
            return {"ok": False, "error": "channel_not_found"}
        about = {"is_archived": channel in self.archived, "is_member": channel not in self.absent}
        return {"ok": True, "channel": {"id": channel, "name": self.names[channel], **about}}

    def _users_info(self, arguments: Json) -> Json:
        name = self.names.get(arguments["user"])
        if name is None:
            return {"ok": False, "error": "user_not_found"}
        profile = {"display_name": name, "real_name": f"{name} (real)"}
        return {"ok": True, "user": {"id": arguments["user"], "name": "x", "profile": profile}}

    def _views_open(self, arguments: Json) -> Json:
        view = arguments["view"]
        for title in ("title", "submit"):
            assert len(view[title]["text"]) <= 24
        with self.changed:
            self.forms.append(json.loads(view) if isinstance(view, str) else view)
        return {"ok": True, "view": {}}


def buttons(card: Json) -> list[Json]:
    return [each for block in card["blocks"] if block["type"] == "actions" for each in block["elements"]]


def titles(card: Json) -> list[str]:
    return [each["text"]["text"] for each in buttons(card)]


def words(blocks: Sequence[Json]) -> str:
    """All that is written in blocks."""
    texts = [
        text["text"]
        for block in blocks
        for text in ([block["text"]] if "text" in block else block["elements"])
        if isinstance(text["text"], str)
    ]
    return "\n".join(texts)
