"""What SQLite leaves of a deleted row in its files, and how that goes.

``secure_delete`` overwrites a row where it stood, but not the copies that a page keeps in its unused middle when SQLite
moves rows between pages, nor the journal. Both are gone once the file is rewritten and the journal emptied. Rewriting
takes as long as the file is large: a small one is rewritten at once, a large one when ``rewrite_if_due`` is called.
``user_version`` 1 says that it is due.
"""

from typing import Any

SMALL = 64 * 1024 * 1024  # bytes; rewritten in about a second


def mark(connection: Any) -> None:
    """Notes, in the transaction that erases something, that the file is to be rewritten."""
    connection.execute("PRAGMA user_version=1")


def scrub(connection: Any) -> None:
    """Leaves nothing of what was erased, as far as that can be done at once; to be called without a transaction."""
    if _size(connection) <= SMALL:
        rewrite_if_due(connection)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def rewrite_if_due(connection: Any) -> bool:
    """Rewrites the file if something was erased since the last time; whether it did."""
    if not connection.execute("PRAGMA user_version").fetchone()[0]:
        return False
    connection.execute("VACUUM")
    connection.execute("PRAGMA user_version=0")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return True


def _size(connection: Any) -> int:
    pages, page_size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return int(pages) * int(page_size)
