"""Signed links that visitors get in letters: whoever has one may do what it is for, and nothing else."""

from itsdangerous import BadSignature, URLSafeSerializer

from leads.consent import PURPOSES


class PrivacyLinks:
    """Makes and reads the links. ``base_url`` is where visitors reach the web process.

    A link to withdraw works for as long as there is something to withdraw; how long one to confirm works is kept with
    the request.
    """

    def __init__(self, secret: str, base_url: str) -> None:
        self._confirming = URLSafeSerializer(secret, salt="opt-in")
        self._withdrawing = URLSafeSerializer(secret, salt="withdraw")
        self._base_url = base_url

    def to_confirm(self, opt_in: str) -> str:
        """The address where a request to confirm is answered."""
        return f"{self._base_url}/privacy/opt-in/{self._confirming.dumps(opt_in)}"

    def to_withdraw(self, lead_id: str, purpose: str) -> str:
        """The address where a lead's permission is withdrawn."""
        return f"{self._base_url}/privacy/withdraw/{self._withdrawing.dumps([lead_id, purpose])}"

    def opt_in(self, token: str) -> str | None:
        """The request that a token names; ``None`` when it is forged."""
        named = _loaded(self._confirming, token)
        return named if isinstance(named, str) else None

    def withdrawal(self, token: str) -> tuple[str, str] | None:
        """The lead and the permission that a token names; ``None`` when it is forged."""
        match _loaded(self._withdrawing, token):
            case [str(lead_id), str(purpose)] if purpose in PURPOSES:
                return lead_id, purpose
        return None


def _loaded(signer: URLSafeSerializer, token: str) -> object:
    try:
        named: object = signer.loads(token)
    except BadSignature:
        return None
    return named
