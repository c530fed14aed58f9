"""The CRM, joined: what is sent to HubSpot, and ``banter crm-preview``, which only shows it."""

from collections.abc import Iterator
from functools import partial

from banter.assembly import Core
from banter.operator_files.crm import read_crm
from banter.settings import ROOT, Settings
from handoff.card import Cards
from handoff.crm.fields import Fields
from handoff.crm.hubspot import HubSpotDestination
from handoff.crm.hubspot_api import HubSpotApi
from handoff.crm.mapping import properties
from handoff.crm.text import Notes
from leads.readable import Readable
from leads.suppression import Reached
from leads.values import Json
from leads.view import as_json


def hubspot(settings: Settings, core: Core, cards: Cards) -> HubSpotDestination:
    """HubSpot, as ``crm.yml`` says. Raises ``OperatorFileError``."""
    api = HubSpotApi(settings.hubspot_token or "", settings.hubspot_api_url)
    mapping = read_crm(ROOT / "crm.yml")
    notes = Notes(core.briefings, cards)
    return HubSpotDestination(api, mapping, _fields(settings, core, cards), notes, partial(_is_left_alone, core))


def preview(
    settings: Settings, core: Core, cards: Cards, lead_id: str | None, newest: int
) -> Iterator[dict[str, Json]]:
    """What would be sent about a lead, or about the newest ones. Raises ``UnknownLead``."""
    mapping, fields = read_crm(ROOT / "crm.yml"), _fields(settings, core, cards)
    notes = Notes(core.briefings, cards)
    for lead in [core.store.get(lead_id)] if lead_id else core.store.find(limit=newest).leads:
        shown = as_json(lead)
        audience = None if _is_left_alone(core, lead.text("email"), lead.text("phone")) else mapping.audience(shown)
        yield {
            "lead": lead.id,
            "class": lead.verdict.lead_class,
            "sent_for": audience,
            "contact": properties(mapping, fields.of(shown)) if audience else None,
            "note": notes.about(lead.id, "(id of the event)") if audience and mapping.note else None,
        }


def _is_left_alone(core: Core, email: str | None, phone: str | None) -> bool:
    return core.suppressed.holds(Reached(email, phone))


def _fields(settings: Settings, core: Core, cards: Cards) -> Fields:
    language = core.criteria.handoff.language or core.brand.default_language
    readable = Readable(language, cards.words.labels(core.labels[language]))
    return Fields(readable, core.criteria, lambda lead: f"{settings.visitors_url}/console/leads/{lead}")
