"""Passwords are kept by argon2, and a better way of keeping them spreads by itself."""

from argon2 import PasswordHasher

from console.desk import ConsoleDesk
from console.passwords import Argon2, one_time_password
from leads.users import Users
from tests.console.desk import PASSWORD, QUICK, settled

STRONGER = Argon2(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))


def test_the_parameters_are_those_that_are_recommended() -> None:
    stored = Argon2().hashed(PASSWORD)
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert PASSWORD not in stored


def test_a_password_fits_itself_however_its_signs_are_composed_and_nothing_else() -> None:
    stored = QUICK.hashed("grüne Reiher")
    assert QUICK.fits(stored, "gru\u0308ne Reiher")
    assert not QUICK.fits(stored, "grune Reiher")
    assert not QUICK.fits(None, "grüne Reiher")
    assert not QUICK.fits("no hash at all", "grüne Reiher")


def test_signing_in_hashes_a_password_anew_where_today_it_would_be_hashed_better(desk: ConsoleDesk) -> None:
    settled(desk, "ines")
    users = Users(desk.database, desk.clock, STRONGER, desk.audit)
    assert users.admitted("ines", PASSWORD) is not None
    assert desk.users.admitted("ines", PASSWORD) is not None, "which now hashes it in its own way again"
    assert users.admitted("ines", "wrong") is None


def test_a_one_time_password_is_never_the_same() -> None:
    assert len({one_time_password() for _ in range(100)}) == 100
