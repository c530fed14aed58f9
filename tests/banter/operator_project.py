"""A small project of an operator in a folder of its own, in which a test makes mistakes."""

from pathlib import Path

from banter.operator_files import check
from banter.operator_files.placeholders import NEEDED
from banter.settings import ROOT
from bot.words import RETRIEVAL_INTENTS
from leads.errors import OperatorFileError

BANTER = """\
company: Seegras Software
bot: Tang
default_language: en
address: sie
privacy_url: https://seegras.example/privacy
booking_url: https://seegras.example/book
origins: [https://www.seegras.example]
nudge_after_minutes: 3
business_hours:
  timezone: Europe/Berlin
  holidays: DE-HH
  open:
    monday: "09:00-12:00, 13:00-17:00"
  closed: [2027-12-24]
  answer_within_hours: 4
"""
QUALIFICATION = "currency: EUR\nquestions:\n  joined: []\n  order:\n    - need\n    - email\n"
DOMAIN = """\
intents: [greet, affirm, inform, faq, {chitchat: {use_entities: true}}]
entities: [person, need, email, authority, contact_opt_in]
slots:
  need: {type: text}
  email: {type: text}
  authority: {type: text}
  contact_opt_in: {type: bool}
  confirmed: {type: bool}
"""
RULES = """\
rules:
  - rule: a greeting is returned
    steps: [{intent: greet}, {action: utter_greet}]
  - rule: a question is answered
    steps: [{intent: faq}, {action: utter_faq}, {action: action_listen}]
"""
ENTRY = """\
en:
  ask:
    - what does it cost?
    - price
  answer: Ask {company}.
de:
  ask:
    - was kostet das?
  answer:
    sie: Fragen Sie {company}.
    du: Frag {company}.
"""
ENGLISH = """\
utter_greet:
  - Hello, I'm {bot}.
  - text: Shall we start?
    buttons:
      - {title: 'Yes', payload: /affirm}
      - {title: I decide, payload: '/inform{"authority": "decision_maker"}'}

utter_technical_problem:
  - Sorry, once more please.
utter_noted:
  - "Noted: {facts}."
utter_ask_need: ["What do you need?"]
utter_why_need: ["To help."]
utter_ask_email: ["Where may we write?"]
utter_why_email: ["To write."]
"""
GERMAN = """\
utter_greet:
  - Hallo, ich bin {bot}.
  - sie: Möchten Sie anfangen?
    du: Möchtest du anfangen?
    buttons:
      - {title: 'Ja', payload: /affirm}
      - {title: 'Ich entscheide', payload: '/inform{"authority": "decision_maker"}'}
utter_technical_problem:
  - Bitte noch einmal.
utter_noted:
  - "Notiert: {facts}."
utter_ask_need: ["Worum geht es?"]
utter_why_need: ["Um zu helfen."]
utter_ask_email: ["Wohin dürfen wir schreiben?"]
utter_why_email: ["Um zu schreiben."]
"""


class OperatorProject:
    """Files that are all in order, until a test changes one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        further = "".join(f"{name}: [x]\n" for name in sorted(NEEDED) if f"{name}:" not in ENGLISH)
        self.write("banter.yml", BANTER)
        self.write("qualification.yml", QUALIFICATION)
        self.write("crm.yml", (ROOT / "crm.yml").read_bytes())
        self.write("domain.yml", DOMAIN)
        self.write("data/rules/conversation.yml", RULES)
        self.write("data/faq/price.yml", ENTRY)
        for intent in RETRIEVAL_INTENTS:
            for word in ("one", "two"):
                asked = f"ask: [{intent} {word}]"
                self.write(f"data/{intent}/{word}.yml", f"en: {{{asked}, answer: x}}\nde: {{{asked}, answer: x}}\n")
        for path in (
            f"data/{folder}/{language}.yml"
            for folder in ("labels", "channels", "handoff", "import", "privacy")
            for language in ("en", "de")
        ):
            self.write(path, (ROOT / path).read_bytes())
        self.write("data/responses/en.yml", ENGLISH + further)
        self.write("data/responses/de.yml", GERMAN + further)

    def write(self, path: str, content: str | bytes) -> None:
        """A file as the operator saves it."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())

    def edit(self, path: str, old: str, new: str) -> None:
        """Puts other words in a file; the old ones must be there."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def problems(self) -> list[str]:
        """What the operator is told; nothing when all files are in order."""
        try:
            check(self.root)
        except OperatorFileError as error:
            return str(error).splitlines()
        return []

    def the_problem(self) -> str:
        """The one problem that the operator is told."""
        (problem,) = self.problems()
        return problem
