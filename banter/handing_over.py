"""The hand-off, joined: where hand-offs go, what people of sales read and can do, and who empties the outbox."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from banter.assembly import Core
from banter.crm import hubspot
from banter.handoff_access import amqp_access, mail_access, webhook_access
from banter.operator_files.handoff_words import read_handoff_words
from banter.privacy import opt_in_destination
from banter.settings import ROOT, Settings
from handoff.amqp.destination import AmqpDestination
from handoff.card import Cards
from handoff.destination import Destination
from handoff.dispatcher import Dispatcher
from handoff.email.destination import EmailDestination
from handoff.email.letter import Letters
from handoff.email.mailer import Mailer
from handoff.log import Log
from handoff.sales import Sales
from handoff.slack.destination import SlackDestination, slack_client
from handoff.slack.listening import SlackListening
from handoff.telegram.destination import TelegramDestination, sales_bot
from handoff.telegram.listening import TelegramListening
from handoff.webhook.destination import WebhookDestination
from handoff.words import Words
from leads.readable import Readable

SLACK_IS_ASKED_WITHIN_S = 2  # Slack waits three seconds for us, and we may have to ask it for a name meanwhile


class Listener(Protocol):
    """Hears what people of sales do in an app in which visitors write, too."""

    async def take(self, update: Mapping[str, Any]) -> bool:
        """Whether a raw update was theirs. Raises ``StoreUnavailable``: then it must come again."""

    async def close(self) -> None:
        """Gives connections back."""


def cards(settings: Settings, core: Core) -> Cards:
    """Leads as sales reads them, in the language of ``qualification.yml``."""
    language = core.criteria.handoff.language or core.brand.default_language
    words = read_handoff_words(ROOT / "data" / "handoff" / f"{language}.yml")
    readable = Readable(language, words.labels(core.labels[language]))
    return Cards(language, words, readable, core.criteria, lambda lead: f"{settings.visitors_url}/console/leads/{lead}")


def sales(core: Core, words: Words, news: Callable[[], None]) -> Sales:
    """What people can do; ``news`` has the outbox looked at."""
    return Sales(core.handoffs, core.takeovers, core.outbox, words, news)


def dispatcher(settings: Settings, core: Core) -> Dispatcher:
    """Sends what is in the outbox to whatever is configured."""
    return Dispatcher(core.outbox, destinations(settings, core, cards(settings, core)), core.handoffs.take_steps)


def destinations(settings: Settings, core: Core, cards: Cards) -> Iterator[Destination]:
    """Every destination that the environment gives access to, and the log."""
    yield Log()
    if settings.telegram_token is not None:
        bot = sales_bot(settings.telegram_token, settings.telegram_api_url)
        yield TelegramDestination(bot, core.briefings, cards, core.criteria.handoff.people)
    if settings.slack_bot_token is not None:
        client, acts = slack_client(settings.slack_bot_token, settings.slack_api_url), hears_slack(settings)
        yield SlackDestination(client, core.briefings, cards, core.criteria.handoff.people, acts)
    if settings.hubspot_token:
        yield hubspot(settings, core, cards)
    mail = mail_access(settings)
    if mail is not None:
        mailer = Mailer(mail)
        yield EmailDestination(mailer, Letters(cards, mailer.sender), core.briefings)
        yield opt_in_destination(settings, core, mailer)
    webhook = webhook_access(settings)
    if webhook is not None:
        yield WebhookDestination(webhook)
    broker = amqp_access(settings)
    if broker is not None:
        yield AmqpDestination(broker, settings.visitors_url)


def listening(settings: Settings, core: Core, news: Callable[[], None]) -> Mapping[str, Listener]:
    """Who is asked first about an update, by channel."""
    as_read = cards(settings, core)
    can_do = sales(core, as_read.words, news)
    found: dict[str, Listener] = {}
    if settings.telegram_token is not None:
        bot, groups = sales_bot(settings.telegram_token, settings.telegram_api_url), telegram_groups(core)
        found["telegram"] = TelegramListening(bot, can_do, core.outbox, core.briefings, as_read, core.handoffs, groups)
    if settings.slack_bot_token is not None and hears_slack(settings):
        client = slack_client(settings.slack_bot_token, settings.slack_api_url, SLACK_IS_ASKED_WITHIN_S)
        found["slack"] = SlackListening(client, can_do, core.outbox, core.handoffs.name_of)
    return found


def hears_slack(settings: Settings) -> bool:
    """Whether pressed buttons and replies come to us, over a socket or over HTTP."""
    return bool(settings.slack_app_token or settings.slack_signing_secret)


def telegram_groups(core: Core) -> frozenset[int]:
    """The chats of teams."""
    return frozenset(team.telegram for team in core.criteria.handoff.teams.values() if team.telegram)
