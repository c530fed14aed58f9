"""The first thing that somebody does with a temporary password: choose an own one."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.guard import see
from console.navigation import HOME
from console.visit import Visit
from leads.errors import UserRefused
from leads.user import SHORTEST_PASSWORD
from leads.users import FIRST_ADMIN


def password_page(desk: ConsoleDesk) -> APIRouter:
    """Shown instead of every other page until it is done."""
    routes = desk.router()
    own_account = desk.allowed("account.own")

    def form(visit: Visit, problem: str | None = None, status: int = 200) -> Response:
        return desk.pages.show(visit, "password", status, problem=problem, shortest=SHORTEST_PASSWORD)

    @routes.get("/password")
    def show(visit: Annotated[Visit, own_account]) -> Response:
        return form(visit) if visit.user.password_is_temporary else see(f"{HOME}/me")

    @routes.post("/password")
    def choose(
        visit: Annotated[Visit, own_account],
        password: Annotated[str, Form()] = "",
        again: Annotated[str, Form()] = "",
    ) -> Response:
        if not visit.user.password_is_temporary:
            return see(f"{HOME}/me")
        if password != again:
            return form(visit, "passwords_differ", 422)
        try:
            desk.users.choose_password(visit.user.login, password, visit.actor, visit.token)
        except UserRefused as refused:
            return form(visit, refused.code, 422)
        if visit.user.login == FIRST_ADMIN:
            desk.settled_in()
        return see(HOME)

    return routes
