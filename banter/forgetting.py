"""Erasing a conversation where the assistant remembers it, whether it runs or not."""

import httpx

from banter.settings import Settings
from banter.trackers import Trackers
from gateway.bot_client import BotClient, BotUnavailable


async def forget(settings: Settings, conversation: str) -> None:
    """Has the assistant forget a conversation; where it does not answer, its memory is erased without it.

    Raises ``StoreUnavailable``.
    """
    async with httpx.AsyncClient() as http:
        try:
            await BotClient(http, settings.rasa_url, settings.actions_url).erase(conversation)
        except BotUnavailable:
            Trackers(settings.tracker_url).forget([conversation])
