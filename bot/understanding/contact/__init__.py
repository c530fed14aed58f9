"""How a visitor can be reached: the functions that other programs call."""

from bot.understanding.contact.email_address import find_emails
from bot.understanding.contact.mail_domain import (
    company_from_email,
    is_disposable,
    is_freemail,
    is_role_address,
    suggest_domain,
)
from bot.understanding.contact.phone_number import find_phones
from bot.understanding.contact.value import Contact

__all__ = [
    "Contact",
    "company_from_email",
    "find_emails",
    "find_phones",
    "is_disposable",
    "is_freemail",
    "is_role_address",
    "suggest_domain",
]
