"""Builds the two environments. Runs on any Python from 3.8 on, with nothing but its standard library and pip.

python3 tools/install.py app rasa dev     build or refresh these; current ones are left alone
python3 tools/install.py --compile        compile requirements/*.txt from requirements/*.in
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, Optional, Tuple

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
REQUIREMENTS = ROOT / "requirements"
Version = Tuple[int, int]

APP_PYTHONS = [(3, 11), (3, 12), (3, 13)]  # preferred first
RASA_PYTHONS = [(3, 10)]
LAUNCHER = """\
#!/bin/sh
# Runs Banter's commands from any folder. The project is found from this file, so that both can be moved.
self=$0
while [ -h "$self" ]; do
    target=$(readlink "$self")
    case $target in
        /*) self=$target ;;
        *) self=$(dirname "$self")/$target ;;
    esac
done
bin=$(CDPATH= cd -- "$(dirname "$self")" && pwd) || exit
root=$(CDPATH= cd -- "$bin/../../.." && pwd) || exit
start='import sys; sys.path.insert(0, sys.argv.pop(1)); from banter.__main__ import main; main()'
exec "$bin/python" -P -c "$start" "$root" "$@"
"""
LAYERS = {  # what can be asked for: its environment, the Pythons it runs on, its pinned requirements
    "app": ("app", APP_PYTHONS, "app.txt"),
    "dev": ("app", APP_PYTHONS, "dev.txt"),
    "rasa": ("rasa", RASA_PYTHONS, "rasa.txt"),
    "rasa-dev": ("rasa", RASA_PYTHONS, "rasa-dev.txt"),
}


class CannotInstall(Exception):
    """What is missing on this machine, and what to do about it."""


def main(arguments: List[str]) -> int:
    try:
        if arguments == ["--compile"]:
            compile_requirements()
        else:
            for layer in arguments:
                install(*LAYERS[layer])
    except CannotInstall as error:
        print(f"Banter cannot be set up: {error}", file=sys.stderr)
        return 1
    return 0


def install(environment: str, pythons: List[Version], requirements: str) -> None:
    """Makes an environment hold the pinned packages; the stamp says what it holds already."""
    folder = ROOT / ".venv" / environment
    pinned = REQUIREMENTS / requirements
    stamp = folder / f".{requirements}.sha256"
    wanted = hashlib.sha256(pinned.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        put_launcher(environment)
        return
    if not (folder / "bin" / "python").exists():
        python = find_python(pythons)
        say(f"Making .venv/{environment} with {python}")
        uv("venv", "--quiet", "--python", python, str(folder))
    say(f"Installing {requirements} into .venv/{environment}; the first time this takes a few minutes")
    uv("pip", "install", "--python", str(folder / "bin" / "python"), "--requirement", str(pinned))
    put_launcher(environment)
    stamp.write_text(wanted)


def put_launcher(environment: str) -> None:
    """Leaves the command ``banter`` beside the Python that it needs."""
    path = ROOT / ".venv" / environment / "bin" / "banter"
    if environment != "app" or (path.exists() and path.read_text() == LAUNCHER):
        return
    path.parent.mkdir(exist_ok=True)
    path.write_text(LAUNCHER)
    path.chmod(0o755)


def compile_requirements() -> None:
    """Pins every package for both environments; what is shipped is held to what was tested."""
    compile_options = ["pip", "compile", "--quiet", "--upgrade", "--no-header"]
    for name, options in (
        ("dev", ["--universal", "--python-version", "3.11"]),
        ("app", ["--universal", "--python-version", "3.11", "--constraint", "requirements/dev.txt"]),
        ("rasa-dev", ["--python-version", "3.10"]),
        ("rasa", ["--python-version", "3.10", "--constraint", "requirements/rasa-dev.txt"]),
    ):
        uv(*compile_options, *options, f"requirements/{name}.in", "-o", f"requirements/{name}.txt")


def find_python(versions: List[Version]) -> str:
    """A Python of one of these versions: this one, on the path, under pyenv, or fetched by uv."""
    for version in versions:
        for candidate in _candidates(version):
            if _version_of(candidate) == version:
                return candidate
    text = "{}.{}".format(*versions[0])
    say(f"Python {text} is not here; fetching it")
    fetched = subprocess.run(
        [find_uv(), "python", "install", text], cwd=str(ROOT), env=_environment(), stderr=subprocess.PIPE
    )
    if fetched.returncode == 0:
        return text
    raise CannotInstall(
        f"Python {text} is needed and could not be found or fetched. Install it (python{text} on the PATH, or "
        f"`pyenv install {text}`) and run make again."
    )


def _candidates(version: Version) -> List[str]:
    name = "python{}.{}".format(*version)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    under_pyenv = sorted(pyenv.glob("{}.{}*/bin/python".format(*version)), reverse=True)
    on_path = [found for found in (shutil.which(name),) if found]
    return [sys.executable, *map(str, under_pyenv), *on_path]


def _version_of(python: str) -> Optional[Version]:
    """The version of a Python that really starts: a pyenv shim of a version that is not selected does not."""
    code = "import sys, venv; print(sys.version_info[0], sys.version_info[1])"
    try:
        answer = subprocess.run([python, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    parts = answer.stdout.split()
    return (int(parts[0]), int(parts[1])) if answer.returncode == 0 and len(parts) == 2 else None


def uv(*arguments: str) -> None:
    """Runs uv; its own words explain a failure best."""
    if subprocess.run([find_uv(), *arguments], cwd=str(ROOT), env=_environment()).returncode != 0:
        raise CannotInstall("uv {} failed; its message is above.".format(" ".join(arguments[:2])))


def find_uv() -> str:
    """The machine's uv, or one that pip puts into a folder of the project."""
    ours = TOOLS / "bin" / "uv"
    if ours.exists():
        return str(ours)
    installed = shutil.which("uv")
    if installed:
        return installed
    say("Getting uv into .tools")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--target",
        str(TOOLS),
        "uv",
    ]
    if subprocess.run(pip).returncode != 0:
        raise CannotInstall("uv could not be installed with pip; is pip there, and a package index reachable?")
    return str(ours)


def _environment() -> Dict[str, str]:
    """What uv needs to know beside the environment: the package index that pip is set to, which uv does not read."""
    environment = dict(os.environ)
    if not any(name in environment for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL")):
        index = _pip_index()
        if index:
            environment["UV_DEFAULT_INDEX"] = index
    environment.setdefault("UV_LINK_MODE", "copy" if _is_other_disk() else "hardlink")
    return environment


def _pip_index() -> Optional[str]:
    """The one package index that pip is set to, if it is set to one."""
    asked = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()
    settings = (line.partition("=") for line in listed.splitlines())
    named = [value.strip("'") for key, _, value in settings if key.split(".")[-1].replace("-", "_") == "index_url"]
    return named[-1] if named else None


def _is_other_disk() -> bool:
    cache = Path(os.environ.get("UV_CACHE_DIR") or Path.home() / ".cache")
    return cache.exists() and cache.stat().st_dev != ROOT.stat().st_dev


def say(message: str) -> None:
    print(message, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
