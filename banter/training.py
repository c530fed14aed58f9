"""Training the assistant, only when something it learns from has changed."""

import hashlib
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from banter.rasa_process import rasa_command, rasa_environment
from banter.settings import ROOT, Settings

LEARNED_FROM = (
    *("domain.yml", "config.yml", "requirements/rasa.txt", "data/**/*.yml"),
    *("bot/components/*.py", "bot/names/*.py", "bot/importer.py", "bot/words.py"),
)
NOT_LEARNED = ("privacy",)
"""Folders of words that the assistant never says: letters and pages."""
RESPONSE_NAME = re.compile(rb"^(\w+):", re.MULTILINE)
MODELS = ROOT / "models"


class TrainingFailed(Exception):
    """Rasa could not train; the text says where its log is."""


def model_path() -> Path:
    """Where the model for the present training data is, or will be: its name is their fingerprint."""
    digest = hashlib.sha256()
    for path in _inputs():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(_learned(path))
    return MODELS / f"banter-{digest.hexdigest()[:16]}.tar.gz"


def train(settings: Settings) -> Path:
    """Trains a model and returns its path; the log goes to the data directory. Raises ``TrainingFailed``."""
    model, log = model_path(), settings.home / "log" / "train.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    arguments = ("train", "--data", "data", "--domain", "domain.yml", "--config", "config.yml", "--out", str(MODELS))
    with log.open("wb") as output:
        finished = subprocess.run(
            rasa_command(*arguments, "--fixed-model-name", model.name.removesuffix(".tar.gz")),
            cwd=ROOT,
            env={**os.environ, **rasa_environment(settings)},
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if finished.returncode != 0 or not model.exists():
        raise TrainingFailed(f"Training failed; its log is {log}")
    return model


def _learned(path: Path) -> bytes:
    """What of a file goes into the model: of the responses only their names, so that words change without training."""
    content = path.read_bytes()
    return b" ".join(RESPONSE_NAME.findall(content)) if path.parent.name == "responses" else content


def _inputs() -> Iterator[Path]:
    for pattern in LEARNED_FROM:
        found = (path for path in ROOT.glob(pattern) if path.is_file() and path.parent.name not in NOT_LEARNED)
        yield from sorted(found)
