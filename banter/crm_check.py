"""What ``banter doctor`` finds out about HubSpot: whether the token works, and whether ``crm.yml`` fits the account."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from banter.doctor import Finding, State
from banter.operator_files.crm import read_crm
from banter.settings import ROOT, Settings
from handoff.crm.hubspot_api import HubSpotApi
from handoff.crm.mapping import CrmMapping, Filling
from leads.errors import OperatorFileError
from leads.sending import NotNow, Refused


async def check_hubspot(settings: Settings) -> Sequence[Finding]:
    """The account, and each property that is filled there."""
    if settings.hubspot_token is None:
        return [Finding("HubSpot", State.OFF, "BANTER_HUBSPOT_TOKEN is not set")]
    try:
        mapping = read_crm(ROOT / "crm.yml")
    except OperatorFileError:
        return []  # told by the check of the operator's files
    api = HubSpotApi(settings.hubspot_token, settings.hubspot_api_url)
    try:
        account, there = await api.account(), await api.contact_properties()
    except (NotNow, Refused) as error:
        return [Finding("HubSpot", State.PROBLEM, str(error))]
    finally:
        await api.close()
    wrong = list(unfit(mapping, there))
    if wrong:
        return [Finding("HubSpot", State.PROBLEM, f"account {account}: {each}") for each in wrong]
    return [Finding("HubSpot", State.OK, f"account {account}, {len(mapping.contact)} contact properties are filled")]


def unfit(mapping: CrmMapping, there: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What of ``crm.yml`` HubSpot would refuse; ``there`` are its properties of contacts."""
    known = {each["name"]: each for each in there}
    for name, filling in mapping.fillings().items():
        if name not in known:
            yield f"there is no contact property {name}; create it in HubSpot, or correct crm.yml"
        elif known[name].get("modificationMetadata", {}).get("readOnlyValue"):
            yield f"the contact property {name} is read-only; take it out of crm.yml"
        elif known[name].get("type") == "enumeration":
            options = [each["value"] for each in known[name].get("options", ())]
            strange = [each for each in _texts(filling) if each not in options]
            if strange:
                yield f"the contact property {name} has no option {', '.join(strange)}; known: {', '.join(options)}"


def _texts(filling: Filling) -> Sequence[str]:
    """What a property can be filled with, as far as crm.yml names it."""
    return list(dict.fromkeys([*(filling.table or {}).values(), *([filling.value] if filling.value else [])]))
