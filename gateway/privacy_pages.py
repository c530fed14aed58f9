"""The pages behind the links in letters: they show with GET, which mail scanners do, too, and act with POST only."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gateway.privacy_links import PrivacyLinks
from gateway.privacy_words import Notice, PageWords
from leads.double_opt_in import DoubleOptIn, OptIn
from leads.errors import OptInConfirmed, OptInExpired, StoreUnavailable, UnknownLead, UnknownOptIn
from leads.model import Lead
from leads.withdrawal import Withdrawals

TEMPLATES = Path(__file__).parent / "templates"
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
LOOK = ["GET", "HEAD"]


@dataclass(frozen=True)
class Speaker:
    """In whose name the pages speak."""

    company: str
    privacy_url: str
    default_language: str
    words: Mapping[str, PageWords]


class PrivacyPages:
    """Renders the pages in the visitor's language."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def language(self, request: Request) -> str:
        """The first language of the browser that we speak; for links that tell nothing about their reader."""
        wanted = request.headers.get("accept-language", "").split(",")
        spoken = (each.strip()[:2].casefold() for each in wanted)
        return next((each for each in spoken if each in self._speaker.words), self._speaker.default_language)

    def notice(self, language: str, name: str, status: int = 200) -> HTMLResponse:
        """A page that tells something."""
        said: Notice = getattr(self._words(language), name)
        return self._page("notice", language, status, title=said.title, text=self._filled(said.text))

    def confirm(self, opt_in: OptIn) -> HTMLResponse:
        """The page that asks to confirm, with the question as it was put and the answer."""
        words = self._words(opt_in.language).confirm
        text = self._filled(words.text, address=opt_in.address)
        return self._page("confirm", opt_in.language, 200, title=words.title, text=text, asks=words, opt_in=opt_in)

    def withdraw(self, lead: Lead, purpose: str) -> HTMLResponse:
        """The page that asks whether a permission shall be withdrawn."""
        words = self._words(lead.language).withdraw
        text = self._filled(getattr(words, purpose))
        return self._page("withdraw", lead.language, 200, title=words.title, text=text, asks=words)

    def withdrawal_words(self, language: str, *, for_ever: bool) -> str:
        """The words of the button that was pressed: they are the evidence."""
        words = self._words(language).withdraw
        return words.never_again if for_ever else words.button

    def _words(self, language: str) -> PageWords:
        return self._speaker.words.get(language, self._speaker.words[self._speaker.default_language])

    def _filled(self, text: str, **more: str) -> str:
        return text.format(company=self._speaker.company, **more)

    def _page(self, template: str, language: str, status: int, **values: object) -> HTMLResponse:
        shown = {"language": language, "words": self._words(language), "speaker": self._speaker, **values}
        html = self._templates.get_template(f"{template}.html").render(shown).encode("utf-8", "replace")
        return HTMLResponse(html, status, HEADERS)


def privacy_pages(
    links: PrivacyLinks,
    pages: PrivacyPages,
    opt_ins: DoubleOptIn,
    withdrawals: Withdrawals,
    leads: Callable[[str], Lead],
) -> APIRouter:
    """The routes. ``leads`` reads a lead, raising ``UnknownLead``."""
    routes = APIRouter(prefix="/privacy", tags=["privacy"], route_class=_route_that_explains(pages))

    @routes.api_route("/opt-in/{token}", methods=LOOK)
    async def ask_to_confirm(token: str) -> Response:
        return pages.confirm(await asyncio.to_thread(opt_ins.requested, links.opt_in(token) or ""))

    @routes.post("/opt-in/{token}")
    async def confirm(token: str) -> Response:
        confirmed = await asyncio.to_thread(opt_ins.confirm, links.opt_in(token) or "")
        return pages.notice(confirmed.language, "confirmed")

    @routes.api_route("/withdraw/{token}", methods=LOOK)
    async def ask_to_withdraw(token: str) -> Response:
        lead_id, purpose = _named(links, token)
        return pages.withdraw(await asyncio.to_thread(leads, lead_id), purpose)

    @routes.post("/withdraw/{token}")
    async def withdraw(token: str, request: Request) -> Response:
        """Also what a mail program posts by itself, by RFC 8058: ``List-Unsubscribe=One-Click``."""
        lead_id, purpose = _named(links, token)
        for_ever = "never_again" in parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
        lead = await asyncio.to_thread(leads, lead_id)
        words = pages.withdrawal_words(lead.language, for_ever=for_ever)
        if for_ever:
            await asyncio.to_thread(withdrawals.never_again, lead_id, words)
        else:
            await asyncio.to_thread(withdrawals.withdraw, lead_id, purpose, words)
        return pages.notice(lead.language, "never_again" if for_ever else "withdrawn")

    return routes


def _named(links: PrivacyLinks, token: str) -> tuple[str, str]:
    named = links.withdrawal(token)
    if named is None:
        raise UnknownLead(token)
    return named


def _route_that_explains(pages: PrivacyPages) -> type[APIRoute]:
    class ExplainingRoute(APIRoute):
        """Tells a failure as a page, in the language of the browser."""

        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handle = super().get_route_handler()

            async def handled(request: Request) -> Response:
                language = pages.language(request)
                try:
                    return await handle(request)
                except (UnknownOptIn, UnknownLead):
                    return pages.notice(language, "gone", 404)
                except OptInExpired:
                    return pages.notice(language, "expired", 410)
                except OptInConfirmed:
                    return pages.notice(language, "already", 409)
                except StoreUnavailable:
                    return pages.notice(language, "unavailable", 503)

            return handled

    return ExplainingRoute
