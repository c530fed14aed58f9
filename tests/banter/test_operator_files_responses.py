"""What the assistant says: the same responses in both languages, with placeholders and buttons that work."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from banter.operator_files.placeholders import NEEDED, OF_CHANNELS, PASSED
from banter.settings import ROOT
from bot.words import load_responses
from gateway.telegram.reading import KINDS
from tests.banter.operator_project import OperatorProject

EN, DE = "data/responses/en.yml", "data/responses/de.yml"


@pytest.fixture
def project(tmp_path: Path) -> OperatorProject:
    return OperatorProject(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "line", "advice"),
    [
        (
            "  - Hello, I'm {bot}.\n",
            "  - Hello, I'm {both}.\n",
            2,
            "utter_greet, entry 1: nobody fills {both} here; did",
        ),
        ("  - Hello, I'm {bot}.\n", "  - Hello, {facts}.\n", 2, "nobody fills {facts} here; known here: {company}"),
        ("  - Hello, I'm {bot}.\n", "  - Hello: I'm {bot}.\n", 2, "a text with a colon in it needs quotes around it"),
        ("  - Hello, I'm {bot}.\n", "  - yes\n", 2, 'YAML reads yes as yes; put it in quotes: "yes"'),
        ("  - Hello, I'm {bot}.\n", "  - {sie: Hallo, du: Hallo}\n", 2, "only German has sie and du; write one text"),
        ("  - Hello, I'm {bot}.\n", "  - {sie: Hallo, du: }\n", 2, "only German has sie and du; write one text"),
        (
            "  - Sorry, once more please.",
            "  - Sorry, {company} again.",
            9,
            "nobody fills {company} here; none is known",
        ),
        (
            "  - Sorry, once more please.",
            "  - {text: Sorry, buttons: []}",
            9,
            "no buttons are shown here; write the text",
        ),
        ("  - Sorry, once more please.", "    Sorry, once more please.", 8, "utter_technical_problem: write a list"),
        (
            "    buttons:\n",
            "    button:\n",
            4,
            "utter_greet, entry 2.button: there is no such setting; did you mean bu",
        ),
        ("{title: 'Yes', payload", "{title: Yes, payload", 5, "entry 1.title: YAML reads Yes as yes; put it in quotes"),
        ("{title: 'Yes', payload: /affirm}", "{title: 'Yes'}", 5, "buttons, entry 1.payload: is missing; add it"),
        ("{title: 'Yes', payload: /affirm}", "{payload: /affirm}", 5, "buttons, entry 1.title: is missing; add it"),
        ("{title: 'Yes', payload", "{titel: 'Yes', payload", 5, "titel: there is no such setting; did you mean title?"),
        ("{title: 'Yes', payload", "{title: 'Ask {bot}', payload", 5, "nothing is filled in here; write the words"),
        ("{title: 'Yes', payload", f"{{title: {'y' * 76}, payload", 5, "is longer than 75 characters"),
        (
            "payload: /affirm",
            "payload: /afirm",
            5,
            "there is no intent 'afirm'; did you mean affirm?",
        ),
        ("payload: /affirm", "payload: /I decide", 5, "there is no intent 'I decide'; known: affirm, chitchat, faq"),
        ("payload: /affirm", "payload: affirm", 5, "is taken for the word 'affirm'; write /affirm if the intent"),
        ('"authority": "d', '"athority": "d', 6, "there is no slot 'athority'; did you mean authority?"),
        (
            '"authority": "decision_maker"',
            '"authority": "boss"',
            6,
            "authority cannot be 'boss': one of decision_maker",
        ),
        (
            '"authority": "decision_maker"',
            '"contact_opt_in": "yes"',
            6,
            "contact_opt_in cannot be 'yes': true or false",
        ),
        ('"authority": "decision_maker"}', '"authority": "decision_maker"', 6, "is not JSON; write it as"),
        ('"authority"', "authority", 6, "is not JSON"),
        ("utter_noted:", "utter_greet:", 10, "utter_greet: stands in line 1 already; keep one of them"),
        ("utter_ask_email:", "utter_ask_emial:", 14, "utter_ask_emial: there is no slot emial; did you mean email?"),
        ("utter_why_email:", "utter_why_shoes:", 15, "utter_why_shoes: there is no slot shoes; known: authority,"),
        ("utter_ask_email:", "utter_ask_need__phon:", 14, "there is no slot phon"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_write(
    project: OperatorProject, old: str, new: str, line: int, advice: str
) -> None:
    project.edit(EN, old, new)
    told = [problem for problem in project.problems() if problem.startswith(f"{EN}:{line}: ")]
    assert advice in "\n".join(told)


@pytest.mark.parametrize(
    ("old", "new", "line", "advice"),
    [
        ("    du: Möchtest du anfangen?\n", "", 3, "utter_greet, entry 2.du: is missing; add it"),
        ("  - sie: Möchten", "  - si: Möchten", 3, "utter_greet, entry 2.sie: is missing; add it"),
        ("    du: Möchtest", "    Du: Möchtest", 4, "entry 2.Du: there is no such setting; did you mean du?"),
        ("    du: Möchtest du anfangen?", "    du: Möchtest du {was}?", 4, "entry 2.du: nobody fills {was} here"),
        ("'Ja', payload", "'Ja', playload", 6, "playload: there is no such setting; did you mean payload?"),
    ],
)
def test_a_mistake_in_german_is_told_too(project: OperatorProject, old: str, new: str, line: int, advice: str) -> None:
    project.edit(DE, old, new)
    told = [problem for problem in project.problems() if problem.startswith(f"{DE}:{line}: ")]
    assert advice in "\n".join(told)


def test_a_button_may_say_words_as_if_the_visitor_had_typed_them(project: OperatorProject) -> None:
    project.edit(EN, "payload: /affirm", "payload: within 4 weeks")
    assert project.problems() == []


def test_a_mistake_in_buttons_that_two_variants_share_is_told_once(project: OperatorProject) -> None:
    shared = "utter_ask_authority:\n  - {text: a, buttons: &x [{titel: b, payload: c}]}\n  - {text: d, buttons: *x}\n"
    project.edit(EN, "utter_noted:", f"{shared}utter_noted:")
    project.edit(DE, "utter_noted:", "utter_ask_authority: [x]\nutter_noted:")
    assert [problem.partition("buttons, ")[2] for problem in project.problems()] == [
        "entry 1.title: is missing; add it",
        "entry 1.titel: there is no such setting; did you mean title?",
    ]


def test_two_forms_of_address_may_share_a_variant_with_buttons(project: OperatorProject) -> None:
    text = "  - text: {sie: Ihr Name, du: Dein Name}\n    buttons: [{title: Ja, payload: /affirm}]\n"
    project.edit(DE, "utter_noted:\n", f"utter_noted:\n{text}")
    assert project.problems() == []


def test_a_response_in_one_language_alone_is_told_where_it_stands(project: OperatorProject) -> None:
    project.edit(EN, "utter_greet:", "utter_gret:")
    assert project.problems() == [
        f"{DE}:1: utter_greet: is missing in {EN}; add it there, or did you mean utter_gret?",
        f"{EN}:1: utter_gret: is missing in {DE}; add it there, or did you mean utter_greet?",
    ]


def test_a_response_that_the_assistant_says_and_nobody_wrote_is_told(project: OperatorProject) -> None:
    for path in (EN, DE):
        project.edit(path, "utter_restarted: [x]\n", "")
        project.edit(path, "utter_greet:", "utter_hello:")
    assert project.problems() == [
        f"{EN} and {DE}: {name}: is missing, and the assistant says it; add it"
        for name in ("utter_greet", "utter_restarted")
    ]


def test_a_response_of_the_operators_own_is_welcome(project: OperatorProject) -> None:
    for path in (EN, DE):
        project.edit(path, "utter_noted:\n", "utter_ask_need__email: [x]\nutter_why_confirmed: [x]\nutter_noted:\n")
        project.edit(path, "utter_noted:\n", "utter_summer_greeting: [x]\nutter_noted:\n")
    assert project.problems() == []


def test_what_mentions_the_booking_link_needs_one_unless_it_is_said_only_with_it(project: OperatorProject) -> None:
    project.edit(EN, "  - Sorry", "  - Oh.\nutter_ask_authority:\n  - Book at {booking_url}\n  - Sorry")
    project.edit(DE, "utter_bye: [x]", "utter_ask_authority: [x]\nutter_bye: [Danke., 'Termin: {booking_url}']")
    project.edit(DE, "utter_booking: [x]", "utter_booking: ['Termin: {booking_url}']")
    project.edit(EN, "utter_technical_problem:\n  - Oh.\n", "utter_technical_problem: [Oh.]\n")
    assert project.problems() == []
    project.edit("banter.yml", "booking_url: https://seegras.example/book\n", "")
    german, english = project.problems()
    assert german.startswith(f"{DE}:")
    assert "utter_bye, entry 2: mentions {booking_url}, but banter.yml has" in german
    assert english == (
        f"{EN}:10: utter_ask_authority, entry 1: mentions {{booking_url}}, but banter.yml has none; "
        "add booking_url there"
    )


@pytest.mark.parametrize("text", ["- a\n- list\n", "words\n"])
def test_a_file_that_is_no_responses_is_told_what_they_look_like(project: OperatorProject, text: str) -> None:
    project.write(DE, text)
    assert project.problems()[0] == f"{DE}:1: write settings here, each on a line of its own as name: value"


def test_the_table_of_placeholders_says_what_actions_pass() -> None:
    passed = dict(_uttered())
    assert passed["utter_noted"] == {"facts"}
    wrong = {name: values for name, values in passed.items() if set(PASSED.get(name, ())) != values}
    assert not wrong, "put what actions pass to these responses in banter/operator_files/placeholders.py"


def test_each_response_that_is_said_by_name_is_needed_and_the_other_way_round() -> None:
    speaking = (ROOT / "bot" / "responses.py", ROOT / "banter" / "web.py", ROOT / "banter" / "assembly.py")
    sources = [*(ROOT / "actions").glob("*.py"), *speaking]
    named = set(re.findall(r'"(utter_\w+[a-z])"', "".join(path.read_text(encoding="utf-8") for path in sources)))
    named -= {"utter_action", "utter_message"}
    made_of_parts = {"utter_refused", "utter_dont_know", "utter_why_none"}
    of_channels = {name for name in load_responses()["en"] if name.startswith(OF_CHANNELS)}
    assert named | made_of_parts | of_channels == NEEDED, "see banter/operator_files/placeholders.py"


def test_each_sentence_that_is_said_in_channels_is_needed_and_the_other_way_round() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "gateway").rglob("*.py"))
    said = set(re.findall(r'(?:say|reply|_answer)\((?:arrival, )?"(\w+)"', sources)) | set(KINDS.values()) | {"file"}
    assert {f"{OF_CHANNELS}{name}" for name in said} == {name for name in NEEDED if name.startswith(OF_CHANNELS)}


def _uttered() -> Iterator[tuple[str, set[str]]]:
    """The responses that actions utter by a name that stands in their source, with the names of the values."""
    for path in sorted((ROOT / "actions").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "utter_message":
                values = {word.arg: word.value for word in node.keywords if word.arg}
                response = values.pop("response", None)
                if isinstance(response, ast.Constant):
                    yield str(response.value), set(values) - {"buttons"}
