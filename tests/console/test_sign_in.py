"""Signing in and out: who gets in, how long, and what another website can do about it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import delete

from console.desk import ConsoleDesk
from console.session import COOKIE, Sessions
from leads.clock import Clock
from leads.user_sessions import UserSessions
from leads.user_tables import UserRow
from tests.console.conftest import CONTACTABLE, House
from tests.console.desk import PASSWORD, TESTS, Browser, Told, settled

PAGES = ("/console", "/console?class=bant&q=x", "/console/leads/0123", "/console/leads/%00", "/console/me")


FORMS = ("/console/sign-in", "/console/sign-out", "/console/me/language", "/console/people")


@pytest.fixture(autouse=True)
def admin(desk: ConsoleDesk) -> None:
    settled(desk, "ines")


@pytest.fixture
def operator(desk: ConsoleDesk) -> Iterator[Browser]:
    with Browser(desk).sign_in("ines") as browser:
        yield browser


@pytest.mark.parametrize("page", PAGES)
def test_every_page_asks_a_stranger_to_sign_in_and_tells_nothing(house: House, stranger: Browser, page: str) -> None:
    house.hears(**CONTACTABLE)
    response = stranger.get(page)
    assert response.status_code == 303
    assert response.headers["location"].startswith("/console/sign-in")
    assert response.text == ""


def test_after_signing_in_one_arrives_at_the_page_one_wanted(house: House, stranger: Browser) -> None:
    wanted = f"/console/leads/{house.hears(**CONTACTABLE).id}"
    form = stranger.get(stranger.get(wanted).headers["location"])
    assert f'name="to" value="{wanted}"' in form.text
    assert stranger.tries("ines", PASSWORD, to=wanted).headers["location"] == wanted
    assert stranger.get(wanted).status_code == 200


@pytest.mark.parametrize(
    "to", ["https://evil.example/console?", "//evil.example", "/console.evil.example", "/chat", "", "/console/sign-in"]
)
def test_signing_in_never_leads_out_of_the_console(stranger: Browser, to: str) -> None:
    assert stranger.tries("ines", PASSWORD, to=to).headers["location"] == "/console"


def test_the_cookie_is_kept_from_scripts_and_other_sites_for_twelve_hours(desk: ConsoleDesk, stranger: Browser) -> None:
    cookie = next(each for each in _cookies(stranger) if each.startswith(f"{COOKIE}=") and "Max-Age=0" not in each)
    for attribute in ("HttpOnly", "SameSite=strict", "Path=/console", "Max-Age=43200"):
        assert attribute in cookie
    assert "Secure" not in cookie
    secure = Browser(desk)
    secure.base_url = "https://testserver"
    assert all("Secure" in each for each in _cookies(secure) if "Max-Age=0" not in each)


def _cookies(browser: Browser) -> list[str]:
    return browser.tries("ines", PASSWORD).headers.get_list("set-cookie")


def test_a_login_may_be_typed_in_capitals_and_with_blanks_around_it(stranger: Browser) -> None:
    assert stranger.tries(" Ines ", PASSWORD).status_code == 303


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper(), "🔑" * 100, "x" * 5_000, "\udce4\0"])
@pytest.mark.parametrize("login", ["ines", "nobody", "", "\0"])
def test_a_wrong_password_is_told_kindly_and_opens_nothing(stranger: Browser, login: str, password: str) -> None:
    response = stranger.tries(login, password.encode("utf-8", "surrogateescape"))
    assert response.status_code == 401
    assert "do not belong together" in response.text
    assert COOKIE not in response.cookies
    assert stranger.get("/console").status_code == 303


@pytest.mark.parametrize("cookie", ["", "ines", "ImFueSI.aaaa.bbbb", "x" * 4_000, "%00", "\u00e4"])
def test_a_made_up_cookie_opens_nothing(stranger: Browser, cookie: str) -> None:
    assert stranger.get("/console", headers={"Cookie": f"{COOKIE}={cookie}".encode()}).status_code == 303


def test_a_session_ends_after_its_time(desk: ConsoleDesk) -> None:
    ines = desk.users.get("ines")
    short = UserSessions(desk.database, Clock(), lifetime=timedelta(seconds=-1))
    assert short.user(short.begin(ines.id, "")) is None
    long = Sessions(UserSessions(desk.database, Clock())).stored
    assert long.user(long.begin(ines.id, "")) == ines


def test_ten_wrong_passwords_lock_the_address_out_even_with_the_right_one(stranger: Browser) -> None:
    for number in range(10):
        assert stranger.tries(f"somebody{number}", "guess").status_code == 401
    response = stranger.tries("ines", PASSWORD)
    assert response.status_code == 429
    assert "Wait a minute" in response.text
    assert COOKIE not in response.cookies


def test_twenty_wrong_passwords_from_anywhere_lock_the_account_and_no_other(desk: ConsoleDesk) -> None:
    settled(desk, "otto")
    for number in range(20):
        assert desk.door.admit("ines", "guess", f"192.0.2.{number}") is None
    with Browser(desk) as browser:
        assert browser.tries("ines", PASSWORD).status_code == 429
        assert browser.tries("otto", PASSWORD).status_code == 303


def test_right_passwords_are_not_counted_as_guesses(stranger: Browser) -> None:
    for _ in range(12):
        assert stranger.tries("ines", PASSWORD).headers["location"] == "/console"
        stranger.submit("/console/sign-out")


@pytest.mark.parametrize(
    "address", ["/console/sign-in", "/console/sign-out", "/console/me/language", "/console/people"]
)
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_website_does_nothing(operator: Browser, address: str, headers: dict[str, str]) -> None:
    response = operator.submit(address, headers=headers, login="ines", password=PASSWORD)
    assert response.status_code == 403
    assert "set-cookie" not in response.headers
    assert operator.get("/console").status_code == 200


@pytest.mark.parametrize(
    "address", ["/console/sign-in", "/console/sign-out", "/console/me/language", "/console/people"]
)
@pytest.mark.parametrize("token", ["", "0" * 64, "ä"])
def test_a_form_without_the_token_of_its_page_does_nothing(operator: Browser, address: str, token: str) -> None:
    response = operator.submit(address, form_token=token, login="ines", password=PASSWORD)
    assert response.status_code == 403
    assert operator.get("/console").status_code == 200


def test_a_form_of_our_own_page_is_accepted(stranger: Browser) -> None:
    own = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
    stranger.get("/console/sign-in")
    assert stranger.submit("/console/sign-in", headers=own, login="ines", password=PASSWORD).status_code == 303


def test_a_link_from_elsewhere_is_tried_again_from_our_own_page(stranger: Browser) -> None:
    response = stranger.get("/console/leads/0123", headers={"Sec-Fetch-Site": "cross-site"})
    assert '<meta http-equiv="refresh" content="0">' in response.text


def test_signing_out_ends_the_session_also_for_a_copy_of_its_cookie(operator: Browser) -> None:
    copied = operator.cookies[COOKIE]
    assert operator.submit("/console/sign-out").headers["location"] == "/console/sign-in"
    assert COOKIE not in operator.cookies
    assert operator.get("/console", headers={"Cookie": f"{COOKIE}={copied}"}).status_code == 303


def test_a_one_time_password_leads_nowhere_but_to_a_new_one(desk: ConsoleDesk, stranger: Browser, told: Told) -> None:
    desk.users.give_password("ines", "only for once", TESTS)
    stranger.sign_in("ines", "only for once")
    for page in ("/console", "/console/people", "/console/me", "/console/leads/0123"):
        assert stranger.get(page).headers["location"] == "/console/password"
    assert "Choose your password" in stranger.get("/console/password").text
    assert stranger.submit("/console/password", password="a heron", again="another").status_code == 422
    assert stranger.submit("/console/password", password="short", again="short").status_code == 422
    own = {"password": "eight blue herons", "again": "eight blue herons"}
    assert stranger.submit("/console/password", **own).headers["location"] == "/console"
    assert stranger.get("/console").status_code == 200
    assert stranger.get("/console/password").headers["location"] == "/console/me"
    assert told.settled_in == 0
    with Browser(desk) as other:
        assert other.tries("ines", "only for once").status_code == 401


def test_the_first_admin_chooses_a_password_and_the_printed_one_is_void(desk: ConsoleDesk, told: Told) -> None:
    with desk.database.write() as session:
        session.execute(delete(UserRow))
    desk.users.begin_with("printed at the start")
    desk.users.begin_with("printed at another start")
    assert desk.users.is_open_to("admin", "printed at the start")
    assert not desk.users.is_open_to("admin", "printed at another start")
    with Browser(desk).sign_in("admin", "printed at the start") as browser:
        browser.submit("/console/password", password=PASSWORD, again=PASSWORD)
        assert browser.get("/console").status_code == 200
    assert told.settled_in == 1
    assert not desk.users.is_open_to("admin", "printed at the start")
