"""What all our HTTP answers share: JSON errors with a code, a limit on bodies, strict security headers."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leads.errors import StoreUnavailable

LARGEST_BODY = 32_768
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


def install(app: FastAPI) -> None:
    """Adds the error forms, the body limit and the headers to an application."""
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(StoreUnavailable, unavailable)
    app.middleware("http")(_with_headers)
    app.add_middleware(BodyLimit)


class BodyLimit:
    """Refuses a request body over 32 kB before anything reads it whole."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body, message = b"", await receive()
        while message["type"] == "http.request":
            body += message.get("body", b"")
            if len(body) > LARGEST_BODY:
                answer = _error(413, "too_large", f"A request may have {LARGEST_BODY} bytes.", HEADERS)
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
        return _error(error.status_code, detail["code"], detail["message"], headers)
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


def _error(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> JSONResponse:
    sayable = message.encode("utf-8", "replace").decode()  # a lone surrogate in a key must not break the answer
    return JSONResponse({"error": {"code": code, "message": sayable}}, status, headers)
