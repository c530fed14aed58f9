"""An installation whose commands are called."""

from pathlib import Path

import pytest

from tests.banter.cli.calling import Banter


@pytest.fixture
def banter(tmp_path: Path) -> Banter:
    return Banter(tmp_path / "var")
