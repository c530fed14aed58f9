"""The part of HubSpot's CRM API (v3) that we call: contacts, their notes, their properties."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from handoff.crm.hubspot_answers import existing_id, trouble
from handoff.crm.traces import There
from leads.sending import NotNow, Refused

CONTACTS = "/crm/v3/objects/contacts"
NOTES = "/crm/v3/objects/notes"
NOTE_TO_CONTACT = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 202}
SOURCE = "hs_object_source_label"
NOTES_AT_ONCE = 100
GONE, CONFLICT = HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT
TIMEOUT_S = 8.0  # a parcel takes several calls, and thirty seconds at most


class Taken(Refused):
    """Another contact has this e-mail address; ``contact`` is its id, if HubSpot tells."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__("HubSpot refuses: another contact has this e-mail address")
        self.contact = existing_id(response)


@dataclass(frozen=True)
class Contact:
    """A contact in HubSpot. ``notes`` are the ids of its notes, if they were asked for."""

    id: str
    properties: There
    created_at: datetime
    notes: tuple[str, ...] = ()


class HubSpotApi:
    """Each method raises ``NotNow`` or ``Refused``."""

    def __init__(self, token: str, url: str) -> None:
        headers = {b"Authorization": f"Bearer {token}".encode()}  # as text it would have to be ASCII
        self._http = httpx.AsyncClient(base_url=url, headers=headers, timeout=TIMEOUT_S)

    async def close(self) -> None:
        """Gives the connections back."""
        await self._http.aclose()

    async def contact(self, key: str, names: Collection[str], *, by_email: bool = False) -> Contact | None:
        """The contact with an id, or with an e-mail address; ``None``: there is none, or none any more."""
        asked = {"properties": ",".join(sorted({*names, SOURCE})), "associations": "notes"}
        by = {"idProperty": "email"} if by_email else {}
        path = f"{CONTACTS}/{quote(key, safe='@')}"
        response = await self._call("GET", path, allowed=(GONE,), params={**asked, **by})
        return None if response.status_code == GONE else _contact(response.json())

    async def find(self, wanted: Mapping[str, str]) -> str | None:
        """The id of the oldest contact whose properties are these."""
        filters = [{"propertyName": name, "operator": "EQ", "value": value} for name, value in wanted.items()]
        asked = {"filterGroups": [{"filters": filters}], "limit": 100}
        found = (await self._call("POST", f"{CONTACTS}/search", json=asked)).json()["results"]
        return str(min(int(each["id"]) for each in found)) if found else None

    async def create(self, properties: Mapping[str, str]) -> Contact:
        """Makes a contact. Raises ``Taken``."""
        response = await self._call("POST", CONTACTS, allowed=(CONFLICT,), json={"properties": properties})
        if response.status_code == CONFLICT:
            raise Taken(response)
        return _contact(response.json())

    async def update(self, contact: str, properties: Mapping[str, str]) -> There | None:
        """Changes properties ("" empties one); returns them as they are now, ``None``: the contact is gone.

        Raises ``Taken``.
        """
        path, allowed = f"{CONTACTS}/{contact}", (GONE, CONFLICT)
        response = await self._call("PATCH", path, allowed=allowed, json={"properties": properties})
        if response.status_code == CONFLICT:
            raise Taken(response)
        return None if response.status_code == GONE else response.json()["properties"]

    async def erase(self, contact: str) -> None:
        """Deletes a contact for good, as the GDPR demands."""
        await self._call("POST", f"{CONTACTS}/gdpr-delete", allowed=(GONE,), json={"objectId": contact})

    async def add_note(self, contact: str, body: str, at: datetime) -> str:
        """Puts a note, which is simple HTML, on a contact; returns its id."""
        on = {"to": {"id": contact}, "types": [NOTE_TO_CONTACT]}
        note = {"hs_note_body": body, "hs_timestamp": at.isoformat()}
        return str((await self._call("POST", NOTES, json={"properties": note, "associations": [on]})).json()["id"])

    async def note_with(self, words: str, among: Sequence[str]) -> str | None:
        """The first of the newest notes in which these words occur."""
        newest = sorted(among, key=int, reverse=True)[:NOTES_AT_ONCE]
        if not newest:
            return None
        asked = {"properties": ["hs_note_body"], "inputs": [{"id": each} for each in newest]}
        found = (await self._call("POST", f"{NOTES}/batch/read", json=asked)).json()["results"]
        return next((each["id"] for each in found if words in (each["properties"].get("hs_note_body") or "")), None)

    async def remove_note(self, note: str) -> None:
        """Empties and deletes a note: what is deleted only can be restored for months."""
        path, emptied = f"{NOTES}/{note}", {"hs_note_body": ""}
        await self._call("PATCH", path, allowed=(GONE,), json={"properties": emptied})
        await self._call("DELETE", path, allowed=(GONE,))

    async def contact_properties(self) -> Sequence[Mapping[str, Any]]:
        """Every property that contacts can have, as HubSpot describes it."""
        found: Sequence[Mapping[str, Any]] = (await self._call("GET", "/crm/v3/properties/contacts")).json()["results"]
        return found

    async def account(self) -> str:
        """The number of the account that the token belongs to."""
        return str((await self._call("GET", "/account-info/v3/details")).json()["portalId"])

    async def _call(self, method: str, path: str, *, allowed: Collection[int] = (), **given: Any) -> httpx.Response:
        """An answer that is a success, or one of those failures that the caller understands."""
        try:
            response = await self._http.request(method, path, **given)
        except httpx.HTTPError as error:  # its text may hold the token
            raise NotNow(f"HubSpot cannot be reached: {type(error).__name__}") from None
        if response.is_success or response.status_code in allowed:
            return response
        raise trouble(response)


def _contact(raw: Mapping[str, Any]) -> Contact:
    notes = raw.get("associations", {}).get("notes", {}).get("results", ())
    return Contact(
        str(raw["id"]),
        raw["properties"],
        datetime.fromisoformat(raw["createdAt"]),
        tuple(dict.fromkeys(str(each["id"]) for each in notes)),
    )
