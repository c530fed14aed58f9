"""The console alone, on a real socket, with the headers of the product: much sooner there than the whole product."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from banter import http
from console.desk import ConsoleDesk
from leads.store import LeadStore
from leads.user import Role
from tests.console.conftest import BANT_FACTS, House
from tests.console.desk import application, desk_of, settled
from tests.databases import fresh


class Server(uvicorn.Server):
    """Says when it listens."""

    listening = threading.Event()

    async def startup(self, sockets=None) -> None:  # type: ignore[no-untyped-def]
        await super().startup(sockets)
        self.listening.set()


@contextmanager
def serving(desk: ConsoleDesk) -> Iterator[str]:
    """The address at which the console of this desk is served."""
    app = application(desk)
    http.install(app)
    server = Server(uvicorn.Config(app, port=0, log_level="warning"))
    server.listening = threading.Event()
    thread = threading.Thread(target=server.run)
    thread.start()
    assert server.listening.wait(60)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(60)


@contextmanager
def console_with_leads(folder: Path) -> Iterator[tuple[ConsoleDesk, str]]:
    """A console with a few leads and one user of each role, named like the role."""
    database = fresh(folder / "leads.db")
    desk = desk_of(database)
    house = House(LeadStore(database, desk.criteria, desk.clock), desk.inbox)
    house.hears(company="Tannhof KG", budget={"min": None, "max": 300, "currency": "EUR", "period": "year"})
    house.hears(**BANT_FACTS)
    for role in Role:
        settled(desk, role.value, role, language=None)
    with serving(desk) as address:
        yield desk, address
    database.close()
