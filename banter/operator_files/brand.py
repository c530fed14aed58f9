"""``banter.yml``: who the assistant speaks for, where it may be shown, and when somebody answers."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from banter.operator_files.addresses import link, origin
from banter.operator_files.fullness import some_text
from banter.operator_files.mistakes import validated
from banter.operator_files.source import read_source
from leads.business_hours_section import BusinessHoursSection
from leads.retention_section import RetentionSection
from leads.section import Section

Name = Annotated[str, Field(max_length=300), AfterValidator(some_text)]
Link = Annotated[str, Field(max_length=2000), AfterValidator(link)]
Origin = Annotated[str, Field(max_length=300), AfterValidator(origin)]


class Brand(Section):
    """The whole file. ``origins`` are the sites that may show the chat, as browsers send them.

    Who falls silent for ``nudge_after_minutes`` is written to once; 0 means never. ``double_opt_in`` has a yes to
    marketing confirmed by e-mail; ``retention`` says for how long what is kept.
    """

    company: Name
    bot: Name
    default_language: Literal["en", "de"]
    address: Literal["sie", "du"]
    privacy_url: Link
    booking_url: Link | None = None
    origins: tuple[Origin, ...] = ()
    nudge_after_minutes: Annotated[int, Field(ge=0, le=24 * 60, strict=True)] = 15
    double_opt_in: Annotated[bool, Field(strict=True)] = False
    retention: RetentionSection = RetentionSection()
    business_hours: BusinessHoursSection


def read_brand(path: Path) -> Brand:
    """The operator's ``banter.yml``. Raises ``OperatorFileError``."""
    return validated(read_source(path, path.name), Brand)
