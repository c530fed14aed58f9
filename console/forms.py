"""Whether a form is our own: sent from our page, and rendered for whoever sends it."""

import hmac

from starlette.requests import Request

from console.visit import form_token

FIELD, HEADER = "form_token", "x-form-token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class ForeignForm(Exception):
    """The form was sent by another website, or is older than the session."""


async def check_form(request: Request, secret: str) -> None:
    """Raises ``ForeignForm`` unless a changing request is our own; ``secret`` is the one in the sender's cookie.

    Scripts of ours send the token in the header ``X-Form-Token``.
    """
    if request.method in SAFE:
        return
    if is_from_elsewhere(request):
        raise ForeignForm
    given = request.headers.get(HEADER) or (await request.form()).get(FIELD)
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), form_token(secret).encode()):
        raise ForeignForm


def is_from_elsewhere(request: Request) -> bool:
    """Whether another website sent this form. Programs send neither header; old browsers only ``Origin``."""
    fetched_from = request.headers.get("sec-fetch-site")
    if fetched_from is not None:
        return fetched_from not in ("same-origin", "none")
    origin, host = request.headers.get("origin"), request.headers.get("host")
    return origin is not None and origin not in (f"http://{host}", f"https://{host}")
