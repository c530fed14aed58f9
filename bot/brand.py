"""Who the assistant speaks for: the operator's ``banter.yml``."""

from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Brand:
    """Names and links that responses may mention. ``address`` is how German visitors are addressed: sie or du."""

    company: str
    bot: str
    default_language: str
    address: str
    privacy_url: str
    booking_url: str


def load_brand(path: Path = ROOT / "banter.yml") -> Brand:
    """Reads the file; it was validated, with lines named, before Rasa was started."""
    return Brand(**yaml.safe_load(path.read_text(encoding="utf-8")))
