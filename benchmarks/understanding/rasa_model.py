"""Trains a Rasa pipeline on its own and reads messages with it."""

import asyncio
import logging
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.model_training import train_nlu
from rasa.utils.log_utils import configure_structlog

Parser = Callable[[str], dict[str, Any]]


def trained(config: Path, data: Path) -> Parser:
    """A function from a message to what Rasa's pipeline makes of it."""
    configure_structlog(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        model = train_nlu(str(config), str(data), folder)
        agent = Agent.load(model)
    loop = asyncio.new_event_loop()
    return lambda text: loop.run_until_complete(agent.parse_message(text))
