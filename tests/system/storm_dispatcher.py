"""A dispatcher in a process of its own, for tests that kill it: ``python -m tests.system.storm_dispatcher DB URL``.

Its leases are as short as its patience, so that what a killed one held is sent again within seconds.
"""

import asyncio
import sys
from datetime import timedelta

from handoff.webhook.access import read_webhook_access
from handoff.webhook.destination import WebhookDestination

from handoff.dispatcher import Dispatcher
from leads.clock import Clock
from leads.database import Database
from leads.outbox import Outbox

SECRET = "whsec_c3Rvcm1zdG9ybXN0b3Jtc3Rvcm1zdG9ybXN0b3Jt"
LEASE, SEND_TIMEOUT_S = timedelta(seconds=6), 3.0


async def main(database_url: str, receiver: str) -> None:
    outbox = Outbox(Database(database_url), Clock(), LEASE)
    webhook = WebhookDestination(read_webhook_access(receiver, SECRET, may_be_private=True))
    Dispatcher(outbox, [webhook], lambda: 0, SEND_TIMEOUT_S).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
