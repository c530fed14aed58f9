"""Who looks at a page, and in which language."""

import hashlib
import hmac
from dataclasses import dataclass

from babel.core import negotiate_locale
from starlette.requests import Request

from console.roles import may
from leads.audit import Actor
from leads.user import User

LANGUAGES = ("en", "de")
NOWHERE = "unknown"


@dataclass(frozen=True)
class Visit:
    """One request of somebody who is signed in; ``token`` is that of their session."""

    user: User
    token: str
    language: str
    path: str
    address: str

    def may(self, permission: str) -> bool:
        """Whether they have a permission of ``console/roles.py``; what they may not do, a page does not offer."""
        return may(self.user.role, permission)

    @property
    def actor(self) -> Actor:
        """How the audit log names them."""
        return Actor(self.user.login, self.address)

    @property
    def by(self) -> str:
        """How hand-offs name them."""
        return self.user.handles_leads_as

    @property
    def form_token(self) -> str:
        """What every form of theirs has to bring along."""
        return form_token(self.token)


def form_token(secret: str) -> str:
    """Proves that a form was rendered for whoever holds the cookie, without giving the cookie away."""
    return hmac.new(secret.encode("utf-8", "replace"), b"form", hashlib.sha256).hexdigest()


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else NOWHERE


def language_of(request: Request, user: User | None = None) -> str:
    """The language that a user has chosen, else the first one of ours that their browser asks for, else English."""
    if user is not None and user.language is not None:
        return user.language
    if (known := getattr(request.state, "language", None)) is not None:
        return str(known)
    wanted = [part.partition(";") for part in request.headers.get("accept-language", "").split(",")[:20]]
    by_weight = sorted(wanted, key=lambda part: _weight(part[2]), reverse=True)
    codes = [name.strip().replace("-", "_") for name, _, weight in by_weight if _weight(weight) > 0]
    return negotiate_locale(codes, LANGUAGES, sep="_") or LANGUAGES[0]


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    try:
        return float(value) if name == "q" else 1.0
    except ValueError:
        return 0.0
