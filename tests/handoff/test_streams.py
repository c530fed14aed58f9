"""The product, joined as it runs: what the environment names is told, one failing stream holds up no other."""

import asyncio
from pathlib import Path

import httpx
import pytest

from banter.assembly import assemble
from banter.handing_over import dispatcher
from banter.settings import BadSetting, Settings
from banter.web import create_app
from handoff.webhook.schema import PATH, schema
from tests.handoff.event_source import CONTACT, PURCHASE
from tests.handoff.webhook.receiver import SECRET, Answer, running_receiver
from tests.leads.made_up import said
from tests.ports import free_port


def settings(home: Path, **environment: str) -> Settings:
    return Settings.from_environment({"BANTER_HOME": str(home), **environment})


def test_a_webhook_is_told_of_all_in_order_while_the_broker_and_at_first_it_itself_are_away(tmp_path: Path) -> None:
    with running_receiver() as receiver:
        receiver.answers += [Answer(503, {"Retry-After": "0"}), Answer(hangs_up=True)]
        given = settings(
            tmp_path,
            BANTER_WEBHOOK_URL=receiver.url,
            BANTER_WEBHOOK_PRIVATE="allowed",
            BANTER_WEBHOOK_SECRET=SECRET,
            BANTER_AMQP_URL=f"amqp://guest:geheim@127.0.0.1:{free_port()}/",
        )
        core = assemble(given)
        talk = core.inbox.open("website", "en", {})
        core.store.record(talk, "1", said(**CONTACT, **PURCHASE), language="en")

        async def scenario() -> None:
            sending = dispatcher(given, core)
            sending.start()
            while "webhook" in await asyncio.to_thread(core.outbox.waiting):
                await asyncio.sleep(0.01)
            await sending.stop()

        asyncio.run(asyncio.wait_for(scenario(), 60))
        kinds = [post.event["type"] for post in receiver.posts]
        assert kinds == ["lead.created", "lead.created", "lead.created", "lead.handed_off"]
        assert len({post.headers["webhook-id"] for post in receiver.posts}) == 2, "repetitions are recognised"
        (trouble, *_) = core.outbox.troubles()
        assert trouble.destination == "amqp:"
        assert "geheim" not in str(trouble.cause)
        core.database.close()


def test_the_schema_is_published(tmp_path: Path) -> None:
    given = settings(tmp_path)
    core = assemble(given)

    async def read() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(given, core))
        async with httpx.AsyncClient(transport=transport, base_url="http://banter") as anybody:
            return await anybody.get(PATH)

    answer = asyncio.run(read())
    core.database.close()
    assert answer.headers["content-type"] == "application/schema+json"
    assert answer.json() == schema()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("BANTER_SMTP_URL", "mail.example.com"),
        ("BANTER_WEBHOOK_URL", "crm.example.com"),
        ("BANTER_AMQP_URL", "broker.example.com"),
    ],
)
def test_a_wrong_setting_is_told_before_anything_starts(tmp_path: Path, variable: str, value: str) -> None:
    given = settings(tmp_path, **{variable: value})
    core = assemble(given)
    with pytest.raises(BadSetting, match=variable):
        dispatcher(given, core)
    core.database.close()
