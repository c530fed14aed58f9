"""What the environment says, and the secrets that an installation keeps."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from banter.settings import ROOT, BadSetting, Settings


def settings(home: Path, **environment: str) -> Settings:
    return Settings.from_environment({"BANTER_HOME": str(home), **environment})


def test_without_any_variable_everything_is_local_and_under_var() -> None:
    plain = Settings.from_environment({})
    assert plain.home == ROOT / "var"
    assert (plain.web_url, plain.rasa_url, plain.actions_url) == (
        "http://127.0.0.1:8080",
        "http://127.0.0.1:5005",
        "http://127.0.0.1:5055",
    )
    assert plain.database_url == f"sqlite:///{ROOT / 'var' / 'banter.db'}"
    assert (plain.limits, plain.fixed_day) == (True, None)


def test_an_empty_variable_counts_as_not_set() -> None:
    names = ("BANTER_HOME", "BANTER_HOST", "BANTER_PORT", "BANTER_DATABASE_URL", "BANTER_TODAY", "BANTER_API_TOKEN")
    assert Settings.from_environment(dict.fromkeys(names, "")) == Settings.from_environment({})


def test_databases_lie_in_the_home_unless_they_are_elsewhere(tmp_path: Path) -> None:
    assert settings(tmp_path).tracker_url == f"sqlite:///{tmp_path / 'tracker.db'}"
    elsewhere = "postgresql+psycopg://banter@db/banter"
    assert settings(tmp_path, BANTER_DATABASE_URL=elsewhere).database_url == elsewhere


@pytest.mark.parametrize("variable", ["BANTER_PORT", "BANTER_RASA_PORT", "BANTER_ACTIONS_PORT"])
@pytest.mark.parametrize("port", ["0", "65536", "-1", "80a", "8 080", "1e3", "²"])
def test_a_port_that_is_none_is_named_with_an_example(tmp_path: Path, variable: str, port: str) -> None:
    with pytest.raises(BadSetting, match=rf"{variable} is .*{port}.*for example \d+"):
        settings(tmp_path, **{variable: port})


@pytest.mark.parametrize("day", ["tomorrow", "15.02.2027", "2027-02-30", "2027-2-3"])
def test_a_day_that_is_none_is_named_with_an_example(tmp_path: Path, day: str) -> None:
    with pytest.raises(BadSetting, match=f"BANTER_TODAY is '{day}'.*YYYY-MM-DD"):
        settings(tmp_path, BANTER_TODAY=day)


def test_today_can_be_fixed_and_limits_switched_off(tmp_path: Path) -> None:
    fixed = settings(tmp_path, BANTER_TODAY="2027-02-15", BANTER_LIMITS="off")
    assert (fixed.fixed_day, fixed.limits) == (date(2027, 2, 15), False)


def test_a_secret_is_made_once_and_kept_for_the_owner_only(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    made = settings(home).kept_secret("chat-secret")
    assert len(made) >= 32
    assert settings(home).kept_secret("chat-secret") == made
    assert settings(home).kept_secret("another") != made
    assert stat.S_IMODE((home / "chat-secret").stat().st_mode) == 0o600


def test_the_api_token_is_the_environments_or_a_kept_secret(tmp_path: Path) -> None:
    assert settings(tmp_path, BANTER_API_TOKEN="tok").api_token() == "tok"
    assert not (tmp_path / "api-token").exists()
    assert settings(tmp_path).api_token() == (tmp_path / "api-token").read_text().strip()


def test_processes_that_start_together_share_one_secret(tmp_path: Path) -> None:
    for number in range(30):
        with ThreadPoolExecutor(4) as pool:
            made = set(pool.map(lambda _, n=number: settings(tmp_path).kept_secret(f"secret-{n}"), range(4)))
        assert len(made) == 1


def test_an_empty_secret_that_a_crash_left_behind_is_never_used(tmp_path: Path) -> None:
    (tmp_path / "chat-secret").touch(0o600)
    assert settings(tmp_path).kept_secret("chat-secret") != ""


def test_secrets_are_taken_without_the_blanks_around_them_and_never_shown(tmp_path: Path) -> None:
    names = ("TELEGRAM_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "API_TOKEN")
    given = settings(tmp_path, **{f"BANTER_{name}": " geheim\n" for name in names})
    assert given.telegram_token == given.slack_bot_token == given.slack_app_token == "geheim"
    assert given.slack_signing_secret == "geheim"
    assert "geheim" not in repr(given)


def test_a_public_address_is_kept_without_its_last_slash(tmp_path: Path) -> None:
    public = settings(tmp_path, BANTER_PUBLIC_URL="https://chat.seegras.example/")
    assert public.public_url == "https://chat.seegras.example"
    assert settings(tmp_path).public_url is None


@pytest.mark.parametrize("address", ["chat.seegras.example", "ftp://seegras.example", "https://", "https://a b", "//x"])
def test_an_address_that_is_none_is_named_with_an_example(tmp_path: Path, address: str) -> None:
    with pytest.raises(BadSetting, match=r"BANTER_PUBLIC_URL is .*https://chat\.example\.com"):
        settings(tmp_path, BANTER_PUBLIC_URL=address)
