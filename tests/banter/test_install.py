"""Setting up on machines that differ: which Python is found, what is said when there is none. Nothing is fetched."""

import hashlib
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from banter.settings import ROOT

FIND = (
    "import sys; sys.path.insert(0, 'tools'); import install\n"
    "try:\n"
    "    print(install.find_python([{version}]))\n"
    "except install.CannotInstall as error:\n"
    "    print(error, file=sys.stderr); sys.exit(1)\n"
)


def script(path: Path, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def run(home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Runs Python in a project of its own, with a home, a PATH and a pyenv of its own; the only uv there fails."""
    tool = home / "project" / "tools" / "install.py"
    tool.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "tools" / "install.py", tool)
    script(home / "bin" / "uv", 'echo "uv $*" >> "$HOME/uv.log"; exit 1')
    environment = {"HOME": str(home), "PYENV_ROOT": str(home / "pyenv"), "PATH": f"{home / 'bin'}:/nowhere"}
    environment["UV_DEFAULT_INDEX"] = "http://127.0.0.1:1/simple"
    return subprocess.run(
        [sys.executable, *command], cwd=home / "project", env=environment, capture_output=True, text=True
    )


def find_python(home: Path, version: tuple[int, int]) -> subprocess.CompletedProcess[str]:
    return run(home, "-c", FIND.format(version=version))


def asked_of_uv(home: Path) -> str:
    log = home / "uv.log"
    return log.read_text() if log.exists() else ""


def pinned(home: Path, text: str) -> str:
    """Writes the project's pinned requirements; returns the stamp of an environment that holds them."""
    path = home / "project" / "requirements" / "app.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_python_that_runs_it_is_taken_when_it_fits(tmp_path: Path) -> None:
    found = find_python(tmp_path, (sys.version_info[0], sys.version_info[1]))
    assert found.stdout.strip() == sys.executable


def test_a_python_under_pyenv_is_found_though_it_is_not_on_the_path(tmp_path: Path) -> None:
    python = script(tmp_path / "pyenv" / "versions" / "3.10.4" / "bin" / "python", "echo 3 10")
    assert find_python(tmp_path, (3, 10)).stdout.strip() == str(python)


def test_a_pyenv_version_whose_number_only_begins_alike_is_another_one(tmp_path: Path) -> None:
    script(tmp_path / "pyenv" / "versions" / "3.1.9" / "bin" / "python", "echo 3 1")
    script(tmp_path / "pyenv" / "versions" / "3.100.0" / "bin" / "python", "echo 3 100")
    assert find_python(tmp_path, (3, 10)).returncode == 1


def test_a_python_on_the_path_is_found(tmp_path: Path) -> None:
    python = script(tmp_path / "bin" / "python3.10", "echo 3 10")
    assert find_python(tmp_path, (3, 10)).stdout.strip() == str(python)


def test_a_shim_that_does_not_start_is_passed_over(tmp_path: Path) -> None:
    script(tmp_path / "bin" / "python3.10", "echo 'pyenv: python3.10: command not found' >&2; exit 127")
    python = script(tmp_path / "pyenv" / "versions" / "3.10.14" / "bin" / "python", "echo 3 10")
    assert find_python(tmp_path, (3, 10)).stdout.strip() == str(python)


@pytest.mark.parametrize("lie", ["echo 3 9", "echo", "exit 0", "echo three ten", "echo 3 10; exit 1"])
def test_a_python_that_is_not_what_its_name_says_is_passed_over(tmp_path: Path, lie: str) -> None:
    script(tmp_path / "bin" / "python3.10", lie)
    assert find_python(tmp_path, (3, 10)).returncode == 1


def test_a_missing_python_ends_in_one_clear_sentence(tmp_path: Path) -> None:
    missing = find_python(tmp_path, (3, 10))
    assert missing.returncode == 1
    assert missing.stderr.strip() == (
        "Python 3.10 is needed and could not be found or fetched. Install it (python3.10 on the PATH, or "
        "`pyenv install 3.10`) and run make again."
    )
    assert "Traceback" not in missing.stderr


def test_a_missing_python_is_asked_of_uv_at_last(tmp_path: Path) -> None:
    find_python(tmp_path, (3, 10))
    assert asked_of_uv(tmp_path).strip() == "uv python install 3.10"


def test_a_current_environment_is_left_alone(tmp_path: Path) -> None:
    stamp = tmp_path / "project" / ".venv" / "app" / ".app.txt.sha256"
    stamp.parent.mkdir(parents=True)
    stamp.write_text(pinned(tmp_path, "httpx==0.28.1\n"))
    done = run(tmp_path, "tools/install.py", "app")
    assert (done.returncode, done.stdout, asked_of_uv(tmp_path)) == (0, "", "")


def test_changed_requirements_are_installed_and_a_failure_leaves_the_environment_not_current(tmp_path: Path) -> None:
    script(tmp_path / "project" / ".venv" / "app" / "bin" / "python", "echo 3 11")
    wanted = pinned(tmp_path, "httpx==0.28.1\n")
    stamp = tmp_path / "project" / ".venv" / "app" / ".app.txt.sha256"
    stamp.write_text("another stamp")
    done = run(tmp_path, "tools/install.py", "app")
    assert done.returncode == 1
    assert done.stderr.strip() == "Banter cannot be set up: uv pip install failed; its message is above."
    assert "uv pip install --python" in asked_of_uv(tmp_path)
    assert stamp.read_text() != wanted


COMMANDS = """
import os, sys
def main():
    print(os.getcwd(), __file__, sys.argv[1:])
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that has been set up, whose one command says where it runs, from where it comes, and its arguments."""
    stamp = tmp_path / "project" / ".venv" / "app" / ".app.txt.sha256"
    stamp.parent.mkdir(parents=True)
    stamp.write_text(pinned(tmp_path, ""))
    assert run(tmp_path, "tools/install.py", "app").returncode == 0
    project = tmp_path / "project"
    script(project / ".venv" / "app" / "bin" / "python", f'exec "{sys.executable}" "$@"')
    (project / "banter").mkdir()
    (project / "banter" / "__main__.py").write_text(COMMANDS)
    return project


def launched(launcher: Path | str, where: Path, *arguments: str, **environment: str) -> str:
    (where / "banter").mkdir(exist_ok=True)  # of the same name, and not what is meant
    command = [str(launcher), *arguments]
    return subprocess.run(
        command, cwd=where, env={"PATH": "/usr/bin:/bin", **environment}, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_launcher_runs_the_commands_of_its_project_from_any_folder(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    said = launched(project / ".venv" / "app" / "bin" / "banter", elsewhere, "leads", "a  b", "*", CDPATH="/usr")
    assert said == f"{elsewhere} {project}/banter/__main__.py {['leads', 'a  b', '*']}"
    assert launched("../project/.venv/app/bin/banter", elsewhere).startswith(f"{elsewhere} {project}/banter/")


def test_the_launcher_goes_on_working_in_a_moved_project_and_through_links(project: Path, tmp_path: Path) -> None:
    moved = project.rename(tmp_path / "a project that was moved")
    (tmp_path / "bin").mkdir(exist_ok=True)
    (tmp_path / "links").mkdir()
    (tmp_path / "bin" / "banter").symlink_to("../links/banter")
    (tmp_path / "links" / "banter").symlink_to(moved / ".venv" / "app" / "bin" / "banter")
    assert launched(tmp_path / "bin" / "banter", tmp_path, "doctor").endswith(f"{moved}/banter/__main__.py ['doctor']")


def test_the_launcher_is_put_back_and_left_alone_while_it_is_as_it_should_be(project: Path, tmp_path: Path) -> None:
    launcher = project / ".venv" / "app" / "bin" / "banter"
    launcher.write_text("#!/bin/sh\nexit 1\n")
    assert run(tmp_path, "tools/install.py", "app").returncode == 0
    written = launcher.stat().st_mtime_ns
    assert run(tmp_path, "tools/install.py", "app").returncode == 0
    assert (launcher.stat().st_mtime_ns, launcher.stat().st_mode & 0o777) == (written, 0o755)
    assert launched(launcher, tmp_path).startswith(str(tmp_path))
