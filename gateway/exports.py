"""Everything about one visitor as a file: a signed link that works for an hour."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Literal

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, JSONResponse, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer

from leads.errors import UnknownConversation
from leads.privacy import Privacy

VALID_S = 3_600
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
FILE = 'attachment; filename="my-data.json"'


class ExportLinks:
    """Makes and reads the links. ``base_url`` is where visitors reach the web process."""

    def __init__(self, secret: str, base_url: str) -> None:
        self._signer, self._base_url = URLSafeTimedSerializer(secret, salt="export"), base_url

    def make(self, conversation: str) -> str:
        """The address where a conversation's data can be fetched."""
        return f"{self._base_url}/privacy/export/{self._signer.dumps(conversation)}"

    def read(self, token: str) -> str | None:
        """The conversation that a link's token names; ``None`` when it is forged or an hour old."""
        try:
            conversation = self._signer.loads(token, max_age=VALID_S)
        except BadSignature:
            return None
        return conversation if isinstance(conversation, str) else None


def exports(privacy: Privacy, links: ExportLinks, page: Callable[[Mapping[str, Any]], str], policy: str) -> APIRouter:
    """The route behind the link; ``page`` makes a page of everything, whose style needs this ``policy``."""
    routes = APIRouter(prefix="/privacy", tags=["privacy"])

    @routes.get("/export/{token}")
    async def export(token: str, format: Literal["json", "html"] = "json") -> Response:
        conversation = links.read(token)
        if conversation is None:
            raise _gone()
        try:
            everything: Mapping[str, Any] = await asyncio.to_thread(privacy.export, conversation)
        except UnknownConversation:
            raise _gone() from None
        if format == "html":
            shown = page(everything).encode("utf-8", "replace")
            return HTMLResponse(shown, headers={**HEADERS, "Content-Security-Policy": policy})
        return JSONResponse(everything, headers={**HEADERS, "Content-Disposition": FILE})

    return routes


def _gone() -> HTTPException:
    return HTTPException(404, {"code": "link_expired", "message": "This link is no longer valid. Ask for a new one."})
