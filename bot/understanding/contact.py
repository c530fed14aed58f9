"""How a visitor can be reached: the functions that other programs call."""

from bot.understanding.contact_value import Contact
from bot.understanding.email_address import find_emails
from bot.understanding.mail_domain import (
    company_from_email,
    is_disposable,
    is_freemail,
    is_role_address,
    suggest_domain,
)
from bot.understanding.phone_number import find_phones

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
