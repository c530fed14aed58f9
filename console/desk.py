"""What every page of the console works with, and how to add one.

A page is one file in ``console/pages``, one template, one file of words in each language, often one style sheet:

1.  ``console/pages/funnel.py`` has a function ``funnel_page(desk: ConsoleDesk) -> APIRouter``; add it to ``PAGES`` in
    ``console/pages/__init__.py``::

        def funnel_page(desk: ConsoleDesk) -> APIRouter:
            routes = desk.router()
            looking = desk.allowed("funnel.see")

            @routes.get("/funnel")
            def funnel(visit: Annotated[Visit, looking]) -> Response:
                return desk.pages.show(visit, "funnel", steps=steps_of(desk.database))

            return routes

2.  Every route takes its ``Visit`` from ``desk.allowed(permission)``. Permissions stand in ``console/roles.py``, with
    the roles that have them; a route without one fails ``tests/console/test_roles.py``. ``visit.user`` is who looks,
    ``visit.by`` their name for hand-offs, ``visit.may("lead.edit")`` whether a button is offered (templates, too).
3.  ``console/templates/funnel.html`` extends ``base.html`` and fills ``title``, ``content`` and perhaps ``head`` (its
    own ``/console/static/funnel.css``) and ``scripts`` (``<script type="module" src="/console/static/funnel.js">``).
    Nothing inline: neither style nor script, the content security policy refuses both. It works without a script
    where it can.
4.  A form that changes something is a POST to a route of its own, contains ``{{ forms.token(visit) }}`` (of
    ``_forms.html``) and ends with ``return see(address)``. A script sends the same token (``<meta name="form-token">``)
    in the header ``X-Form-Token``. Both are looked at before the route is called.
5.  Words: ``console/words/en/funnel.yml`` and ``console/words/de/funnel.yml``, each with one group named like the page;
    in templates ``words.funnel.title``. Values: the filters ``value(slot)``, ``moment``, ``ago``, ``number``; in Python
    ``desk.pages.readable[visit.language]``.
6.  The header: one line in ``console/navigation.py``; its word is in ``words/*/frame.yml`` under ``navigation``.
7.  Who sees, exports, changes or erases leads is noted: ``desk.note(visit, Deed.LEAD_CLAIMED, lead_id)``; details name
    what was changed, never a value. A name of a detail gets its word in ``words/*/audit.yml``.
8.  Failures: ``UnknownLead``, ``StoreUnavailable`` and the exceptions of ``console/guard.py`` (``NoSuchPage``) become
    pages; ``storable(text)`` cleans what comes from an address before it goes to the database.
9.  Surfaces and controls of ``console.css``: ``.card``, ``table.surface``, ``.halves``, ``.narrow``, ``.intro``,
    ``.tag``, ``.paging``, ``.back``, ``button.primary``, ``button.danger``; fields by the macros of ``_forms.html``.

Route functions are ``def`` (they run in a thread: the database blocks), ``async def`` only for what waits.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends

from console.care import Care
from console.door import Door
from console.guard import Permitted, route_that_explains
from console.insight import Insight
from console.navigation import HOME
from console.rendering import Pages
from console.session import Sessions
from console.visit import Visit
from leads.audit import Audit, Deed
from leads.briefing import Briefings
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.feedback import Feedback
from leads.handoffs import HandOffs
from leads.inbox import Inbox
from leads.outbox import Outbox
from leads.privacy import Privacy
from leads.store import LeadStore
from leads.tables import Json
from leads.takeover import Takeovers
from leads.users import Users


@dataclass(frozen=True)
class ConsoleDesk:
    """The core, who may use it, and how it is shown.

    ``news`` is called after each change that somebody is to be told; ``forget`` erases a conversation where the
    assistant remembers it; ``settled_in`` is called when the first admin has chosen a password.
    """

    database: Database
    clock: Clock
    criteria: Criteria
    store: LeadStore
    inbox: Inbox
    privacy: Privacy
    handoffs: HandOffs
    takeovers: Takeovers
    outbox: Outbox
    briefings: Briefings
    feedback: Feedback
    users: Users
    sessions: Sessions
    door: Door
    audit: Audit
    pages: Pages
    care: Care
    insight: Insight
    news: Callable[[], None]
    forget: Callable[[str], Awaitable[None]]
    settled_in: Callable[[], None]

    def router(self) -> APIRouter:
        """Routes below ``/console`` whose failures are shown as pages."""
        return APIRouter(prefix=HOME, include_in_schema=False, route_class=route_that_explains(self.pages))

    def allowed(self, permission: str) -> Any:
        """What a route's ``Annotated[Visit, …]`` needs so that only users with this permission reach it."""
        return Depends(Permitted(self.sessions, permission))

    def note(self, visit: Visit, deed: Deed, lead: str | None = None, **details: Json) -> None:
        """Adds what somebody does to the audit log; to do so in the transaction of a change, use ``audit``."""
        self.audit.note(deed, visit.actor, lead=lead, details=details)

    @property
    def people(self) -> Mapping[str, str]:
        """The people of ``qualification.yml`` to whom leads are handed, name by key."""
        return {key: person.name for key, person in self.criteria.handoff.people.items()}
