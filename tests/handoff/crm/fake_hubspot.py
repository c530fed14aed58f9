"""A stand-in for HubSpot's CRM API: contacts, notes and properties, with its own error answers."""

import itertools
import json
import re
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.gateway.fake_platform import FakePlatform, Json

TOKEN = "pat-eu1-fake"
STAGES = ["subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer"]
STATUSES = ["NEW", "OPEN", "IN_PROGRESS", "OPEN_DEAL", "UNQUALIFIED"]
TEXTS = ["email", "firstname", "lastname", "company", "jobtitle", "phone"]
LONGEST_NOTE = 65_536
Answer = tuple[int, Json]


def text_property(name: str) -> Json:
    return {"name": name, "type": "string", "modificationMetadata": {"readOnlyValue": False}}


def choice_property(name: str, options: list[str]) -> Json:
    return {
        **text_property(name),
        "type": "enumeration",
        "options": [{"label": each, "value": each} for each in options],
    }


class FakeHubSpot(FakePlatform):
    """Answers as HubSpot does; ``calls`` are verb, path and body in the order in which they came."""

    def __init__(self) -> None:
        super().__init__()
        self.contacts: dict[str, Json] = {}
        self.notes: dict[str, Json] = {}
        self.erased: list[str] = []
        self.properties = [text_property(name) for name in TEXTS]
        self.properties += [choice_property("lifecyclestage", STAGES), choice_property("hs_lead_status", STATUSES)]
        self.properties.append({**text_property("hs_object_id"), "modificationMetadata": {"readOnlyValue": True}})
        self.missing_scope: str | None = None
        self.now = lambda: datetime(2027, 2, 15, 12, 0, 1, tzinfo=UTC)
        self.before_creating: Callable[[], None] | None = None
        self._ids = itertools.count(101)
        self._lock = threading.Lock()

    def someone(self, source: str = "CRM_UI", created: str = "2026-05-01T08:00:00.000Z", **properties: str) -> str:
        """A contact that was there before."""
        made = self._made(properties)
        made["createdAt"], made["properties"]["hs_object_source_label"] = created, source
        return str(made["id"])

    def the_contact(self) -> dict[str, str]:
        """What the one contact says, without HubSpot's own properties."""
        (contact,) = self.contacts.values()
        return {name: value for name, value in contact["properties"].items() if not name.startswith("hs_object")}

    def bodies(self) -> list[str]:
        """The notes' texts."""
        return [note["properties"]["hs_note_body"] for note in self.notes.values()]

    def named(self, verb: str, path: str) -> str:
        parts = urlsplit(path).path.removeprefix("/crm/v3/objects/").split("/")
        known = [
            part for part in parts if part in ("contacts", "notes", "search", "gdpr-delete", "batch", "properties")
        ]
        return " ".join([verb, *known])

    def answer(
        self, verb: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, Json, Mapping[str, str]]:
        said: Json = json.loads(body) if body else {}
        with self._lock:
            self.calls.append((f"{verb} {path.partition('?')[0]}", said))
            if headers.get("Authorization") != f"Bearer {TOKEN}":
                return (*_error(401, "INVALID_AUTHENTICATION", "Authentication credentials not found."), {})
            if self.missing_scope:
                return (*_no_scope(self.missing_scope), {})
            return (*self._answered(verb, path, said), {})

    def _answered(self, verb: str, path: str, said: Json) -> Answer:
        where = urlsplit(path)
        asked = {name: values[0] for name, values in parse_qs(where.query).items()}
        key = unquote(where.path.rpartition("/")[2])
        match verb, re.sub(r"(?<=contacts/|...notes/)[^/]+$", "*", where.path.removeprefix("/crm/v3")):
            case "GET", "/account-info/v3/details":
                return 200, {"portalId": 4711, "accountType": "STANDARD"}
            case "GET", "/properties/contacts":
                return 200, {"results": self.properties}
            case "POST", "/objects/contacts":
                return self._create(said["properties"])
            case "POST", "/objects/contacts/*" if key == "search":
                return 200, {"results": [_seen(each) for each in self._searched(said)]}
            case "POST", "/objects/contacts/*" if key == "gdpr-delete":
                return self._erase(said["objectId"])
            case "GET", "/objects/contacts/*":
                contact = self._by(asked.get("idProperty"), key)
                return self._shown(contact, asked["properties"].split(",")) if contact else _not_found()
            case "PATCH", "/objects/contacts/*":
                return self._update(key, said["properties"])
            case "POST", "/objects/notes":
                return self._note(said)
            case "POST", "/objects/notes/batch/read":
                ids = [each["id"] for each in said["inputs"]]
                return 200, {"results": [self.notes[each] for each in ids if each in self.notes]}
            case "PATCH", "/objects/notes/*":
                if key not in self.notes:
                    return _not_found()
                self.notes[key]["properties"] |= said["properties"]
                return 200, self.notes[key]
            case "DELETE", "/objects/notes/*":
                self.notes.pop(key, None)
                return 204, {}
        return _not_found()

    def _create(self, properties: Json) -> Answer:
        if refused := self._refused(properties):
            return refused
        if self.before_creating is not None:
            self.before_creating()
        if (other := self._by("email", properties.get("email", ""))) is not None:
            return _error(409, "CONFLICT", f"Contact already exists. Existing ID: {other['id']}")
        return 201, self._made(properties)

    def _made(self, properties: Mapping[str, str]) -> Json:
        number, at = str(next(self._ids)), self.now().isoformat().replace("+00:00", "Z")
        own = {"hs_object_id": number, "hs_object_source_label": "INTEGRATION"}
        self.contacts[number] = {"id": number, "properties": {**own, **_stored(properties)}, "createdAt": at}
        return self.contacts[number]

    def _update(self, key: str, properties: Json) -> Answer:
        contact = self.contacts.get(key)
        if contact is None:
            return _not_found()
        if refused := self._refused(properties):
            return refused
        other = self._by("email", properties.get("email", ""))
        if other is not None and other is not contact:
            return _error(409, "CONFLICT", f"Contact already exists. Existing ID: {other['id']}")
        stage, before = properties.get("lifecyclestage"), contact["properties"].get("lifecyclestage")
        if stage and before and STAGES.index(stage) < STAGES.index(before):
            properties = {**properties, "lifecyclestage": before}
        contact["properties"] |= _stored(properties)
        contact["properties"] = {name: value for name, value in contact["properties"].items() if value}
        return 200, {"id": key, "properties": {name: contact["properties"].get(name) for name in properties}}

    def _erase(self, key: str) -> Answer:
        if self.contacts.pop(key, None) is None:
            return _not_found()
        self.erased.append(key)
        return 204, {}

    def _note(self, said: Json) -> Answer:
        (association,) = said["associations"]
        assert association["types"] == [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 202}]
        assert said["properties"]["hs_timestamp"]
        if association["to"]["id"] not in self.contacts:
            return _error(400, "VALIDATION_ERROR", "CONTACT is not valid")
        if len(said["properties"]["hs_note_body"]) > LONGEST_NOTE:
            return _error(400, "VALIDATION_ERROR", "hs_note_body is too long")
        number = str(next(self._ids))
        note = {"id": number, "properties": dict(said["properties"]), "contact": association["to"]["id"]}
        self.notes[number] = note
        return 201, note

    def _shown(self, contact: Json, names: list[str]) -> Answer:
        own = [
            {"id": each["id"], "type": "contact_to_note"}
            for each in self.notes.values()
            if each["contact"] == contact["id"]
        ]
        shown = {**contact, "properties": {name: contact["properties"].get(name) for name in names}}
        return 200, {**shown, **({"associations": {"notes": {"results": own}}} if own else {})}

    def _by(self, name: str | None, key: str) -> Json | None:
        if name is None:
            return self.contacts.get(key)
        found = (each for each in self.contacts.values() if each["properties"].get(name, "") == key.lower() != "")
        return next(found, None)

    def _searched(self, said: Json) -> list[Json]:
        (group,) = said["filterGroups"]
        wanted = {each["propertyName"]: each["value"] for each in group["filters"]}
        return [each for each in self.contacts.values() if wanted.items() <= each["properties"].items()]

    def _refused(self, properties: Json) -> Answer | None:
        known = {each["name"]: each for each in self.properties}
        wrong: list[dict[str, Any]] = []
        for name, value in properties.items():
            options = [each["value"] for each in known.get(name, {}).get("options", ())]
            if name not in known:
                wrong.append(_invalid(name, "PROPERTY_DOESNT_EXIST", f'Property "{name}" does not exist'))
            elif known[name]["modificationMetadata"]["readOnlyValue"]:
                wrong.append(
                    _invalid(name, "READ_ONLY_VALUE", f'"{name}" is a read only property; its value cannot be set.')
                )
            elif options and value and value not in options:
                wrong.append(_invalid(name, "INVALID_OPTION", f"{value} was not one of the allowed options: {options}"))
        if not wrong:
            return None
        return _error(400, "VALIDATION_ERROR", f"Property values were not valid: {json.dumps(wrong)}")


def _stored(properties: Mapping[str, str]) -> dict[str, str]:
    """HubSpot keeps addresses in small letters and numbers with blanks."""
    stored = dict(properties)
    if "email" in stored:
        stored["email"] = stored["email"].lower()
    return stored


def _seen(contact: Json) -> Json:
    return {"id": contact["id"], "properties": {"email": contact["properties"].get("email")}}


def _invalid(name: str, error: str, message: str) -> dict[str, Any]:
    return {"isValid": False, "message": message, "error": error, "name": name, "localizedErrorMessage": message}


def _error(status: int, category: str, message: str) -> Answer:
    body = {"status": "error", "message": message, "correlationId": "11061cd3", "category": category}
    return status, body


def _not_found() -> Answer:
    return _error(404, "OBJECT_NOT_FOUND", "resource not found")


def _no_scope(scope: str) -> Answer:
    message = "This app hasn't been granted all required scopes to make this call."
    status, body = _error(403, "MISSING_SCOPES", message)
    context = {"requiredGranularScopes": [scope]}
    return status, {
        **body,
        "errors": [{"message": "One or more of the following scopes are required.", "context": context}],
    }
