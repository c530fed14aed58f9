"""Both languages have the same sentences with the same names to fill in, and a word for everything."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from banter.criteria.policy import sentences
from banter.criteria.words import LANGUAGES, Words
from banter.operator_files import criteria_of
from banter.settings import ROOT
from leads.criterion import FURTHER, TABLE
from leads.ladder import DISQUALIFIED, SCORE
from leads.model import LeadClass
from leads.values import AUTHORITIES, READERS

FOLDER = ROOT / "banter" / "criteria"


def flat(words: Any, at: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    for name, said in words.items():
        if isinstance(said, dict):
            yield from flat(said, f"{at}{name}.")
        else:
            yield f"{at}{name}", frozenset(re.findall(r"\{(\w+)\}", str(said)))


def read(language: str) -> Any:
    return yaml.safe_load((FOLDER / f"{language}.yml").read_text(encoding="utf-8"))


def test_both_languages_have_the_same_sentences() -> None:
    english, german = (dict(flat(read(language))) for language in LANGUAGES)
    assert english == german


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_judged_has_a_name(language: str) -> None:
    words = read(language)
    named = {row.name for row in (*TABLE, *FURTHER)} | {SCORE, DISQUALIFIED} | set(READERS) - {"requested_contact"}
    assert named == set(words["names"])
    assert {each.value for each in LeadClass} == set(words["classes"])
    assert set(AUTHORITIES) == set(words["authority"])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("target_group: {countries: {include: [DE, Austria]}}", "only from Germany or Austria"),
        ("target_group: {countries: {exclude: [CH]}}", "not from Switzerland"),
        ("target_group: {industries: {include: [food, logistics]}}", "an industry with food or logistics"),
        ("target_group: {company_size: {minimum: 1000}}", "companies from 1,000 people on"),
        ("target_group: {company_size: {minimum: 10, maximum: 50}}", "companies with 10 to 50 people"),
        ("mql: {ideal: [job_title, phone]}", "job title and phone number."),
        ("bant: {budget_minimum: {EUR: 5000, CHF: 6000}}", "at least 5,000 EUR or 6,000 CHF"),
        ("bant: {authority: []}", "Nobody becomes a BANT lead"),
        ("sales_ready: {required: [], minimum_score: 70}", "sales-ready with at least 70 of 100 points."),
        ("engagement: {half_life_days: null}", "never fade"),
        ("weights: {need: 2, company: 1}", "Engagement brings up to 67 of 100 points: need 67."),
        ("rates: {USD: 0.9}", "1 USD is 0.9 EUR"),
        (
            "handoff: {routes: [{name: vip, when: {class: [bant], budget: {minimum: 9}}, to: sales}], fallback: sales}",
            "Route vip: BANT lead to sales, under further conditions.",
        ),
    ],
)
def test_what_the_file_says_is_explained_back(text: str, sentence: str) -> None:
    told = sentences(criteria_of(text), Words("en"))
    assert [each for each in told if sentence in each]
    assert len(sentences(criteria_of(text), Words("de"))) == len(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_is_left_unfilled(language: str) -> None:
    text = (ROOT / "qualification.yml").read_text(encoding="utf-8")
    assert not [each for each in sentences(criteria_of(text), Words(language)) if "{" in each or "_" in each]
