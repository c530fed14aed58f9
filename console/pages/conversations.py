"""Conversations that did not become leads, and messages that were not understood."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.guard import NoSuchPage, see, storable
from console.navigation import HOME
from console.visit import LANGUAGES, Visit
from leads.audit import Deed
from leads.conversations import Conversations, Talks
from leads.errors import BadCursor
from leads.suggestions import INTENTS, Suggestion
from leads.values import READERS

CONVERSATIONS = f"{HOME}/conversations"
LARGEST_ID = 2**31 - 1
LONGEST_SENTENCE = 500
FILE = "suggestions.yml"
BACK = {"lost": CONVERSATIONS, "unclear": f"{CONVERSATIONS}/unclear"}
"""Where a suggestion leads back to, by the list in which it was made."""


class Typed(BaseModel):
    """A suggestion as it was sent: the sentence may have been shortened, names taken out of it."""

    text: str = ""
    language: str = ""
    intent: str = ""
    to: str = ""


def conversations_page(desk: ConsoleDesk) -> APIRouter:
    """Everybody reads; marketing suggests what the assistant should learn."""
    routes = desk.router()
    looking, suggesting = desk.allowed("conversations.see"), desk.allowed("sentences.suggest")
    stored, suggestions = Conversations(desk.database), desk.insight.suggestions

    choices = {"intents": INTENTS, "languages": LANGUAGES}

    def chosen() -> Mapping[tuple[str, str], str]:
        return {(each.text, each.language): each.intent for each in suggestions.all()}

    def list_of(visit: Visit, status: int = 200) -> Response:
        shown = {"suggestions": suggestions.all(), "tab": "suggestions", "problem": status != 200}
        return desk.pages.show(visit, "suggestions", status, **shown)

    @routes.get("/conversations")
    def without_lead(visit: Annotated[Visit, looking], question: str = "", after: str = "", done: str = "") -> Response:
        asked = question if question in READERS else None
        shown = {"talks": _page(stored, asked, storable(after)), "question": asked, "after": after, "tab": "lost"}
        return desk.pages.show(visit, "conversations", chosen=chosen(), done=done == "suggested", **choices, **shown)

    @routes.get("/conversations/unclear")
    def unclear(visit: Annotated[Visit, looking], after: str = "", done: str = "") -> Response:
        page = stored.unclear(after=_number(after))
        shown = {"unclear": page, "chosen": chosen(), "after": after, "done": done == "suggested", "tab": "unclear"}
        return desk.pages.show(visit, "unclear", **choices, **shown)

    @routes.get("/conversations/suggestions")
    def suggested(visit: Annotated[Visit, suggesting]) -> Response:
        return list_of(visit)

    @routes.get("/conversations/suggestions.yml", dependencies=[suggesting])
    def download() -> Response:
        headers = {"Content-Disposition": f'attachment; filename="{FILE}"', "Cache-Control": "no-store"}
        return Response(suggestions.as_yaml(), media_type="application/yaml", headers=headers)

    @routes.post("/conversations/suggestions")
    def suggest(visit: Annotated[Visit, suggesting], typed: Annotated[Typed, Form()]) -> Response:
        text = " ".join(storable(typed.text).encode("utf-8", "replace").decode().split())[:LONGEST_SENTENCE]
        if not text or typed.language not in LANGUAGES:
            return list_of(visit, 422)
        intent = typed.intent if typed.intent in INTENTS else ""
        suggestions.add(Suggestion(text, typed.language, intent))
        desk.note(visit, Deed.SENTENCE_SUGGESTED, count=1)
        return see(f"{BACK.get(typed.to, BACK['unclear'])}?done=suggested")

    @routes.post("/conversations/suggestions/removed")
    def remove(visit: Annotated[Visit, suggesting], typed: Annotated[Typed, Form()]) -> Response:
        suggestions.remove(typed.text, typed.language)
        desk.note(visit, Deed.SENTENCE_SUGGESTED, removed=True)
        return see(f"{CONVERSATIONS}/suggestions")

    @routes.get("/conversations/{conversation}")
    def one(visit: Annotated[Visit, looking], conversation: str) -> Response:
        conversation = storable(conversation)
        talk = stored.has(conversation)
        if talk is None:
            raise NoSuchPage
        lead = stored.lead_of(conversation)
        if lead is not None:
            return see(f"{HOME}/leads/{lead}")
        transcript = desk.inbox.transcript(conversation)
        return desk.pages.show(visit, "conversation", talk=talk, transcript=transcript, chosen=chosen(), **choices)

    return routes


def _page(stored: Conversations, question: str | None, after: str) -> Talks:
    """What is no place to go on from leads to the first page."""
    try:
        return stored.without_lead(question=question, after=after or None)
    except BadCursor:
        return stored.without_lead(question=question)


def _number(after: str) -> int | None:
    return min(int(after), LARGEST_ID) if after.isascii() and after.isdecimal() and len(after) < 12 else None
