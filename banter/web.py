"""The web process: chat, console and API in one application."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import uvicorn
from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles

from banter import http
from banter.assembly import Core, assemble, spoken
from banter.channels import configured
from banter.console_desk import console_desk
from banter.export_page import POLICY, ExportPage
from banter.handing_over import dispatcher, listening
from banter.logs import log_to_stderr
from banter.operator_files import Brand
from banter.privacy import export_page, privacy_routes
from banter.purging import DailyPurge
from banter.settings import ROOT, Settings
from console.editing_api import EditingDesk, editing_api
from console.handoff_api import Desk, handoff_api
from console.leads_api import leads_api
from console.merging_api import merging_api
from console.pages import STATIC as CONSOLE_STATIC
from console.pages import console_pages
from console.privacy_api import Rights, privacy_api
from gateway.absence import Absences
from gateway.bot_client import BotClient, BotUnavailable
from gateway.chat import Chat
from gateway.delivery import Couriers
from gateway.limits import Limits
from gateway.live import Live
from gateway.nudges import Nudges
from gateway.origins import Origins
from gateway.tokens import Tokens
from gateway.turns import PATIENCE_S, Turns
from gateway.website import Website, website_routes
from gateway.website_socket import website_socket
from gateway.widget_script import widget_route, widget_script
from handoff.webhook.schema import schema_routes
from leads.audit import Audit
from leads.errors import StoreUnavailable
from leads.feedback import Feedback
from leads.transcript import Transcripts

STATIC = ROOT / "gateway" / "static"
LARGEST_SOCKET_FRAME = 65_536


def create_app(
    settings: Settings, core: Core, patience_s: float = PATIENCE_S, origins: Sequence[str] | None = None
) -> FastAPI:
    """The application, with everything it needs handed to it.

    ``origins`` are the websites that may embed the chat; without them, those of ``banter.yml``.
    """
    client = httpx.AsyncClient()
    bot = BotClient(client, settings.rasa_url, settings.actions_url)
    couriers, limits = Couriers(core.deliveries), Limits(settings.limits)
    apology = spoken("utter_technical_problem", core.brand)
    turns = Turns(core.inbox, core.privacy, bot, couriers, apology, core.brand.default_language, patience_s)
    transcripts = Transcripts(core.database)
    live = Live(transcripts)
    handing_over = dispatcher(settings, core)
    listeners = listening(settings, core, handing_over.wake)
    elsewhere = {name: listener.take for name, listener in listeners.items()}
    channels = tuple(configured(settings, core, turns, couriers, limits, elsewhere))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await turns.resume()
        for channel in channels:
            channel.start()
        if settings.dispatches:
            handing_over.start()
        tasks = (live.watch(), _nudges(core).run(), _absences(core).run(), DailyPurge(core).run())
        watching = [asyncio.create_task(task) for task in tasks]
        yield
        for task in watching:
            task.cancel()
        await asyncio.gather(*(channel.stop() for channel in channels))
        await turns.stop()
        await asyncio.gather(*(listener.close() for listener in listeners.values()))
        await handing_over.stop()
        await client.aclose()
        core.database.close()

    app = FastAPI(title="Banter", lifespan=lifespan, docs_url=None, redoc_url=None)
    allowed = Origins(core.brand.origins if origins is None else origins)
    http.install(app, allowed.allowed)
    app.add_exception_handler(BotUnavailable, http.unavailable)
    tokens = Tokens(settings.kept_secret("chat-secret"))
    site = Website(Chat(core.inbox, turns), transcripts, live, tokens, limits, allowed)
    everything = export_page(core)
    for routes in (
        website_routes(site),
        website_socket(site),
        widget_route(widget_script(_widget_defaults(core.brand))),
        *(channel.routes() for channel in channels),
        *privacy_routes(settings, core, everything),
        leads_api(core.store, settings.api_token()),
        merging_api(core.merging, settings.api_token()),
        privacy_api(_rights(core, bot, everything, handing_over.wake), settings.api_token()),
        handoff_api(_desk(core, handing_over.wake), settings.api_token()),
        editing_api(_editing_desk(core, handing_over.wake), settings.api_token()),
        console_pages(console_desk(settings, core, handing_over.wake, bot.erase)),
        schema_routes(),
        _health(bot, core),
    ):
        app.include_router(routes)
    app.mount("/console/static", StaticFiles(directory=CONSOLE_STATIC), name="console-static")
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for path, page in (("/", "chat.html"), ("/de", "chat.de.html")):
        app.add_api_route(path, _page(STATIC / page), methods=["GET", "HEAD"], include_in_schema=False)
    return app


def main() -> None:
    """Serves until it is stopped."""
    log_to_stderr()
    settings = Settings.from_environment()
    uvicorn.run(
        create_app(settings, assemble(settings)),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        ws_max_size=LARGEST_SOCKET_FRAME,
        ws_per_message_deflate=False,  # frames are small; each connection would hold buffers for it
    )


def _page(path: Path) -> Callable[[], Awaitable[FileResponse]]:
    async def page() -> FileResponse:
        return FileResponse(path, headers={"Cache-Control": "no-cache"})

    return page


def _widget_defaults(brand: Brand) -> Mapping[str, str]:
    """What the widget shows unless a page says otherwise."""
    return {"heading": brand.company, "language": brand.default_language, "privacy": brand.privacy_url}


def _health(bot: BotClient, core: Core) -> APIRouter:
    routes = APIRouter(tags=["health"])

    @routes.get("/healthz")
    async def health() -> JSONResponse:
        missing = [*await bot.missing(), *_missing_database(core)]
        if missing:
            return JSONResponse({"status": "unavailable", "missing": missing}, 503, {"Retry-After": "3"})
        return JSONResponse({"status": "ok"})

    return routes


def _nudges(core: Core) -> Nudges:
    after = timedelta(minutes=core.brand.nudge_after_minutes)
    return Nudges(core.silence, spoken("utter_nudge", core.brand), core.brand.default_language, after)


def _absences(core: Core) -> Absences:
    return Absences(core.takeovers, timedelta(minutes=core.criteria.handoff.takeover_idle_minutes))


def _desk(core: Core, news: Callable[[], None]) -> Desk:
    feedback = Feedback(core.database)
    return Desk(core.handoffs, core.takeovers, core.outbox, core.briefings, feedback, news)


def _editing_desk(core: Core, news: Callable[[], None]) -> EditingDesk:
    return EditingDesk(core.editing, core.handoffs, core.histories, core.store, news)


def _rights(core: Core, bot: BotClient, page: ExportPage, news: Callable[[], None]) -> Rights:
    return Rights(
        core.privacy,
        core.withdrawals,
        bot.erase,
        lambda everything: page.of(everything, core.clock.now()),
        POLICY,
        news,
        Audit(core.database, core.clock),
    )


def _missing_database(core: Core) -> list[str]:
    try:
        core.database.check()
    except StoreUnavailable:
        return ["database"]
    return []


if __name__ == "__main__":
    main()
