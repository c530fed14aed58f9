"""What may stand in braces in a text: the brand's names and links, and what the action passes that says it."""

import string
from collections.abc import Mapping

from banter.operator_files.mistakes import did_you_mean

OF_THE_BRAND = ("company", "bot", "privacy_url", "booking_url")


def placeholders(text: str) -> list[str]:
    """The names in braces. Raises ``ValueError`` where a brace is not closed or holds more than a name."""
    try:
        found = [field for field in string.Formatter().parse(text) if field[1] is not None]
    except ValueError as error:
        raise ValueError("a brace stands alone; write {company} and the like, or {{ and }} for braces") from error
    for _, name, form, conversion in found:
        if form or conversion or not str(name).isidentifier():
            shown = f"{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}"
            raise ValueError(f"{{{shown}}} is no placeholder; write a name in braces, or {{{{ and }}}} for braces")
    return [str(name) for _, name, _, _ in found]


def refuse_unknown(text: str, known: tuple[str, ...]) -> None:
    """Raises ``ValueError`` for a placeholder that nobody fills there."""
    for name in placeholders(text):
        if name not in known:
            others = f"known here: {', '.join(f'{{{each}}}' for each in known)}" if known else "none is known here"
            raise ValueError(f"nobody fills {{{name}}} here; {did_you_mean(name, known, others)}")


def refuse_any(text: str) -> str:
    """A text that is said as it stands. Raises ``ValueError`` when it has placeholders."""
    if placeholders(text):
        raise ValueError("nothing is filled in here; write the words themselves")
    return text


def filled_in(response: str) -> tuple[str, ...]:
    """The placeholders of a response."""
    return () if is_said_as_it_stands(response) else OF_THE_BRAND + PASSED.get(response, ())


def is_said_as_it_stands(response: str) -> bool:
    """Whether the web process says it by itself: it fills nothing in, and shows no buttons."""
    return response in SAID_AS_IT_STANDS or response.startswith(OF_CHANNELS)


OF_CHANNELS = "utter_channel_"
SAID_AS_IT_STANDS = (
    *("utter_technical_problem", "utter_nudge"),
    *(f"{OF_CHANNELS}{kind}" for kind in ("voice", "sticker", "photo", "file", "other")),
    *(f"{OF_CHANNELS}{name}" for name in ("edited", "button_gone", "share_phone", "too_many")),
)

PASSED: Mapping[str, tuple[str, ...]] = {
    "utter_as_said": ("text",),
    "utter_ask_confirmed": ("facts",),
    "utter_choices": ("question",),
    "utter_corrected": ("facts",),
    "utter_human_handoff_later": ("when",),
    "utter_kept_as_it_is": ("slot", "value"),
    "utter_noted": ("facts",),
    "utter_person_absent": ("person",),
    "utter_person_joined": ("person",),
    "utter_person_left": ("person",),
    "utter_saved_bant": ("when",),
    "utter_saved_lead": ("when",),
    "utter_saved_mql": ("when",),
    "utter_welcome_back_by_name": ("person_name",),
    "utter_your_data": ("facts",),
    "utter_your_data_as_a_file": ("link",),
}
"""What fills a response in besides the brand: actions do, the bot where it speaks for itself, and the take-over."""

SAID_BY_NAME = """
    utter_after_abuse utter_anything_new utter_ask_confirmed__again utter_ask_confirmed__change
    utter_ask_confirmed__changed utter_bye utter_change utter_data_request utter_default utter_dont_know
    utter_erased utter_greet utter_help utter_human_handoff utter_let_go utter_new_value utter_no_data
    utter_not_erased utter_noted_without_a_promise utter_offer_human utter_out_of_scope utter_refused
    utter_restarted utter_saved_no_contact utter_suggestions utter_updated utter_welcome utter_welcome_back
    utter_why_none utter_withdrawn
""".split()  # noqa: SIM905
"""Further responses that actions say."""

ONLY_WITH_A_BOOKING_LINK = ("utter_booking",)
"""Said only where ``banter.yml`` has a ``booking_url``."""

NEEDED = frozenset({*PASSED, *SAID_AS_IT_STANDS, *SAID_BY_NAME, *ONLY_WITH_A_BOOKING_LINK})
