"""What each role may do: one line for each permission, and every route of the console names one of them."""

from collections.abc import Mapping

from leads.user import Role

EVERYBODY = frozenset(Role)
SALES = frozenset({Role.SALES, Role.ADMIN})
MARKETING = frozenset({Role.MARKETING, Role.ADMIN})
BOTH = SALES | MARKETING
ADMINS = frozenset({Role.ADMIN})


def may(role: Role, permission: str) -> bool:
    """Whether a role has a permission. A permission without a line is a mistake: ``KeyError``."""
    return role in PERMISSIONS[permission]


PERMISSIONS: Mapping[str, frozenset[Role]] = {
    "account.own": EVERYBODY,
    "lead.see": EVERYBODY,
    "lead.claim": SALES,
    "lead.edit": SALES,
    "lead.note": SALES,
    "lead.take_over": SALES,
    "lead.close": SALES,
    "lead.merge": SALES,
    "lead.erase": ADMINS,
    "leads.export": MARKETING,
    "leads.import": MARKETING,
    "sources.edit": MARKETING,
    "funnel.see": EVERYBODY,
    "conversations.see": EVERYBODY,
    "sentences.suggest": MARKETING,
    "criteria.see": EVERYBODY,
    "criteria.try": MARKETING,
    "health.see": EVERYBODY,
    "parcel.replay": BOTH,
    "settings.edit": ADMINS,
    "users.edit": ADMINS,
    "audit.see": ADMINS,
}
"""Viewers look; sales works on leads; marketing tries criteria and moves data; admins also erase, let in and set up."""
