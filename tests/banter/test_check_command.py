"""``banter check``, and that no long work begins with a wrong file."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from banter.settings import ROOT
from tests.ports import free_port

PACKAGES = ("actions", "banter", "bot", "console", "gateway", "handoff", "leads", "data")


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the product, whose files a test may spoil."""
    folder = tmp_path_factory.mktemp("installation")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ROOT.glob("*.yml"):
        shutil.copy(path, folder)
    return folder


def banter(installation: Path, *command: str) -> subprocess.CompletedProcess[str]:
    ports = {name: str(free_port()) for name in ("BANTER_PORT", "BANTER_RASA_PORT", "BANTER_ACTIONS_PORT")}
    return subprocess.run(
        [sys.executable, "-m", "banter", *command],
        cwd=installation,
        env={**os.environ, **ports, "BANTER_HOME": str(installation / "var"), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_what_is_fine_is_said(installation: Path) -> None:
    done = banter(installation, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "banter.yml         Bante speaks for Nordlicht Software" in done.stdout
    assert "data/faq" in done.stdout
    assert done.stdout.endswith("All of it can be used.\n")
    assert not (installation / "var").exists()


def test_programs_are_told_the_same(installation: Path) -> None:
    fine = banter(installation, "check", "--json")
    assert (fine.returncode, json.loads(fine.stdout)) == (0, {"usable": True, "problems": []})
    shipped = (installation / "banter.yml").read_text(encoding="utf-8")
    (installation / "banter.yml").write_text(shipped.replace("bot: Bante", "bott: Bante"), encoding="utf-8")
    wrong = banter(installation, "check", "--json")
    (installation / "banter.yml").write_text(shipped, encoding="utf-8")
    told = json.loads(wrong.stdout)
    assert (wrong.returncode, wrong.stderr, told["usable"]) == (1, "", False)
    assert {"path": "banter.yml", "line": 5, "what": "bott: there is no such setting; did you mean bot?"} in told[
        "problems"
    ]


@pytest.mark.parametrize("command", ["check", "run", "train"])
def test_mistakes_are_told_before_the_long_work_one_on_each_line(installation: Path, command: str) -> None:
    shipped = (installation / "banter.yml").read_text(encoding="utf-8")
    (installation / "banter.yml").write_text(shipped.replace("bot: Bante", "bot: [red]\nbott: Bante"), encoding="utf-8")
    done = banter(installation, command)
    (installation / "banter.yml").write_text(shipped, encoding="utf-8")
    told, nothing = (done.stdout, done.stderr) if command == "check" else (done.stderr, done.stdout)
    assert (done.returncode, nothing) == (1, "")
    assert told.splitlines() == [
        "Banter cannot start; put this right first:",
        "  banter.yml:5: bot: write one text here, not a list",
        "  banter.yml:6: bott: there is no such setting; did you mean bot?",
    ]
    assert not (installation / "models").exists()
