"""The console of a test: its desk, its application, its users and their browsers."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient

from banter.criteria import changes, policy
from banter.criteria.words import Words
from banter.operator_files.criteria import criteria_of
from banter.settings import ROOT
from console.care import Care
from console.desk import ConsoleDesk
from console.door import Door
from console.examination import Examination, Finding
from console.forms import FIELD
from console.insight import Insight, Rules, Setup
from console.pages import STATIC, console_pages
from console.passwords import Argon2
from console.rendering import Pages
from console.session import COOKIE, FORM_COOKIE, Sessions
from console.visit import form_token
from leads.audit import Actor, Audit
from leads.briefing import Briefings
from leads.business_hours import BusinessHours, Span
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.editing import Editing
from leads.feedback import Feedback
from leads.handoffs import HandOffs
from leads.history import Histories
from leads.inbox import Inbox
from leads.merging import Merging
from leads.outbox import Outbox
from leads.privacy import Privacy
from leads.store import LeadStore
from leads.suggestions import Suggestions
from leads.suppression import Suppression
from leads.takeover import Sentences, Takeovers
from leads.user import Role
from leads.user_sessions import UserSessions
from leads.users import Profile, Users
from leads.withdrawal import Withdrawals

QUICK = Argon2(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
PASSWORD = "seven green herons"
TESTS = Actor("tests")
ALWAYS = BusinessHours(ZoneInfo("UTC"), ((Span(0, 1440),),) * 7, timedelta(hours=4))
FINDINGS = (
    Finding("Lead database", "ok", "sqlite:////srv/banter.db, schema 0011"),
    Finding("Telegram", "problem", "the token <b>is refused</b>; ask @BotFather for a new one"),
    Finding("Slack", "off", "no token"),
)
SILENT = Sentences("en", {"en": "{person} is here."}, {"en": "{person} has left."}, {"en": "{person} is away."})


@dataclass
class Told:
    """What the console told the rest of the product."""

    news: int = 0
    forgotten: list[str] = field(default_factory=list)
    settled_in: int = 0


def desk_of(database: Database, criteria: Criteria | None = None, told: Told | None = None) -> ConsoleDesk:
    """Everything that a console needs, on a database with our tables."""
    clock, criteria, told = Clock(), criteria or Criteria(), told or Told()
    audit = Audit(database, clock)
    users = Users(database, clock, QUICK, audit, criteria.handoff.people)
    handoffs = HandOffs(database, criteria, clock, ALWAYS)

    def news() -> None:
        told.news += 1

    def settled_in() -> None:
        told.settled_in += 1

    async def forget(conversation: str) -> None:
        told.forgotten.append(conversation)

    store = LeadStore(database, criteria, clock, handoffs.changed)
    return ConsoleDesk(
        database=database,
        clock=clock,
        criteria=criteria,
        store=store,
        inbox=Inbox(database, clock),
        privacy=Privacy(database, clock, store),
        handoffs=handoffs,
        takeovers=Takeovers(database, clock, SILENT),
        outbox=Outbox(database, clock),
        briefings=Briefings(database),
        feedback=Feedback(database),
        users=users,
        sessions=Sessions(UserSessions(database, clock)),
        door=Door(users, audit),
        audit=audit,
        pages=Pages(clock),
        care=care_of(database, criteria, clock, store, handoffs),
        insight=insight_of(database, clock),
        news=news,
        forget=forget,
        settled_in=settled_in,
    )


def care_of(database: Database, criteria: Criteria, clock: Clock, store: LeadStore, handoffs: HandOffs) -> Care:
    """What people do about leads; their export is a plain list of its parts."""
    return Care(
        Editing(database, criteria, clock, handoffs.changed),
        Histories(database),
        Merging(database, criteria, clock, handoffs.changed),
        Withdrawals(database, store, Suppression("secret"), clock),
        lambda everything: f"<!doctype html><title>Export</title>{', '.join(everything)}",
        "default-src 'none'",
    )


def insight_of(database: Database, clock: Clock) -> Insight:
    """The product as it looks after itself, without a look at other people's servers."""
    words = {language: Words(language) for language in ("en", "de")}
    folder = Path(database.url.removeprefix("sqlite:///")).parent
    return Insight(
        Rules(
            text=lambda: (ROOT / "qualification.yml").read_text(encoding="utf-8"),
            read=criteria_of,
            sentences=lambda criteria, language: policy.sentences(criteria, words[language]),
            reasons=lambda found, language: list(changes.reasons(found, words[language])),
        ),
        Setup({"company": "Nordlicht GmbH", "bot": "Nora"}, ALWAYS),
        Examination(lambda: FINDINGS, clock),
        Suggestions(folder / "suggestions.yml"),
    )


def application(desk: ConsoleDesk) -> FastAPI:
    app = FastAPI()
    app.include_router(console_pages(desk))
    app.mount("/console/static", StaticFiles(directory=STATIC))
    return app


class Browser(TestClient):
    """A browser that brings the token of its cookie along with every form."""

    def __init__(self, desk: ConsoleDesk, **headers: str) -> None:
        super().__init__(application(desk), follow_redirects=False, headers=headers)

    def sign_in(self, login: str, password: str = PASSWORD, **data: str) -> "Browser":
        assert self.tries(login, password, **data).status_code == 303
        return self

    def tries(self, login: str, password: str | bytes, **data: str) -> httpx.Response:
        self.get("/console/sign-in")
        return self.submit("/console/sign-in", login=login, password=password, **data)

    def submit(self, address: str, /, headers: dict[str, str] | None = None, **data: object) -> httpx.Response:
        """Sends a form of one of our pages."""
        secret = self.cookies.get(COOKIE) or self.cookies.get(FORM_COOKIE) or ""
        return self.post(address, data={FIELD: form_token(secret), **data}, headers=headers)


def settled(desk: ConsoleDesk, login: str, role: Role = Role.ADMIN, language: str | None = "en") -> None:
    """Somebody who has chosen a password, which is ``PASSWORD``."""
    desk.users.add(login, Profile(login.capitalize(), role, language), "a password for once", TESTS)
    desk.users.choose_password(login, PASSWORD, TESTS)


def signed_in(desk: ConsoleDesk, role: Role = Role.ADMIN, language: str | None = "en") -> Browser:
    """A browser in which somebody of this role is signed in, by the role's name."""
    settled(desk, role.value, role, language)
    return Browser(desk).sign_in(role.value)
