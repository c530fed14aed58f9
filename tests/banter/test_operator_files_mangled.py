"""Whatever is done to a file: it is refused in an operator's words, or everything that reads it later can."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from banter.operator_files.placeholders import filled_in
from bot.brand import load_brand
from bot.words import load_responses
from tests.banter.operator_project import OperatorProject

FILES = (
    "banter.yml",
    "qualification.yml",
    "data/faq/price.yml",
    "data/responses/en.yml",
    "data/responses/de.yml",
    "data/labels/de.yml",
)
SCRAPS = (
    *("\t", " ", "\n", "\n  ", ": ", "- ", "{", "}", "[", "]", "'", '"', "#", "&a ", "*a", "!!set ", "|", ">", "<<: "),
    *("yes", "null", "0x1F", "1e400", "2027-02-30", "12:30:45", "~", "---\n", "%", "?", "{bot}", "{0}"),
    *("\ufeff", "\x00"),
)


@st.composite
def mangled(draw: st.DrawFn, text: str) -> str:
    """The text with a few pieces cut out and scraps put in."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + draw(st.sampled_from(("", *SCRAPS))) + text[end:]
    return text


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_mangled_file_is_refused_in_words_or_can_be_read(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = OperatorProject(Path(folder))
        path = data.draw(st.sampled_from(FILES))
        text = (project.root / path).read_text(encoding="utf-8")
        project.write(path, data.draw(mangled(text)))
        problems = project.problems()
        assert all(problem.startswith(("banter.yml", "qualification.yml", "data/")) for problem in problems)
        if not problems:
            _speak_all_of_it(project.root)


def _speak_all_of_it(root: Path) -> None:
    brand = load_brand(root / "banter.yml")
    for responses in load_responses(root / "data").values():
        for name, variants in responses.items():
            values = dict.fromkeys(filled_in(name), "x") | vars(brand)
            assert all(variant.text(brand.address).format_map(values).strip() for variant in variants)
