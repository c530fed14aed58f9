"""Everything about one visitor as a file: a signed link that works for an hour."""

import asyncio
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import JSONResponse
from itsdangerous import BadSignature, URLSafeTimedSerializer

from leads.errors import UnknownConversation
from leads.privacy import Privacy

VALID_S = 3_600


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


def exports(privacy: Privacy, links: ExportLinks) -> APIRouter:
    """The route behind the link."""
    routes = APIRouter(prefix="/privacy", tags=["privacy"])

    @routes.get("/export/{token}")
    async def export(token: str) -> JSONResponse:
        conversation = links.read(token)
        if conversation is None:
            raise _gone()
        try:
            everything: Mapping[str, Any] = await asyncio.to_thread(privacy.export, conversation)
        except UnknownConversation:
            raise _gone() from None
        headers = {
            "Content-Disposition": 'attachment; filename="my-data.json"',
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
        }
        return JSONResponse(everything, headers=headers)

    return routes


def _gone() -> HTTPException:
    return HTTPException(404, {"code": "link_expired", "message": "This link is no longer valid. Ask for a new one."})
