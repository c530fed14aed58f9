"""How the destinations of hand-offs are reached, as far as the environment says so."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from banter.settings import BadSetting, Settings
from handoff.access import BadAccess
from handoff.amqp.access import AmqpAccess, read_amqp_access
from handoff.email.access import MailAccess, read_mail_access
from handoff.webhook.access import WebhookAccess, new_secret, read_webhook_access

Given = ParamSpec("Given")
Access = TypeVar("Access")


def mail_access(settings: Settings) -> MailAccess | None:
    """The mail server, if there is one. Raises ``BadSetting``."""
    if settings.smtp_url is None:
        return None
    return _read(read_mail_access, settings.smtp_url, settings.mail_from)


def webhook_access(settings: Settings) -> WebhookAccess | None:
    """Where events are posted, if anywhere; the secret is made when none is given. Raises ``BadSetting``."""
    if settings.webhook_url is None:
        return None
    secret = settings.webhook_secret or settings.kept_secret("webhook-secret", new_secret)
    return _read(read_webhook_access, settings.webhook_url, secret, settings.webhook_may_be_private)


def amqp_access(settings: Settings) -> AmqpAccess | None:
    """The broker, if there is one. Raises ``BadSetting``."""
    if settings.amqp_url is None:
        return None
    return _read(read_amqp_access, settings.amqp_url)


def check_access(settings: Settings) -> None:
    """Reads all of it, so that a mistake is told before anything starts. Raises ``BadSetting``."""
    for read in (mail_access, webhook_access, amqp_access):
        read(settings)


def _read(read: Callable[Given, Access], *given: Given.args, **named: Given.kwargs) -> Access:
    try:
        return read(*given, **named)
    except BadAccess as error:
        raise BadSetting(str(error)) from error
