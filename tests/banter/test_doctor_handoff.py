"""``banter doctor`` on the destinations of hand-offs: what to fix, and never a secret."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.banter.test_doctor import Practice
from tests.gateway.slack.fake_slack import FakeSlack
from tests.gateway.telegram.fake_telegram import FakeTelegram
from tests.handoff.amqp.conftest import broker
from tests.handoff.certificate import own_certificate
from tests.handoff.email.mail_server import IN_A_URL, running_mail_server
from tests.handoff.webhook.receiver import running_receiver
from tests.ports import free_port

__all__ = ["broker"]

FROM = {"BANTER_MAIL_FROM": "Banter <leads@example.com>"}
ALLOWED = {"BANTER_WEBHOOK_PRIVATE": "allowed"}
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    with FakeTelegram() as telegram, FakeSlack() as slack:
        yield Practice(tmp_path, telegram, slack)


def test_what_can_be_used_is_named(practice: Practice, broker: str) -> None:
    with running_mail_server(password=True) as mail, running_receiver() as receiver:
        url = mail.url.replace("://", f"://{IN_A_URL}@")
        webhook = {"BANTER_WEBHOOK_URL": receiver.url, **ALLOWED}
        found = practice.findings(BANTER_SMTP_URL=url, **FROM, **webhook, BANTER_AMQP_URL=broker)
        assert found["E-mail"] == ("ok", f"Banter <leads@example.com> by 127.0.0.1:{mail.port}")
        assert found["Webhook"] == ("ok", f"localhost:{receiver.port} answers; events are signed")
        assert found["AMQP"] == ("ok", "127.0.0.1:5672 answers, exchange banter")
        assert (mail.letters, receiver.posts) == ([], []), "nothing is sent"
        made = (practice.home / "webhook-secret").read_text(encoding="utf-8")
        assert made.startswith("whsec_")


def test_a_mail_server_that_is_away_or_rejects_us_is_a_problem_with_a_name(practice: Practice) -> None:
    away = practice.findings(BANTER_SMTP_URL=f"smtp://leads:geheim@127.0.0.1:{free_port()}", **FROM)["E-mail"]
    with running_mail_server(password=True) as mail:
        rejected = practice.findings(BANTER_SMTP_URL=mail.url.replace("://", "://leads:geheim@"), **FROM)["E-mail"]
    half = practice.findings(BANTER_SMTP_URL="smtp://leads:geheim@mail.example.com")["E-mail"]
    for state, says in (away, rejected):
        assert state == "problem"
        assert "BANTER_SMTP_URL" in says
        assert "geheim" not in says
    assert half[0] == "problem"
    assert "BANTER_MAIL_FROM is missing" in half[1]


def test_a_webhook_that_leads_nowhere_or_inside_is_a_problem_with_a_name(practice: Practice, tmp_path: Path) -> None:
    for url, says in (
        ("https://nowhere.invalid/geheim", "nowhere.invalid has no address"),
        ("https://127.0.0.1/geheim", "set BANTER_WEBHOOK_PRIVATE=allowed"),
        ("http://crm.example.com/geheim", "in the clear"),
    ):
        found = practice.findings(BANTER_WEBHOOK_URL=url)["Webhook"]
        assert found[0] == "problem"
        assert says in found[1]
        assert "geheim" not in found[1]
    away = practice.findings(BANTER_WEBHOOK_URL=f"http://127.0.0.1:{free_port()}/", **ALLOWED)["Webhook"]
    assert away[1].startswith("nothing answers at 127.0.0.1:")
    with running_receiver(own_certificate(tmp_path)) as receiver:
        unknown = practice.findings(BANTER_WEBHOOK_URL=receiver.url, **ALLOWED)["Webhook"]
    assert unknown[1].startswith("the certificate of localhost is not valid")


def test_a_broker_that_is_away_is_a_problem_with_a_name(practice: Practice) -> None:
    state, says = practice.findings(BANTER_AMQP_URL=f"amqp://guest:geheim@127.0.0.1:{free_port()}/")["AMQP"]
    assert state == "problem"
    assert "BANTER_AMQP_URL" in says
    assert "geheim" not in says


def test_a_broker_that_rejects_us_is_a_problem_with_a_name(practice: Practice, broker: str) -> None:
    found = practice.findings(BANTER_AMQP_URL="amqp://guest:geheim@127.0.0.1/")["AMQP"]
    assert found == ("problem", "127.0.0.1:5672 rejects user or password; check BANTER_AMQP_URL")
