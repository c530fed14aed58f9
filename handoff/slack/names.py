"""What people of the workspace are called."""

import aiohttp
import structlog
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

MOST_REMEMBERED = 10_000
LONGEST_NAME = 100

log = structlog.get_logger()


class Names:
    """Asks Slack once for each member."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: dict[str, str] = {}

    async def of(self, member: str) -> str | None:
        """The name that a member is shown by; ``None`` when Slack does not say it now."""
        if member not in self._known:
            name = await self._asked(member)
            if name is None:
                return None
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            self._known[member] = name
        return self._known[member]

    async def _asked(self, member: str) -> str | None:
        try:
            user = (await self._client.users_info(user=member))["user"]
            shown = user.get("profile") or {}
            names = (shown.get("display_name"), shown.get("real_name"), user.get("real_name"), user.get("name"))
            return next((" ".join(str(name).split())[:LONGEST_NAME] for name in names if name), None)
        except (SlackClientError, aiohttp.ClientError, TimeoutError, LookupError, AttributeError) as error:
            log.warning("slack.no_name", member=member, cause=repr(error)[:300], fix="the app needs users:read")
            return None
