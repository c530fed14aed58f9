"""Events of leads, posted as JSON and signed as Standard Webhooks has it (https://www.standardwebhooks.com)."""

import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
from standardwebhooks import Webhook

from handoff.webhook.access import WebhookAccess
from handoff.webhook.address import addresses_of
from handoff.webhook.body import body_of
from leads.outbox import Parcel, Posted
from leads.sending import NotNow, Unreachable

TIMEOUT = httpx.Timeout(20.0, connect=10.0)
LONGEST_QUOTE = 200
LONGEST_PAUSE_S = 24 * 60 * 60.0  # a mistake in one header must not silence a webhook for good
GONE = 410


class WebhookDestination:
    """Posts each event once it is signed; a repetition has the same id and the same body."""

    kind = "webhook"
    at_once = 8

    def __init__(self, access: WebhookAccess) -> None:
        self._access, self._signer = access, Webhook(access.secret)
        # Without proxies of the environment: one would connect by itself, to whatever it takes the name for.
        self._client = httpx.AsyncClient(
            timeout=TIMEOUT, follow_redirects=False, trust_env=False, verify=httpx.create_ssl_context()
        )

    async def send(self, parcel: Parcel) -> Posted | None:
        """Posts; any 2xx means that the receiver has it."""
        access = self._access
        addresses = await addresses_of(access.url.host, access.port, access.may_be_private)
        try:
            await self._post_to_one_of(addresses, parcel.id, body_of(parcel))
        except httpx.HTTPError as error:
            raise NotNow(_said(error, access.url.host)) from error
        return None

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.aclose()

    async def _post_to_one_of(self, addresses: Sequence[str], event_id: str, body: str) -> None:
        """Posts to the first address that can be connected to, as browsers do."""
        *others, last = addresses
        for address in others:
            with suppress(httpx.ConnectError):
                return await self._post(self._access.url.copy_with(host=address), event_id, body)
        return await self._post(self._access.url.copy_with(host=last), event_id, body)

    async def _post(self, url: httpx.URL, event_id: str, body: str) -> None:
        request = self._client.build_request(
            "POST",
            url,
            content=body.encode(),
            headers=self._headers(event_id, body),
            # The connection goes to the address that was checked; the certificate must be that of the name.
            extensions={"sni_hostname": self._access.url.raw_host.decode()},
        )
        answer = await self._client.send(request, stream=True)
        try:
            if not answer.is_success:
                raise _refusal(answer, await _beginning(answer))
        finally:
            await answer.aclose()

    def _headers(self, event_id: str, body: str) -> Mapping[str, str]:
        now = datetime.now(UTC)  # the receiver compares it with its own clock
        return {
            "Host": self._access.url.netloc.decode(),
            "Content-Type": "application/json",
            "User-Agent": "Banter",
            "Accept-Encoding": "identity",
            "webhook-id": event_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._signer.sign(event_id, now, body),
        }


async def _beginning(answer: httpx.Response) -> str:
    """The first words of an answer; the rest is not even read."""
    async for piece in answer.aiter_raw(LONGEST_QUOTE * 4):
        return " ".join(piece.decode("utf-8", "replace").split())[:LONGEST_QUOTE]
    return ""


def _refusal(answer: httpx.Response, words: str) -> NotNow | Unreachable:
    says = f"HTTP {answer.status_code}" + (f": {words}" if words else "")
    if answer.status_code == GONE:
        return Unreachable(says)
    if answer.is_redirect:
        words = "redirects are not followed; write the address that they lead to in BANTER_WEBHOOK_URL"
        return NotNow(f"HTTP {answer.status_code}: {words}")
    return NotNow(says, _pause_s(answer.headers.get("Retry-After", "")))


def _pause_s(retry_after: str) -> float | None:
    """Seconds, or seconds until a date, as ``Retry-After`` may say."""
    if retry_after.strip().isdecimal():
        return min(float(retry_after), LONGEST_PAUSE_S)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(0.0, (until - datetime.now(UTC)).total_seconds()), LONGEST_PAUSE_S)


def _said(error: httpx.HTTPError, host: str) -> str:
    """What went wrong, without the address, whose path may be a secret."""
    if _is_about_certificate(error):
        return f"the certificate of {host} is not valid for it: {error}"
    return f"{host}: {type(error).__name__}: {error}"[:LONGEST_QUOTE]


def _is_about_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
