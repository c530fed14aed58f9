"""The composition root: the only place that opens databases and joins the parts."""

from dataclasses import dataclass

from banter.operator_files import Brand, read_brand, read_criteria
from banter.settings import ROOT, Settings
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.inbox import Inbox
from leads.store import LeadStore


@dataclass(frozen=True)
class Core:
    """What every process of ours works with."""

    brand: Brand
    criteria: Criteria
    database: Database
    store: LeadStore
    inbox: Inbox


def assemble(settings: Settings) -> Core:
    """Reads the operator's files and opens the lead database at its newest schema.

    Raises ``OperatorFileError`` or ``StoreUnavailable``.
    """
    brand, criteria = read_brand(ROOT / "banter.yml"), read_criteria(ROOT / "qualification.yml")
    clock = Clock(settings.fixed_day)
    database = Database(settings.database_url)
    database.migrate()
    return Core(brand, criteria, database, LeadStore(database, criteria, clock), Inbox(database, clock))
