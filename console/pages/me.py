"""One's own account: language, password, where one is signed in."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.door import TooManyTries
from console.guard import see
from console.navigation import HOME
from console.visit import LANGUAGES, Visit
from leads.audit import Deed
from leads.errors import UserRefused
from leads.user import SHORTEST_PASSWORD

ME = f"{HOME}/me"
DONE = frozenset({"password", "language", "signed_out"})


def me_page(desk: ConsoleDesk) -> APIRouter:
    """For everybody who is signed in."""
    routes = desk.router()
    own_account = desk.allowed("account.own")

    def page(visit: Visit, done: str = "", problem: str | None = None, status: int = 200) -> Response:
        shown = {"done": done if done in DONE else "", "problem": problem, "shortest": SHORTEST_PASSWORD}
        sessions = desk.sessions.stored.of(visit.user.id, visit.token)
        return desk.pages.show(visit, "me", status, sessions=sessions, languages=LANGUAGES, **shown)

    @routes.get("/me")
    def me(visit: Annotated[Visit, own_account], done: str = "") -> Response:
        return see(f"{HOME}/password") if visit.user.password_is_temporary else page(visit, done)

    @routes.post("/me/language")
    def speak(visit: Annotated[Visit, own_account], language: Annotated[str, Form()] = "") -> Response:
        desk.users.speak(visit.user.login, language if language in LANGUAGES else None)
        return see(f"{ME}?done=language")

    @routes.post("/me/password")
    def change_password(
        visit: Annotated[Visit, own_account],
        current: Annotated[str, Form()] = "",
        password: Annotated[str, Form()] = "",
        again: Annotated[str, Form()] = "",
    ) -> Response:
        if password != again:
            return page(visit, problem="passwords_differ", status=422)
        try:
            if not desk.door.knows(visit.user.login, current, visit.address):
                return page(visit, problem="wrong_password", status=422)
            desk.users.choose_password(visit.user.login, password, visit.actor, visit.token)
        except TooManyTries:
            return page(visit, problem="too_many_tries", status=429)
        except UserRefused as refused:
            return page(visit, problem=refused.code, status=422)
        return see(f"{ME}?done=password")

    @routes.post("/me/sign-out-elsewhere")
    def sign_out_elsewhere(visit: Annotated[Visit, own_account]) -> Response:
        desk.sessions.stored.end_others(visit.user.id, visit.token)
        desk.note(visit, Deed.SIGNED_OUT, everywhere=True)
        return see(f"{ME}?done=signed_out")

    return routes
