"""Who the assistant speaks for: what responses need of the operator's ``banter.yml``."""

from dataclasses import dataclass, fields
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Brand:
    """Names and links that responses may mention. ``address`` is how German visitors are addressed: sie or du.

    ``booking_url`` is ``None`` where visitors cannot book a call themselves.
    """

    company: str
    bot: str
    default_language: str
    address: str
    privacy_url: str
    booking_url: str | None = None


def load_brand(path: Path = ROOT / "banter.yml") -> Brand:
    """Reads the file; it was validated, with lines named, before Rasa was started."""
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Brand(**{field.name: written[field.name] for field in fields(Brand) if field.name in written})
