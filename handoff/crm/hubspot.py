"""HubSpot: one contact for each person, kept up to date, with a note for each class that their lead reaches."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from handoff.crm.fields import Fields
from handoff.crm.hubspot_api import SOURCE, Contact, HubSpotApi, Taken
from handoff.crm.mapping import CrmMapping, properties
from handoff.crm.text import Notes
from handoff.crm.traces import Traces, changes, ours
from leads.errors import StoreUnavailable
from leads.outbox import ERASED, MERGED, Parcel, Posted
from leads.sending import NotNow

EMAIL = "email"
BY_AN_APP = "INTEGRATION"
CLOCKS_DIFFER = timedelta(minutes=2)
At = tuple[Contact, Traces]
LeftAlone = Callable[[str | None, str | None], bool]


def nobody(*_: str | None) -> bool:
    """Leaves nobody alone."""
    return False


class HubSpotDestination:
    """Sends leads that ``crm.yml`` wants there; one that is there is kept up to date whatever becomes of it.

    A contact that was deleted in HubSpot stays deleted. Nobody is sent for the first time whom ``left_alone`` knows, by
    e-mail address and phone number, as somebody who must not be contacted again.
    """

    kind = "hubspot"
    at_once = 4

    def __init__(
        self, api: HubSpotApi, mapping: CrmMapping, fields: Fields, notes: Notes, left_alone: LeftAlone = nobody
    ) -> None:
        self._api, self._mapping, self._fields, self._notes = api, mapping, fields, notes
        self._left_alone = left_alone

    async def send(self, parcel: Parcel) -> Posted | None:
        """Brings contact and notes up to date."""
        traces = Traces.of(parcel.reference)
        if parcel.kind == ERASED:
            await self._erase(traces)
            return None
        if parcel.kind == MERGED:
            return None  # the lead that it went into keeps the contact of this address up to date
        lead = parcel.data["lead"]
        audience = self._mapping.audience(lead)
        if traces is None and (audience is None or await self._is_left_alone(lead)):
            return None
        fields = self._fields.of(lead)
        at = await (self._first(parcel, fields) if traces is None else self._again(traces, fields))
        if at is None:
            return None if traces is None else Posted(traces.reference())
        if audience is not None and self._mapping.note:
            at = await self._noted(*at, parcel)
        return Posted(at[1].reference())

    async def close(self) -> None:
        """Gives the connections back."""
        await self._api.close()

    async def _is_left_alone(self, lead: Mapping[str, Any]) -> bool:
        try:
            return await asyncio.to_thread(self._left_alone, lead.get("email"), lead.get("phone"))
        except StoreUnavailable as error:
            raise NotNow("the suppression list cannot be read") from error

    async def _first(self, parcel: Parcel, fields: Mapping[str, str]) -> At | None:
        """The contact of a lead that was not sent yet, found or made; ``None``: the lead has no address."""
        wanted, email = properties(self._mapping, fields), fields.get(EMAIL)
        contact = await self._found(email, wanted)
        if contact is None:
            if email is None and self._of_phone(wanted) is None:
                return None
            try:
                contact = await self._api.create({EMAIL: email, **wanted} if email else wanted)
                return contact, Traces(contact.id, created=True).written(wanted, {}, contact.properties)
            except Taken as taken:
                contact = await self._api.contact(taken.contact, wanted) if taken.contact else None
                if contact is None:
                    raise NotNow("another contact with this e-mail address is just being made") from taken
        if _is_of_an_earlier_attempt(contact, parcel):
            return contact, Traces(contact.id, created=True).written(wanted, {}, contact.properties)
        return contact, await self._written(contact, Traces(contact.id), wanted)

    async def _again(self, traces: Traces, fields: Mapping[str, str]) -> At | None:
        """The contact of a lead that was sent before; ``None``: it is gone."""
        wanted = properties(self._mapping, fields)
        contact = await self._api.contact(traces.contact, wanted)
        return None if contact is None else (contact, await self._written(contact, traces, wanted))

    async def _found(self, email: str | None, wanted: Mapping[str, str]) -> Contact | None:
        if email is not None:
            return await self._api.contact(email, wanted, by_email=True)
        same = self._of_phone(wanted)
        found = await self._api.find(same) if same else None
        return await self._api.contact(found, wanted) if found else None

    def _of_phone(self, wanted: Mapping[str, str]) -> dict[str, str] | None:
        """What a person has in common with the contact, without an address: a number alone may be a switchboard's."""
        if self._mapping.property_of("phone") not in wanted:
            return None
        names = [self._mapping.property_of(each) for each in ("phone", "first_name", "last_name")]
        return {name: wanted[name] for name in names if name is not None and name in wanted}

    async def _written(self, contact: Contact, traces: Traces, wanted: Mapping[str, str]) -> Traces:
        sent = changes(wanted, contact.properties, traces, self._mapping.overwrites())
        if not sent:
            return traces
        try:
            after = await self._api.update(contact.id, sent)
        except Taken:  # a corrected address may be that of another contact
            sent.pop(EMAIL, None)
            after = await self._api.update(contact.id, sent)
        return traces if after is None else traces.written(sent, contact.properties, after)

    async def _noted(self, contact: Contact, traces: Traces, parcel: Parcel) -> At:
        lead_class = parcel.data["lead"]["class"]
        if lead_class in traces.notes:
            return contact, traces
        note = await self._api.note_with(parcel.id, contact.notes) if parcel.attempts > 1 else None
        if note is None:
            body = await asyncio.to_thread(self._notes.about, parcel.lead_id, parcel.id)
            if body is None:
                return contact, traces
            note = await self._api.add_note(contact.id, body, parcel.at)
        return contact, traces.noted(lead_class, note)

    async def _erase(self, traces: Traces | None) -> None:
        """Deletes a contact that was made for the lead; of another one only what was written there."""
        if traces is None:
            return
        for note in traces.notes.values():
            await self._api.remove_note(note)
        if traces.created:
            await self._api.erase(traces.contact)
            return
        contact = await self._api.contact(traces.contact, traces.wrote)
        if contact is not None and (left := ours(contact.properties, traces)):
            await self._api.update(contact.id, dict.fromkeys(left, ""))


def _is_of_an_earlier_attempt(contact: Contact, parcel: Parcel) -> bool:
    """Whether we have made the contact ourselves, and the answer got lost."""
    is_new = contact.created_at >= parcel.at - CLOCKS_DIFFER
    return parcel.attempts > 1 and is_new and contact.properties.get(SOURCE) == BY_AN_APP
