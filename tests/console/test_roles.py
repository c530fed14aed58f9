"""Every route of the console has a permission, and every role reaches exactly the routes that its permissions open."""

from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute

from console.desk import ConsoleDesk
from console.guard import Permitted
from console.navigation import NAVIGATION, open_to
from console.pages import PAGES
from console.roles import ADMINS, PERMISSIONS, may
from leads.user import Role
from tests.console.conftest import CONTACTABLE, House
from tests.console.desk import Browser, settled

FOR_STRANGERS = {("GET", "/console/sign-in"), ("POST", "/console/sign-in")}
ENDS_THE_SESSION = "/console/sign-out"
REFUSED = 403


def routes_of(desk: ConsoleDesk) -> Iterator[APIRoute]:
    for page in PAGES:
        for route in page(desk).routes:
            assert isinstance(route, APIRoute), f"{route} is no route of desk.router()"
            yield route


def permissions_of(route: APIRoute) -> list[str]:
    return [each.call.permission for each in route.dependant.dependencies if isinstance(each.call, Permitted)]


def test_every_route_has_one_permission_but_signing_in(desk: ConsoleDesk) -> None:
    for route in routes_of(desk):
        for method in route.methods:
            expected = 0 if (method, route.path) in FOR_STRANGERS else 1
            assert len(permissions_of(route)) == expected, f"{method} {route.path} has no permission, or several"


def test_every_permission_is_an_admins_and_those_of_admins_alone_are_named_here() -> None:
    assert all(roles >= ADMINS for roles in PERMISSIONS.values())
    only = {permission for permission, roles in PERMISSIONS.items() if roles == ADMINS}
    assert {"lead.erase", "users.edit", "settings.edit", "audit.see"} <= only


def test_a_viewer_changes_no_lead() -> None:
    changing = ("edit", "claim", "note", "take_over", "close", "merge", "erase", "export", "import", "try", "replay")
    assert [each for each in PERMISSIONS if may(Role.VIEWER, each) and each.split(".")[1] in changing] == []


def test_a_permission_that_nobody_has_written_down_is_a_mistake(desk: ConsoleDesk) -> None:
    with pytest.raises(KeyError):
        desk.allowed("lead.steal")


@pytest.mark.parametrize("role", Role)
def test_a_role_reaches_what_it_may_and_nothing_else(desk: ConsoleDesk, house: House, role: Role) -> None:
    """What is reached may find nothing at a made-up address or in an empty form; refused it is not."""
    lead = house.hears(**CONTACTABLE)
    settled(desk, "somebody", role)
    with Browser(desk).sign_in("somebody") as browser, Browser(desk) as stranger:
        for route in routes_of(desk):
            (permission,) = permissions_of(route) or ("",)
            if not permission or route.path == ENDS_THE_SESSION:
                continue
            address = route.path.replace("{lead_id}", lead.id).replace("{login}", "nobody")
            for method in route.methods:
                assert stranger.request(method, address).headers["location"].startswith("/console/sign-in"), address
                answer = browser.get(address) if method == "GET" else browser.submit(address)
                assert (answer.status_code == REFUSED) is not may(role, permission), f"{role} {method} {address}"
                assert answer.status_code < 500, f"{role} {method} {address}"


@pytest.mark.parametrize("role", Role)
def test_the_header_leads_everybody_to_the_pages_they_may_open_and_marks_where_they_are(
    desk: ConsoleDesk, role: Role
) -> None:
    settled(desk, "somebody", role)
    with Browser(desk).sign_in("somebody") as browser:
        for entry in open_to(role):
            page = browser.get(entry.path)
            assert page.status_code == 200
            assert f'<a href="{entry.path}" aria-current="page">' in page.text
            assert page.text.count('aria-current="page"') >= 1
        page = browser.get("/console").text
        for entry in NAVIGATION:
            assert (f'<a href="{entry.path}"' in page.split("</header>")[0].split("<nav")[1]) is may(
                role, entry.permission
            )
