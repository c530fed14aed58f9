"""Events on their way to a receiver that checks every signature."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from handoff.webhook.destination import LONGEST_PAUSE_S
from leads.sending import NotNow, Unreachable
from tests.handoff.certificate import own_certificate
from tests.handoff.event_source import CONTACT, PURCHASE, EventSource
from tests.handoff.webhook.conftest import send
from tests.handoff.webhook.receiver import Answer, Receiver, running_receiver
from tests.ports import free_port


def test_an_event_is_posted_signed_with_the_lead_as_the_api_has_it(source: EventSource, receiver: Receiver) -> None:
    lead = source.lead(**CONTACT, **PURCHASE)
    parcel = source.news("webhook")
    send(parcel, receiver.url)
    (post,) = receiver.posts
    assert (post.path, post.headers["content-type"]) == ("/hook?key=geheim", "application/json")
    assert post.headers["webhook-id"] == parcel.id
    assert post.headers["host"] == f"localhost:{receiver.port}"
    assert post.event["type"] == "lead.handed_off"
    assert datetime.fromisoformat(post.event["timestamp"]) == parcel.at
    assert (post.event["data"]["lead"]["id"], post.event["data"]["lead"]["class"]) == (lead, "bant")
    assert post.event["data"]["handoff"]["person"] == "ana"


def test_a_repetition_has_the_same_id_and_the_same_body(source: EventSource, receiver: Receiver) -> None:
    source.lead(**CONTACT, **{**PURCHASE, "need": "Touren 🚚 \u202e <b>"})
    parcel = source.news("webhook")
    send(parcel, receiver.url)
    send(parcel, receiver.url)
    first, again = receiver.posts
    assert (first.headers["webhook-id"], first.body) == (again.headers["webhook-id"], again.body)
    assert json.loads(first.body)["data"]["lead"]["need"] == "Touren 🚚 \u202e <b>"


def test_when_to_come_again_is_the_receivers_choice(source: EventSource, receiver: Receiver) -> None:
    source.lead(**CONTACT)
    parcel = source.news("webhook")
    in_an_hour = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    for status, header, least, most in (
        (429, "7", 7, 7),
        (503, in_an_hour, 3500, 3600),
        (503, format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True), 0, 0),
        (429, "99999999999", LONGEST_PAUSE_S, LONGEST_PAUSE_S),
    ):
        receiver.answers.append(Answer(status, {"Retry-After": header}))
        with pytest.raises(NotNow) as later:
            send(parcel, receiver.url)
        assert later.value.retry_after_s is not None
        assert least <= later.value.retry_after_s <= most, header
    receiver.answers.append(Answer(503, {"Retry-After": "soon"}))
    with pytest.raises(NotNow) as whenever:
        send(parcel, receiver.url)
    assert whenever.value.retry_after_s is None


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 413, 422, 425, 500, 502])
def test_whatever_can_be_put_right_is_tried_again(source: EventSource, receiver: Receiver, status: int) -> None:
    source.lead(**CONTACT)
    receiver.answers.append(Answer(status, {}, b"no\x00 such\r\n" + b"x" * 100_000))
    with pytest.raises(NotNow, match=f"HTTP {status}: no") as refused:
        send(source.news("webhook"), receiver.url)
    assert len(str(refused.value)) < 220


def test_a_receiver_that_is_gone_is_told_nothing_more_of_this_event(source: EventSource, receiver: Receiver) -> None:
    source.lead(**CONTACT)
    receiver.answers.append(Answer(410))
    with pytest.raises(Unreachable, match="HTTP 410"):
        send(source.news("webhook"), receiver.url)


def test_nobody_is_sent_elsewhere(source: EventSource, receiver: Receiver) -> None:
    source.lead(**CONTACT)
    with running_receiver() as elsewhere:
        receiver.answers.append(Answer(307, {"Location": elsewhere.url}))
        with pytest.raises(NotNow, match=r"redirects are not followed.*BANTER_WEBHOOK_URL"):
            send(source.news("webhook"), receiver.url)
        assert elsewhere.posts == []


def test_a_receiver_that_hangs_up_or_is_away_is_tried_again_and_its_address_not_told(
    source: EventSource, receiver: Receiver
) -> None:
    source.lead(**CONTACT)
    parcel = source.news("webhook")
    receiver.answers.append(Answer(hangs_up=True))
    away = f"http://127.0.0.1:{free_port()}/hook?key=geheim"
    for url in (receiver.url, away):
        with pytest.raises(NotNow) as failed:
            send(parcel, url)
        assert "geheim" not in str(failed.value)


def test_a_certificate_that_nobody_vouches_for_is_refused(source: EventSource, tmp_path: Path) -> None:
    source.lead(**CONTACT)
    with running_receiver(own_certificate(tmp_path)) as receiver:
        with pytest.raises(NotNow, match="the certificate of localhost is not valid"):
            send(source.news("webhook"), receiver.url)
        assert receiver.posts == []


def test_the_certificate_must_be_that_of_the_name_and_not_of_the_address(
    source: EventSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source.lead(**CONTACT)
    parcel = source.news("webhook")
    with running_receiver(own_certificate(tmp_path)) as receiver:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        send(parcel, receiver.url)
        with pytest.raises(NotNow, match=r"certificate of 127\.0\.0\.1"):
            send(parcel, receiver.url.replace("localhost", "127.0.0.1"))
    assert len(receiver.posts) == 1


def test_a_receiver_on_this_machine_is_refused_unless_it_is_allowed(source: EventSource, tmp_path: Path) -> None:
    source.lead(**CONTACT)
    with running_receiver(own_certificate(tmp_path)) as receiver:
        with pytest.raises(NotNow, match=r"localhost leads to .*BANTER_WEBHOOK_PRIVATE=allowed"):
            send(source.news("webhook"), receiver.url, may_be_private=False)
        assert receiver.posts == []
