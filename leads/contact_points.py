"""Is there a way to reach this person? E-mail addresses and phone numbers as the store keeps them."""

import re
import unicodedata

from pydantic import validate_email
from pydantic_core import PydanticCustomError

DISPOSABLE_DOMAINS = frozenset(
    """
    10minutemail.com discard.email getnada.com guerrillamail.com mailinator.com maildrop.cc sharklasers.com
    temp-mail.org tempmail.com throwawaymail.com trash-mail.com trashmail.com wegwerfmail.de yopmail.com
    """.split()  # noqa: SIM905 (a list of thirty quoted words is harder to read and to extend)
)
ROLES = frozenset(
    """
    admin anfrage anfragen buero contact einkauf empfang enquiries hallo hello help info inquiries it jobs kontakt
    mail marketing no-reply noreply office post postmaster praxis presse press purchasing reception sales sekretariat
    service support team verkauf vertrieb verwaltung webmaster welcome zentrale
    """.split()  # noqa: SIM905
)
E164 = re.compile(r"\+[1-9]\d{6,14}(?:;ext=\d{1,6})?")


def is_valid_email(address: str) -> bool:
    """Whether the address is well formed; nothing is looked up."""
    try:
        validate_email(address)
    except PydanticCustomError:
        return False
    return True


def is_disposable(address: str) -> bool:
    """Whether mail to the address is thrown away by design."""
    return address.rpartition("@")[2].casefold() in DISPOSABLE_DOMAINS


def is_of_a_role(address: str) -> bool:
    """Whether several people may read the mail of an address: info@…, office@…"""
    return address.partition("@")[0].partition("+")[0].casefold() in ROLES


def is_valid_phone(number: str) -> bool:
    """Whether a number has the form of E.164 (+441614960000), perhaps with an extension behind it."""
    return E164.fullmatch(number) is not None


def normal_email(address: str) -> str:
    """The form in which the same address is always the same text."""
    return unicodedata.normalize("NFC", address.strip()).casefold()


def normal_phone(number: str) -> str:
    """The number of E.164 without its extension."""
    return re.sub(r"[^+\d]", "", number.partition(";")[0])
