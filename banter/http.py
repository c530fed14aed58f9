"""What all our HTTP answers share: JSON errors with a code, a limit on bodies, security headers, who may embed us."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leads.errors import StoreUnavailable

LARGEST_BODY = 32_768
LARGEST_EVENT = 1_000_000  # what Telegram and Slack post repeats a text in several forms, escaped
EVENTS = ("/telegram/", "/slack/")
CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


def install(app: FastAPI, origins: Collection[str] = ()) -> None:
    """Adds the error forms, the body limit, the headers and the ``origins`` that may use the chat to an application."""
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(StoreUnavailable, unavailable)
    app.middleware("http")(_with_headers)
    app.add_middleware(BodyLimit)
    app.add_middleware(
        ChatFromElsewhere,
        allow_origins=origins,
        allow_methods=("GET", "POST"),
        allow_headers=("Authorization", "Content-Type"),
        expose_headers=("Retry-After",),
        max_age=86_400,
    )


class ChatFromElsewhere(CORSMiddleware):
    """Lets the listed origins use the chat, and nothing else of ours; from elsewhere a browser refuses by itself."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and f"{scope['path']}/".startswith("/chat/") and self._admits(scope):
            await super().__call__(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _admits(self, scope: Scope) -> bool:
        return self.is_allowed_origin(Headers(scope=scope).get("origin", ""))


class BodyLimit:
    """Refuses a request body over 32 kB (from a channel: 1 MB) before anything reads it whole."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        largest = LARGEST_EVENT if scope["path"].startswith(EVENTS) else LARGEST_BODY
        body, message = b"", await receive()
        while message["type"] == "http.request":
            body += message.get("body", b"")
            if len(body) > largest:
                answer = _error(413, "too_large", f"A request may have {largest} bytes.", HEADERS)
                await answer(scope, receive, send)
                return
            if not message.get("more_body"):
                break
            message = await receive()
        await self._app(scope, _replay(body, receive), send)


def _replay(body: bytes, receive: Receive) -> Receive:
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return pending.pop() if pending else await receive()

    return replayed


async def _with_headers(request: Request, call_next: Callable[[Request], Awaitable[JSONResponse]]) -> JSONResponse:
    response = await call_next(request)
    if "/static/" in request.url.path:
        response.headers["Cache-Control"] = "no-cache"  # an update must never mix old modules with new ones
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


async def _http_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    detail: object = error.detail
    headers = dict(error.headers or {})
    if isinstance(detail, dict):
        more = {name: value for name, value in detail.items() if name not in ("code", "message")}
        return _error(error.status_code, detail["code"], detail["message"], headers, more)
    return _error(error.status_code, CODES.get(error.status_code, "error"), str(detail), headers)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return _error(400, "bad_json", "The body is not JSON.")
    where = ".".join(str(part) for part in first["loc"])
    return _error(422, "invalid", f"{where}: {first['msg']}")


async def unavailable(_: Request, __: Exception) -> JSONResponse:
    return _error(503, "unavailable", "This cannot be done now. Try again soon.", {"Retry-After": "3"})


def _error(
    status: int, code: str, message: str, headers: dict[str, str] | None = None, more: Mapping[str, Any] | None = None
) -> JSONResponse:
    sayable = message.encode("utf-8", "replace").decode()  # a lone surrogate in a key must not break the answer
    return JSONResponse({"error": {"code": code, "message": sayable, **(more or {})}}, status, headers)
