"""Somebody of the team who takes part in a visitor's conversation."""

from leads.clock import Clock
from leads.database import Database
from leads.tables import Author, MessageRow
from tests.product import Product


def person_writes(product: Product, conversation: str, text: str) -> None:
    """Writes a line as another process does: into the database, and tells nobody."""
    database = Database(f"sqlite:///{product.home / 'banter.db'}")
    with database.write() as session:
        row = MessageRow(conversation_id=conversation, author=Author.PERSON, text=text, at=Clock().now())
        session.add(row)
    database.close()
