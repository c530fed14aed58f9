"""The composition root: the only place that opens databases and joins the parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from banter.operator_files import Brand, read_brand, read_criteria, read_labels
from banter.operator_files.placeholders import OF_THE_BRAND
from banter.settings import ROOT, BadSetting, Settings
from banter.trackers import Trackers
from gateway.exports import ExportLinks
from leads.arrivals import Arrivals
from leads.audience import Told
from leads.briefing import Briefings
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.deliveries import Deliveries
from leads.double_opt_in import DoubleOptIn
from leads.editing import Editing
from leads.handoffs import HandOffs
from leads.history import Histories
from leads.inbox import Inbox
from leads.labels import Labels
from leads.merging import Merging
from leads.outbox import Outbox
from leads.privacy import Privacy
from leads.retention import Retention
from leads.silence import Silence
from leads.store import LeadStore
from leads.suppression import Suppression, SuppressionList
from leads.takeover import Sentences, Takeovers
from leads.withdrawal import Withdrawals

if TYPE_CHECKING:
    from actions.desk import Desk


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
    outbox: Outbox
    handoffs: HandOffs
    takeovers: Takeovers
    briefings: Briefings
    editing: Editing
    histories: Histories
    merging: Merging
    suppressed: SuppressionList
    double_opt_in: DoubleOptIn
    withdrawals: Withdrawals
    trackers: Trackers
    retention: Retention


def desk(settings: Settings, core: Core) -> "Desk":
    """What the action server's actions work with."""
    from actions.desk import Desk  # it brings the framework of the action server, which nobody else needs

    links = ExportLinks(settings.kept_secret("privacy-secret"), settings.visitors_url)
    return Desk(
        store=core.store,
        handoffs=core.handoffs,
        privacy=core.privacy,
        criteria=core.criteria,
        clock=core.clock,
        hours=core.brand.business_hours.hours,
        labels=core.labels,
        export_link=links.make,
        takes_bookings=core.brand.booking_url is not None,
    )


def assemble(settings: Settings, brand: Brand | None = None) -> Core:
    """Reads the operator's files and opens the lead database at its newest schema.

    ``brand`` stands for ``banter.yml``, if it is given. Raises ``OperatorFileError`` or ``StoreUnavailable``.
    """
    brand, criteria = brand or read_brand(ROOT / "banter.yml"), read_criteria(settings.qualification)
    labels = {
        language: read_labels(ROOT / "data" / "labels" / f"{language}.yml").addressing(brand.address)
        for language in ("en", "de")
    }
    clock = Clock(settings.fixed_day)
    database = Database(settings.database_url)
    database.migrate()
    handoffs = HandOffs(database, criteria, clock, brand.business_hours.hours, told(settings))
    suppression = Suppression(settings.kept_secret("suppression-secret"))
    double_opt_in = DoubleOptIn(database, criteria, clock, suppression, handoffs.changed, on=brand.double_opt_in)
    trackers = Trackers(settings.tracker_url)
    store = LeadStore(database, criteria, clock, double_opt_in.changed)
    return Core(
        brand,
        criteria,
        labels,
        clock,
        database,
        store,
        Inbox(database, clock),
        Arrivals(database, clock),
        Deliveries(database, clock),
        Privacy(database, clock, store, suppression),
        Silence(database, clock),
        Outbox(database, clock),
        handoffs,
        Takeovers(database, clock, _sentences(brand)),
        Briefings(database),
        Editing(database, criteria, clock, double_opt_in.changed),
        Histories(database),
        Merging(database, criteria, clock, double_opt_in.changed),
        SuppressionList(database, suppression),
        double_opt_in,
        Withdrawals(database, store, suppression, clock),
        trackers,
        Retention(database, clock, brand.retention, trackers.forget),
    )


def check_letters(settings: Settings, brand: Brand) -> None:
    """A double opt-in needs letters. Raises ``BadSetting``."""
    if brand.double_opt_in and settings.smtp_url is None:
        raise BadSetting(
            "banter.yml has double_opt_in: on, which needs a mail server; set BANTER_SMTP_URL and BANTER_MAIL_FROM, "
            "or write double_opt_in: off."
        )


def told(settings: Settings) -> Told:
    """Which destinations of hand-offs the environment gives access to."""
    people = {
        "slack": settings.slack_bot_token,
        "telegram": settings.telegram_token,
        "email": settings.smtp_url,
    }
    streams = {"webhook": settings.webhook_url, "hubspot": settings.hubspot_token, "amqp": settings.amqp_url}
    return Told(
        frozenset(kind for kind, access in people.items() if access),
        tuple(kind for kind, access in streams.items() if access),
    )


def spoken(response: str, brand: Brand) -> Mapping[str, str]:
    """What is said without the bot, by language: the first variant of a response, with the brand's names in it."""
    paths = (ROOT / "data" / "responses").glob("*.yml")
    said = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))[response][0] for path in paths}
    names = {name: str(getattr(brand, name) or "") for name in OF_THE_BRAND}
    return {
        language: _filled(text if isinstance(text, str) else text[brand.address], names)
        for language, text in said.items()
    }


def _sentences(brand: Brand) -> Sentences:
    responses = ("utter_person_joined", "utter_person_left", "utter_person_absent")
    joined, left, absent = (spoken(response, brand) for response in responses)
    return Sentences(brand.default_language, joined, left, absent)


def _filled(text: str, names: Mapping[str, str]) -> str:
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value.replace("{", "{{").replace("}", "}}"))
    return text
