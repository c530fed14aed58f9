"""Joins the console: who may sign in, what it shows, and the password of the first admin."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from banter.assembly import Core
from banter.export_page import POLICY
from banter.insight import insight
from banter.privacy import export_page
from banter.settings import Settings
from console.care import Care
from console.desk import ConsoleDesk
from console.door import Door
from console.passwords import Argon2, one_time_password
from console.rendering import Pages
from console.session import Sessions
from leads.audit import Audit
from leads.feedback import Feedback
from leads.user_sessions import UserSessions
from leads.users import FIRST_ADMIN, Users

KEPT_IN = "console-password"


def users_of(core: Core) -> Users:
    """Everybody who may sign in."""
    audit = Audit(core.database, core.clock)
    return Users(core.database, core.clock, Argon2(), audit, core.criteria.handoff.people)


def console_desk(
    settings: Settings, core: Core, news: Callable[[], None], forget: Callable[[str], Awaitable[None]]
) -> ConsoleDesk:
    """What the console's pages work with; makes the first admin where nobody can sign in yet."""
    users, audit = users_of(core), Audit(core.database, core.clock)
    users.begin_with(settings.kept_secret(KEPT_IN, one_time_password))
    return ConsoleDesk(
        database=core.database,
        clock=core.clock,
        criteria=core.criteria,
        store=core.store,
        inbox=core.inbox,
        privacy=core.privacy,
        handoffs=core.handoffs,
        takeovers=core.takeovers,
        outbox=core.outbox,
        briefings=core.briefings,
        feedback=Feedback(core.database),
        users=users,
        sessions=Sessions(UserSessions(core.database, core.clock)),
        door=Door(users, audit),
        audit=audit,
        pages=Pages(core.clock),
        care=_care(core),
        insight=insight(settings, core),
        news=news,
        forget=forget,
        settled_in=lambda: (settings.home / KEPT_IN).unlink(missing_ok=True),
    )


def _care(core: Core) -> Care:
    page = export_page(core)

    def document(everything: Mapping[str, Any]) -> str:
        return page.of(everything, core.clock.now())

    return Care(core.editing, core.histories, core.merging, core.withdrawals, document, POLICY)


def first_password(settings: Settings, core: Core) -> str | None:
    """The one-time password of the first admin, as long as it opens the console."""
    path = settings.home / KEPT_IN
    password = path.read_text(encoding="utf-8").strip() if path.exists() else ""
    return password if password and users_of(core).is_open_to(FIRST_ADMIN, password) else None
