"""The token that proves a conversation is yours: its id, signed. Nobody can make one, or use it for another."""

from itsdangerous import BadSignature, URLSafeSerializer


class Tokens:
    """Signs and reads conversation tokens."""

    def __init__(self, secret: str) -> None:
        self._signer = URLSafeSerializer(secret, salt="conversation")

    def sign(self, conversation: str) -> str:
        """The token of a conversation."""
        return str(self._signer.dumps(conversation))

    def read(self, token: str) -> str | None:
        """The conversation that a token belongs to, or ``None`` when it is not one of ours."""
        try:
            conversation = self._signer.loads(token)
        except BadSignature:
            return None
        return conversation if isinstance(conversation, str) else None
