"""``banter user``: who may sign in to the console."""

import getpass
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated

import typer
from rich.markup import escape

from banter.assembly import assemble
from banter.cli.terminal import clear_errors, for_programs, group, plain, print_json, refuse, screen
from banter.console_desk import users_of
from banter.settings import Settings
from console.passwords import one_time_password
from console.words import read_words
from leads.audit import Actor
from leads.errors import UnknownUser, UserRefused
from leads.user import Role, User
from leads.users import Profile, Users

Login = Annotated[str, typer.Argument(help="The name or e-mail address that they sign in with.")]

InJson = Annotated[bool, for_programs('the user; {"password"} too where a one-time password was made.')]

user_app = group("Say who may sign in to the console.")


@user_app.command()
def add(
    login: Login,
    name: Annotated[str, typer.Option(help="How they are called; nothing: like the login.")] = "",
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.VIEWER,
    language: Annotated[str | None, typer.Option(help="en or de; nothing: as their browser says.")] = None,
    person: Annotated[str | None, typer.Option(help="Their key under handoff, people in qualification.yml.")] = None,
    as_json: InJson = False,
) -> None:
    """Let somebody in; prints a one-time password, for which they choose their own at the first sign-in."""
    with _users() as users:
        password = one_time_password()
        user = users.add(login, Profile(name or login, role, language, person), password, _who())
        said = f"{user.login} may sign in as {user.role.value}. Password, for once: {password}"
        _tell(said, {**_shown(user), "password": password}, as_json)


@user_app.command("list")
def show(
    as_json: Annotated[
        bool,
        for_programs('[{"login", "name", "role", "language", "person", "temporary_password", "locked_out"}].'),
    ] = False,
) -> None:
    """List everybody who may sign in."""
    with _users() as users:
        everybody = users.all()
        if as_json:
            print_json([_shown(user) for user in everybody])
            return
        for user in everybody:
            locked = "  locked out" if user.disabled_at else ""
            screen.print(f"{user.login:30}  {user.role.value:9}  {escape(user.name)}{locked}", soft_wrap=True)


@user_app.command()
def remove(login: Login, as_json: Annotated[bool, for_programs('{"removed"}, the login.')] = False) -> None:
    """Take somebody's access away; what they did stays in the audit log."""
    with _users() as users:
        users.remove(login.lower(), _who())
        _tell(f"{login} may not sign in any more.", {"removed": login.lower()}, as_json)


@user_app.command()
def password(
    login: Login,
    stdin: Annotated[bool, typer.Option("--stdin", help="Read a password of their own from standard input.")] = False,
    as_json: InJson = False,
) -> None:
    """Give somebody a one-time password, or the one on standard input; they are signed out everywhere."""
    with _users() as users:
        if stdin:
            users.choose_password(login.lower(), sys.stdin.readline().rstrip("\r\n"), _who())
            _tell(f"The password of {login} is changed.", _shown(users.get(login.lower())), as_json)
        else:
            given = one_time_password()
            users.give_password(login.lower(), given, _who())
            shown = {**_shown(users.get(login.lower())), "password": given}
            _tell(f"{login} may sign in. Password, for once: {given}", shown, as_json)


@user_app.command("role")
def give_role(
    login: Login,
    role: Annotated[Role, typer.Argument(help="What they may do from now on.")],
    as_json: InJson = False,
) -> None:
    """Change what somebody may do."""
    with _users() as users:
        user = users.get(login.lower())
        profile = replace(Profile(user.name, user.role, user.language, user.person), role=role)
        users.change(user.login, profile, _who())
        _tell(f"{login} is {role.value} now.", _shown(users.get(user.login)), as_json)


@contextmanager
def _users() -> Iterator[Users]:
    with clear_errors():
        core = assemble(Settings.from_environment())
        try:
            yield users_of(core)
        except UserRefused as refused:
            refuse(read_words("en")["refused"][refused.code])
        except UnknownUser as error:
            refuse(f"There is no user {error}; banter user list shows all.")
        finally:
            core.database.close()


def _tell(said: str, shown: Mapping[str, str | bool | None], as_json: bool) -> None:
    if as_json:
        print_json(dict(shown))
    else:
        screen.print(escape(plain(said)), soft_wrap=True)


def _who() -> Actor:
    return Actor(f"{getpass.getuser()} (command line)")


def _shown(user: User) -> dict[str, str | bool | None]:
    return {
        "login": user.login,
        "name": user.name,
        "role": user.role.value,
        "language": user.language,
        "person": user.person,
        "temporary_password": user.password_is_temporary,
        "locked_out": user.disabled_at is not None,
    }
