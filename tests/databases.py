"""Databases for tests: the steps of the schema are taken once, every test gets a copy."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from leads.database import Database


def fresh(path: Path) -> Database:
    """A lead database in a file of SQLite, with our tables and nothing in them, if there is none yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_template(), path)
    return Database(f"sqlite:///{path}")


@cache
def _template() -> Path:
    path = Path(tempfile.mkdtemp(prefix="banter-tests-")) / "empty.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    database.close()
    return path
