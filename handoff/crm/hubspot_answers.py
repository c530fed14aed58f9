"""What HubSpot's answers mean for a parcel: try again, or never."""

import json
import re
from http import HTTPStatus

import httpx

from leads.sending import NotNow, Refused

LIMIT_PAUSE_S = 10.0  # HubSpot counts calls in ten rolling seconds …
DAILY_PAUSE_S = 900.0  # … and in a day
LATER = frozenset({408, 423, 425, 429, 477})
LONGEST_MESSAGE = 200
NO_SUCH_PROPERTY = "PROPERTY_DOESNT_EXIST"
READ_ONLY = "READ_ONLY_VALUE"
SCOPES = re.compile(r"crm\.[a-z_.]+")
NO_LIST = "Property values were not valid: "


def trouble(response: httpx.Response) -> NotNow | Refused:
    """What to raise for an answer that is no success. The text names what to do, and repeats no visitor's data."""
    status = response.status_code
    if status == HTTPStatus.UNAUTHORIZED:
        return NotNow("HubSpot rejects the token; check BANTER_HUBSPOT_TOKEN")
    if status == HTTPStatus.FORBIDDEN:
        missing = sorted(set(SCOPES.findall(response.text)))
        named = f"the scope {' or '.join(missing)}" if missing else "a scope"
        return NotNow(f"BANTER_HUBSPOT_TOKEN lacks {named}; add it in the settings of the app in HubSpot")
    if status in LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return NotNow(f"HubSpot answers {status}", _pause_s(response))
    return Refused(f"HubSpot refuses: {_reason(response)}")


def existing_id(response: httpx.Response) -> str | None:
    """The contact that is in the way of another one with the same e-mail address."""
    found = re.search(r"Existing ID: (\d+)", _message(response))
    return found and found.group(1)


def _pause_s(response: httpx.Response) -> float | None:
    said = response.headers.get("Retry-After", "")
    if said.isdecimal():
        return float(said)
    if response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
        return None
    return DAILY_PAUSE_S if _answer(response).get("policyName") == "DAILY" else LIMIT_PAUSE_S


def _reason(response: httpx.Response) -> str:
    message = _message(response)
    try:
        refused = json.loads(message.partition(NO_LIST)[2])
        return "; ".join(_of_property(each["name"], each["error"]) for each in refused)
    except (ValueError, KeyError, TypeError):
        return f"{response.status_code} {message[:LONGEST_MESSAGE]}"


def _of_property(name: str, error: str) -> str:
    if error == NO_SUCH_PROPERTY:
        return f"there is no contact property {name}; create it in HubSpot, or correct crm.yml"
    if error == READ_ONLY:
        return f"the contact property {name} is read-only; take it out of crm.yml"
    return f"the contact property {name} cannot hold that value ({error}); correct crm.yml"


def _message(response: httpx.Response) -> str:
    return str(_answer(response).get("message", ""))


def _answer(response: httpx.Response) -> dict[str, object]:
    try:
        answer = response.json()
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
