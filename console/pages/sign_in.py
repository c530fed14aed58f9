"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.door import TooManyTries
from console.forms import check_form
from console.guard import SIGN_IN, see
from console.navigation import HOME
from console.session import FORM_COOKIE, remember_stranger, stranger
from console.visit import Visit, address_of, form_token
from leads.audit import Deed


def sign_in_page(desk: ConsoleDesk) -> APIRouter:
    """The only routes that a stranger may open."""
    routes = desk.router()
    own_account = desk.allowed("account.own")

    def form(request: Request, to: str, login: str = "", problem: str | None = None, status: int = 200) -> Response:
        secret = stranger(request)
        values = {"to": inside(to), "login": login, "problem": problem, "form_token": form_token(secret)}
        response = desk.pages.outside(request, "sign_in", status, **values)
        remember_stranger(request, response, secret)
        return response

    @routes.get("/sign-in")
    def show(request: Request, to: str = HOME) -> Response:
        return form(request, to) if desk.sessions.user(request) is None else see(inside(to))

    @routes.post("/sign-in", dependencies=[Depends(_form_of_a_stranger)])
    def sign_in(
        request: Request,
        login: Annotated[str, Form()] = "",
        password: Annotated[str, Form()] = "",
        to: Annotated[str, Form()] = HOME,
    ) -> Response:
        address = address_of(request)
        try:
            user = desk.door.admit(login, password, address)
        except TooManyTries:
            return form(request, to, login, "too_many", 429)
        if user is None:
            return form(request, to, login, "wrong", 401)
        response = see(inside(to))
        desk.sessions.begin(request, response, user, address)
        return response

    @routes.post("/sign-out")
    def sign_out(visit: Annotated[Visit, own_account], request: Request) -> Response:
        response = see(SIGN_IN)
        desk.sessions.end(request, response)
        desk.note(visit, Deed.SIGNED_OUT)
        return response

    return routes


async def _form_of_a_stranger(request: Request) -> None:
    await check_form(request, request.cookies.get(FORM_COOKIE, ""))


def inside(to: str) -> str:
    """An address of the console to go to; every other one leads to its first page."""
    return to if to.startswith((f"{HOME}/", f"{HOME}?")) and not to.startswith(SIGN_IN) else HOME
