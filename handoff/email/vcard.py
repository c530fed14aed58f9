"""A lead as a business card that address books take."""

import vobject

from handoff.email.clean import clean
from leads.model import Lead


def vcard(lead: Lead, note: str) -> bytes | None:
    """The card as vCard 3.0; ``None`` while nothing is known that belongs on it."""
    named = {slot: clean(lead.text(slot) or "").strip() for slot in ("person_name", "company", "job_title", "email")}
    phone = (lead.text("phone") or "").partition(";ext=")
    name = named["person_name"] or named["company"] or named["email"] or phone[0]
    if not name:
        return None
    card = vobject.vCard()
    given, _, family = named["person_name"].rpartition(" ")
    card.add("fn").value = name
    card.add("n").value = vobject.vcard.Name(family=family if given else "", given=given or family)
    if named["company"]:
        card.add("org").value = [named["company"]]
    if named["job_title"]:
        card.add("title").value = named["job_title"]
    if named["email"]:
        _add(card, "email", named["email"], "INTERNET")
    if phone[0]:
        _add(card, "tel", "".join((phone[0], f",{phone[2]}" if phone[2] else "")), "WORK")
    card.add("note").value = clean(note)
    return str(card.serialize()).encode()


def _add(card: vobject.base.Component, part: str, value: str, of_type: str) -> None:
    line = card.add(part)
    line.value, line.type_param = value, of_type
