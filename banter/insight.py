"""What the console shows of the product itself: its files explained, what the doctor finds, sentences to learn."""

import asyncio
from collections.abc import Mapping, Sequence

from banter.assembly import Core
from banter.checks import CHECKS
from banter.criteria import changes, policy
from banter.criteria.words import LANGUAGES, Words
from banter.doctor import examine
from banter.operator_files import Brand
from banter.operator_files.criteria import criteria_of
from banter.settings import Settings
from console.examination import Examination, Finding
from console.insight import Insight, Rules, Setup
from leads.suggestions import Suggestions

SUGGESTIONS = "suggestions.yml"


def insight(settings: Settings, core: Core) -> Insight:
    """What the pages work with."""
    return Insight(
        rules(settings),
        Setup(_told(core.brand), core.brand.business_hours.hours),
        Examination(lambda: _examined(settings), core.clock),
        Suggestions(settings.home / SUGGESTIONS),
    )


def rules(settings: Settings) -> Rules:
    """``qualification.yml`` as the commands read and explain it."""
    words = {language: Words(language) for language in LANGUAGES}
    return Rules(
        text=lambda: settings.qualification.read_text(encoding="utf-8"),
        read=criteria_of,
        sentences=lambda criteria, language: policy.sentences(criteria, words[language]),
        reasons=lambda found, language: list(changes.reasons(found, words[language])),
    )


def _told(brand: Brand) -> Mapping[str, str]:
    told = {
        "company": brand.company,
        "bot": brand.bot,
        "default_language": brand.default_language,
        "address": brand.address,
        "privacy_url": brand.privacy_url,
        "booking_url": brand.booking_url or "",
        "origins": ", ".join(brand.origins),
        "nudge_after_minutes": str(brand.nudge_after_minutes),
    }
    return {name: value for name, value in told.items() if value}


def _examined(settings: Settings) -> Sequence[Finding]:
    """In a thread of its own, with a loop of its own."""
    found = asyncio.run(examine(settings, CHECKS))
    return [Finding(each.part, each.state.value, each.says) for each in found]
