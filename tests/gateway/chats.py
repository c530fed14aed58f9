"""A site that is reached over Telegram or Slack, and a look into its database."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.deliveries import Deliveries, Trouble
from leads.privacy import Privacy
from leads.store import LeadStore
from tests.gateway.conftest import Site
from tests.gateway.fake_bot import FakeBot, Replies, reply


@dataclass
class Chats:
    """A running site; ``channel`` is the one that the test is about."""

    site: Site
    channel: str

    @property
    def bot(self) -> FakeBot:
        return self.site.bot

    def query(self, statement: str) -> list[Any]:
        """Rows of the lead database."""
        database = Database(self.site.database_url)
        with database.write() as session:
            result = session.execute(text(statement))
            rows = list(result) if result.returns_rows else []
        database.close()
        return rows

    def count(self, table: str) -> int:
        return int(self.query(f"select count(*) from {table}")[0][0])

    def lines(self) -> list[tuple[str, str]]:
        """Author and text of all messages, in order."""
        return [(row[0], row[1]) for row in self.query("select author, text from messages order by id")]

    def sources(self) -> list[dict[str, str]]:
        """Where the conversations come from, in order."""
        return [json.loads(row[0]) for row in self.query("select source from conversations order by created_at")]

    def erased_meanwhile(self, _: dict[str, Any]) -> Replies:
        """A turn during which somebody else deletes the conversation."""
        self.query("delete from conversations")
        return [reply("You said it.")]

    def erased_on_request(self, turn: dict[str, Any]) -> Replies:
        """A turn that asks to delete everything, as a visitor may."""
        database = Database(self.site.database_url)
        Privacy(database, Clock(), LeadStore(database, Criteria(), Clock())).request_erasure(turn["conversation"])
        database.close()
        return [reply("All of it is deleted.")]

    def troubles(self) -> tuple[Trouble, ...]:
        """What could not be delivered, or not yet."""
        database = Database(self.site.database_url)
        found = Deliveries(database, Clock()).troubles(self.channel)
        database.close()
        return found
