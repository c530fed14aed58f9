"""Who may sign in, for admins: added, changed, given a new password, locked out."""

from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.guard import see
from console.navigation import HOME
from console.passwords import one_time_password
from console.visit import LANGUAGES, Visit
from leads.errors import UserRefused
from leads.user import Role, User
from leads.users import Profile

PEOPLE = f"{HOME}/people"


class Typed(BaseModel):
    """The form as it was filled in."""

    login: str = ""
    name: str = ""
    role: str = Role.VIEWER.value
    language: str = ""
    person: str = ""

    @property
    def profile(self) -> Profile:
        """What it says. A role that was never offered is that of a viewer."""
        role = Role(self.role) if self.role in tuple(Role) else Role.VIEWER
        return Profile(self.name, role, self.language if self.language in LANGUAGES else None, self.person or None)


def people_page(desk: ConsoleDesk) -> APIRouter:
    """The list with the form for one more, and a page for each."""
    routes = desk.router()
    editing = desk.allowed("users.edit")
    choices = {"roles": tuple(Role), "languages": LANGUAGES, "people": desk.people}

    def everybody(visit: Visit, typed: Typed, problem: str | None = None) -> Response:
        shown = {"users": desk.users.all(), "seen": desk.users.last_seen(), "typed": typed, **choices}
        return desk.pages.show(visit, "people", 422 if problem else 200, problem=problem, **shown)

    def one(visit: Visit, user: User, problem: str | None = None, password: str | None = None) -> Response:
        shown = {"user": user, "typed": _typed(user), "problem": problem, "password": password, **choices}
        return desk.pages.show(visit, "person", 422 if problem else 200, **shown)

    @routes.get("/people")
    def people(visit: Annotated[Visit, editing]) -> Response:
        return everybody(visit, Typed())

    @routes.post("/people")
    def add(visit: Annotated[Visit, editing], typed: Annotated[Typed, Form()]) -> Response:
        password = one_time_password()
        try:
            user = desk.users.add(typed.login, typed.profile, password, visit.actor)
        except UserRefused as refused:
            return everybody(visit, typed, refused.code)
        return one(visit, user, password=password)

    @routes.get("/people/{login}")
    def person(visit: Annotated[Visit, editing], login: str) -> Response:
        return one(visit, desk.users.get(login))

    @routes.post("/people/{login}")
    def change(visit: Annotated[Visit, editing], login: str, typed: Annotated[Typed, Form()]) -> Response:
        try:
            desk.users.change(login, typed.profile, visit.actor)
        except UserRefused as refused:
            return one(visit, desk.users.get(login), refused.code)
        return see(PEOPLE)

    @routes.post("/people/{login}/password")
    def give_password(visit: Annotated[Visit, editing], login: str) -> Response:
        password = one_time_password()
        desk.users.give_password(login, password, visit.actor)
        return one(visit, desk.users.get(login), password=password)

    @routes.post("/people/{login}/disabled")
    def lock_out(visit: Annotated[Visit, editing], login: str, disabled: Annotated[bool, Form()]) -> Response:
        try:
            (desk.users.disable if disabled else desk.users.enable)(login, visit.actor)
        except UserRefused as refused:
            return one(visit, desk.users.get(login), refused.code)
        return see(PEOPLE)

    return routes


def _typed(user: User) -> Typed:
    return Typed(
        login=user.login,
        name=user.name,
        role=user.role.value,
        language=user.language or "",
        person=user.person or "",
    )
