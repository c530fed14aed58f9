"""The web process: chat, console and API in one application."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import uvicorn
import yaml
from fastapi import FastAPI
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles

from banter import http
from banter.assembly import Core, assemble
from banter.logs import log_to_stderr
from banter.settings import ROOT, Settings
from console.leads_api import leads_api
from console.pages import STATIC as CONSOLE_STATIC
from console.pages import console_pages
from gateway.bot_client import BotClient, BotUnavailable
from gateway.chat import Chat
from gateway.limits import Limits
from gateway.tokens import Tokens
from gateway.turns import PATIENCE_S, Turns
from gateway.website import website
from leads.errors import StoreUnavailable

STATIC = ROOT / "gateway" / "static"


def create_app(settings: Settings, core: Core, patience_s: float = PATIENCE_S) -> FastAPI:
    """The application, with everything it needs handed to it."""
    client = httpx.AsyncClient()
    bot = BotClient(client, settings.rasa_url, settings.actions_url)
    turns = Turns(core.inbox, bot, _apology(ROOT / "data" / "responses", core.brand.address), patience_s)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await turns.resume()
        yield
        await turns.stop()
        await client.aclose()
        core.database.close()

    app = FastAPI(title="Banter", lifespan=lifespan, docs_url=None, redoc_url=None)
    http.install(app)
    app.add_exception_handler(BotUnavailable, http.unavailable)
    chat = Chat(core.inbox, turns)
    app.include_router(website(chat, Tokens(settings.kept_secret("chat-secret")), Limits(settings.limits)))
    app.include_router(leads_api(core.store, settings.api_token(), bot.erase))

    @app.get("/healthz", tags=["health"])
    async def health() -> JSONResponse:
        missing = [*await bot.missing(), *_missing_database(core)]
        if missing:
            return JSONResponse({"status": "unavailable", "missing": missing}, 503, {"Retry-After": "3"})
        return JSONResponse({"status": "ok"})

    secrets = (settings.kept_secret("console-password"), settings.kept_secret("console-secret"))
    app.include_router(console_pages(core.store, core.inbox, *secrets))
    app.mount("/console/static", StaticFiles(directory=CONSOLE_STATIC), name="console-static")
    app.mount("/static", StaticFiles(directory=STATIC), name="static")

    @app.get("/", include_in_schema=False)
    async def chat_page() -> FileResponse:
        return FileResponse(STATIC / "chat.html")

    return app


def main() -> None:
    """Serves until it is stopped."""
    log_to_stderr()
    settings = Settings.from_environment()
    app = create_app(settings, assemble(settings))
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning", server_header=False)


def _missing_database(core: Core) -> list[str]:
    try:
        core.database.check()
    except StoreUnavailable:
        return ["database"]
    return []


def _apology(responses: Path, address: str) -> Mapping[str, str]:
    """What is said, by language, when a turn cannot be taken."""
    said = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in responses.glob("*.yml")}
    first = {language: words["utter_technical_problem"][0] for language, words in said.items()}
    return {language: text if isinstance(text, str) else text[address] for language, text in first.items()}


if __name__ == "__main__":
    main()
