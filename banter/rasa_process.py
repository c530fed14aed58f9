"""How Rasa is called: its own Python, its own environment variables."""

from banter.settings import ROOT, Settings

PYTHON = ROOT / ".venv" / "rasa" / "bin" / "python"


def rasa_command(*arguments: str) -> list[str]:
    """A Rasa command line in Rasa's environment."""
    return [str(PYTHON), "-m", "rasa", *arguments]


def rasa_environment(settings: Settings) -> dict[str, str]:
    """What Rasa's process needs to know beside our own environment."""
    return {
        "BANTER_ACTIONS_URL": f"{settings.actions_url}/webhook",
        "BANTER_TRACKER_URL": settings.tracker_url,
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "SANIC_REQUEST_MAX_SIZE": "100000",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONWARNINGS": "ignore",
        "LOG_LEVEL": "WARNING",
    }
