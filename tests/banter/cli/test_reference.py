"""Every command is in the docs, and speaks to programs."""

import pytest

from tools.command_reference import PAGE, commands, page

ALL = dict(commands())


def test_the_page_lists_the_commands_as_they_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: .venv/app/bin/python -m tools.command_reference"


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_json_documented_and_says_what_it_does(name: str) -> None:
    told = {option: each.help for each in ALL[name].params for option in each.opts}
    assert (told.get("--json") or "").startswith("For programs: ")
    assert ALL[name].help
    assert all(told[option] for option in told if option.startswith("--") and option != "--help")
