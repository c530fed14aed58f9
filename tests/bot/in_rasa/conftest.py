"""Rasa's own objects, without a trained model."""

from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def domain() -> Domain:
    """The project's domain."""
    return Domain.load(str(ROOT / "domain.yml"))
