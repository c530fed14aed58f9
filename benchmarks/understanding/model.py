"""The trained assistant, asked what it understands of a single message."""

import asyncio
import logging
import os
from pathlib import Path
from typing import Any

from benchmarks.understanding.lines import ROOT


class NoModel(Exception):
    """Nothing has been trained yet."""


class TrainedModel:
    """The newest of ``models/``. Outside of ``understand`` nothing of Rasa is seen."""

    def __init__(self) -> None:
        os.environ |= {
            "BANTER_ACTIONS_URL": "http://127.0.0.1:1/webhook",  # never called: nothing is answered here
            "BANTER_TRACKER_URL": "sqlite://",
            "RASA_TELEMETRY_ENABLED": "false",
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "TF_CPP_MIN_LOG_LEVEL": "3",
        }
        from rasa.core.agent import Agent
        from rasa.utils.log_utils import configure_structlog

        configure_structlog(logging.ERROR)
        self._agent = Agent.load(str(_newest_model()))

    def understand(self, text: str, *, language: str | None = None, asked: str | None = None) -> dict[str, Any]:
        """Rasa's reading of a message, after a question for the slot ``asked``, in a conversation in ``language``."""
        from rasa.core.channels.channel import UserMessage
        from rasa.shared.core.events import SlotSet
        from rasa.shared.core.trackers import DialogueStateTracker

        tracker = DialogueStateTracker("evaluation", self._agent.domain.slots)
        for name, value in (("language", language), ("requested_slot", asked)):
            if value is not None:
                tracker.update(SlotSet(name, value))
        reading: dict[str, Any] = asyncio.run(self._agent.processor.parse_message(UserMessage(text), tracker))
        return reading


def _newest_model() -> Path:
    models = sorted((ROOT / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise NoModel("There is no trained model; make train writes one.")
    return models[-1]
