"""Who may sign in, for how long, and what the audit log keeps of it."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from leads.audit import Actor, Audit, Deed
from leads.database import Database
from leads.errors import UnknownUser, UserRefused
from leads.user import Role
from leads.user_sessions import UserSessions
from leads.users import Profile, Users
from tests.leads.made_up import MovingClock

INES = Actor("ines", "192.0.2.7")
PASSWORD = "seven green herons"


class Reversed:
    """Keeps a password backwards: enough to see that it is not kept as it is, and quicker than a real hash."""

    def hashed(self, password: str) -> str:
        return password[::-1]

    def fits(self, stored: str | None, password: str) -> bool:
        return stored == password[::-1]

    def is_outdated(self, stored: str) -> bool:
        return False


@pytest.fixture
def audit(database: Database, clock: MovingClock) -> Audit:
    return Audit(database, clock)


@pytest.fixture
def users(database: Database, clock: MovingClock, audit: Audit) -> Users:
    users = Users(database, clock, Reversed(), audit, ("ines", "otto"))
    users.add("ines", Profile("Ines", Role.ADMIN, person="ines"), PASSWORD, INES)
    return users


@pytest.fixture
def sessions(database: Database, clock: MovingClock) -> UserSessions:
    return UserSessions(database, clock)


def deeds(audit: Audit) -> list[str]:
    return [entry.what for entry in reversed(audit.find().entries)]


def test_a_user_signs_in_with_login_and_password_and_with_nothing_else(users: Users) -> None:
    user = users.admitted("ines", PASSWORD)
    assert user == users.get("ines")
    assert user.handles_leads_as == "ines"
    assert users.admitted("ines", PASSWORD + " ") is None
    assert users.admitted("otto", PASSWORD) is None


@pytest.mark.parametrize("login", ["", " ", "two words", "a" * 101, "semi;colon", "new\nline", "<b>"])
def test_a_login_that_cannot_be_typed_is_refused(users: Users, login: str) -> None:
    with pytest.raises(UserRefused, match="bad_login"):
        users.add(login, Profile("Otto", Role.SALES), PASSWORD, INES)
    assert len(users.all()) == 1


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "short_password"),
        ("x" * 201, "long_password"),
        ("aaaaaaaaaaaaaa", "weak_password"),
        ("otto.lang is my name", "weak_password"),
    ],
)
def test_a_password_that_is_guessed_at_once_is_refused(users: Users, password: str, code: str) -> None:
    with pytest.raises(UserRefused, match=code):
        users.add("otto.lang", Profile("Otto", Role.SALES), password, INES)


def test_what_is_said_about_a_user_must_make_sense(users: Users) -> None:
    for profile, code in (
        (Profile("", Role.SALES), "bad_name"),
        (Profile("x" * 101, Role.SALES), "bad_name"),
        (Profile("Otto\u202e", Role.SALES), "bad_name"),
        (Profile("Otto", Role.SALES, "fr"), "unknown_language"),
        (Profile("Otto", Role.SALES, person="karla"), "unknown_person"),
    ):
        with pytest.raises(UserRefused, match=code):
            users.add("otto", profile, PASSWORD, INES)


def test_a_login_is_given_once_whatever_its_capitals(users: Users) -> None:
    with pytest.raises(UserRefused, match="login_taken"):
        users.add("INES", Profile("Another", Role.VIEWER), PASSWORD, INES)


def test_the_last_admin_can_neither_be_removed_nor_locked_out_nor_become_another(users: Users) -> None:
    for change in (
        lambda: users.remove("ines", INES),
        lambda: users.disable("ines", INES),
        lambda: users.change("ines", Profile("Ines", Role.SALES), INES),
    ):
        with pytest.raises(UserRefused, match="last_admin"):
            change()
    users.add("otto", Profile("Otto", Role.ADMIN), PASSWORD, INES)
    users.remove("ines", INES)
    assert [user.login for user in users.all()] == ["otto"]
    with pytest.raises(UnknownUser):
        users.get("ines")


def test_a_locked_out_user_comes_in_again_only_when_let_in(users: Users, sessions: UserSessions) -> None:
    otto = users.add("otto", Profile("Otto", Role.SALES), PASSWORD, INES)
    token = sessions.begin(otto.id, "192.0.2.1")
    users.disable("otto", INES)
    assert sessions.user(token) is None
    assert users.admitted("otto", PASSWORD) is None
    users.enable("otto", INES)
    assert sessions.user(token) is None
    assert users.admitted("otto", PASSWORD) is not None


def test_a_new_password_signs_out_everywhere_but_where_it_was_chosen(users: Users, sessions: UserSessions) -> None:
    ines = users.get("ines")
    here, there = sessions.begin(ines.id, "192.0.2.1"), sessions.begin(ines.id, "192.0.2.2")
    with pytest.raises(UserRefused, match="same_password"):
        users.choose_password("ines", PASSWORD, INES, here)
    users.choose_password("ines", "eight blue herons", INES, here)
    seen = sessions.user(here)
    assert seen is not None
    assert not seen.password_is_temporary
    assert sessions.user(there) is None
    users.give_password("ines", "nine red herons", INES)
    assert sessions.user(here) is None
    assert users.is_open_to("ines", "nine red herons")


def test_a_session_ends_by_itself_and_says_when_it_was_seen(
    users: Users, sessions: UserSessions, clock: MovingClock
) -> None:
    ines = users.get("ines")
    token = sessions.begin(ines.id, "192.0.2.1")
    other = sessions.begin(ines.id, "192.0.2.2")
    clock.move(minutes=5)
    assert sessions.user(token) == ines
    latest, earlier = sessions.of(ines.id, other)
    assert (latest.address, latest.own, earlier.own) == ("192.0.2.1", False, True)
    assert latest.seen_at - latest.created_at == timedelta(minutes=5)
    sessions.end_others(ines.id, token)
    assert sessions.user(other) is None
    clock.move(hours=12)
    assert sessions.user(token) is None
    assert sessions.of(ines.id, token) == ()


def test_the_database_does_not_know_the_token_of_a_session(
    users: Users, sessions: UserSessions, database: Database
) -> None:
    token = sessions.begin(users.get("ines").id, "192.0.2.1")
    with database.read() as session:
        assert token not in str(session.execute(text("select * from user_sessions")).all())
        kept = str(session.execute(text("select token_hash from user_sessions")).scalar())
    assert sessions.user(kept) is None


def test_every_change_of_a_user_is_in_the_log_with_who_did_it(users: Users, audit: Audit) -> None:
    users.add("otto", Profile("Otto", Role.SALES), PASSWORD, INES)
    users.change("otto", Profile("Otto", Role.MARKETING), INES)
    users.change("otto", Profile("Otto", Role.MARKETING), INES)
    users.give_password("otto", "nine red herons", INES)
    users.remove("otto", INES)
    assert deeds(audit) == ["user.added", "user.added", "user.changed", "password.changed", "user.removed"]
    entry = audit.find(what="user.changed").entries[0]
    assert (entry.by, entry.address, entry.details) == ("ines", "192.0.2.7", {"user": "otto", "role": "marketing"})


def test_what_was_not_done_is_not_in_the_log(users: Users, audit: Audit) -> None:
    with pytest.raises(UserRefused):
        users.remove("ines", INES)
    assert deeds(audit) == ["user.added"]


def test_the_log_is_read_page_by_page_by_deed_person_and_lead(audit: Audit) -> None:
    for number in range(7):
        audit.note(Deed.LEAD_SEEN, Actor(f"user {number % 2}"), lead=f"lead {number % 3}")
    audit.note(Deed.LEAD_ERASED, INES, lead="lead 1")
    assert [entry.what for entry in audit.find(lead="lead 1").entries] == ["lead.erased", "lead.seen", "lead.seen"]
    assert len(audit.find(what="lead.seen", by="user 1").entries) == 3
    seen, after = [], None
    while True:
        page = audit.find(after=after, limit=3)
        seen += [entry.id for entry in page.entries]
        after = page.next
        if after is None:
            break
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 8
    assert audit.actors() == ("ines", "user 0", "user 1")


@pytest.mark.parametrize("change", ["update audit set by = 'nobody'", "delete from audit"])
def test_the_database_refuses_to_change_the_log(audit: Audit, database: Database, change: str) -> None:
    audit.note(Deed.LEAD_ERASED, INES, lead="lead 1")
    with pytest.raises(DBAPIError, match="only ever added"), database.write() as session:
        session.execute(text(change))
    assert deeds(audit) == ["lead.erased"]


@pytest.mark.parametrize("change", ["role = 'king'", "language = 'fr'", "login = null"])
def test_the_database_refuses_a_user_that_makes_no_sense(users: Users, database: Database, change: str) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.execute(text(f"update users set {change}"))
