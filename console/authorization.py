"""The API token, and how a request is refused."""

import secrets
from collections.abc import Callable
from typing import Annotated

from fastapi import Header, HTTPException


def with_token(token: str) -> Callable[[str], None]:
    """A dependency that lets only requests through that bear the token."""

    def authorized(authorization: Annotated[str, Header()] = "") -> None:
        if not secrets.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
            raise refusal(401, "unauthorized", "Send the API token as Authorization: Bearer TOKEN.")

    return authorized


def refusal(status: int, code: str, message: str, **more: int) -> HTTPException:
    """An error in the form that all our answers share, and what else a program needs to go on."""
    return HTTPException(status, {"code": code, "message": message, **more})
