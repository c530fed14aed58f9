"""The composition root: the only place that opens databases and joins the parts."""

from collections.abc import Mapping
from dataclasses import dataclass

from actions.desk import Desk
from leads.labels import Labels
from banter.operator_files import Brand, read_brand, read_criteria, read_labels
from banter.settings import ROOT, Settings
from gateway.exports import ExportLinks
from leads.arrivals import Arrivals
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.deliveries import Deliveries
from leads.inbox import Inbox
from leads.privacy import Privacy
from leads.silence import Silence
from leads.store import LeadStore


@dataclass(frozen=True)
class Core:
    """What every process of ours works with."""

    brand: Brand
    criteria: Criteria
    labels: Mapping[str, Labels]
    clock: Clock
    database: Database
    store: LeadStore
    inbox: Inbox
    arrivals: Arrivals
    deliveries: Deliveries
    privacy: Privacy
    silence: Silence


def desk(settings: Settings, core: Core) -> Desk:
    """What the action server's actions work with."""
    links = ExportLinks(settings.kept_secret("privacy-secret"), settings.visitors_url)
    return Desk(
        store=core.store,
        privacy=core.privacy,
        criteria=core.criteria,
        clock=core.clock,
        hours=core.brand.business_hours.hours,
        labels=core.labels,
        export_link=links.make,
        takes_bookings=core.brand.booking_url is not None,
    )


def assemble(settings: Settings) -> Core:
    """Reads the operator's files and opens the lead database at its newest schema.

    Raises ``OperatorFileError`` or ``StoreUnavailable``.
    """
    brand, criteria = read_brand(ROOT / "banter.yml"), read_criteria(ROOT / "qualification.yml")
    labels = {
        language: read_labels(ROOT / "data" / "labels" / f"{language}.yml").addressing(brand.address)
        for language in ("en", "de")
    }
    clock = Clock(settings.fixed_day)
    database = Database(settings.database_url)
    database.migrate()
    return Core(
        brand,
        criteria,
        labels,
        clock,
        database,
        LeadStore(database, criteria, clock),
        Inbox(database, clock),
        Arrivals(database, clock),
        Deliveries(database, clock),
        Privacy(database, clock),
        Silence(database, clock),
    )
