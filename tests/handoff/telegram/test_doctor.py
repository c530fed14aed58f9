"""``banter doctor`` says which chats of sales can't be reached, and what to do."""

import asyncio
from pathlib import Path

from banter.doctor import Finding
from banter.telegram_chats import telegram_chats
from leads.handoff_policy import HandOffPolicy
from tests.gateway.telegram.fake_telegram import TOKEN
from tests.handoff.telegram.conftest import ANA, GROUP, SECTION, settings_in
from tests.handoff.telegram.fake_sales_telegram import FakeSalesTelegram


def findings(home: Path, telegram: FakeSalesTelegram, **environment: str) -> dict[str, tuple[str, str]]:
    policy = HandOffPolicy.model_validate(SECTION)
    found: list[Finding] = list(asyncio.run(telegram_chats(settings_in(home, telegram, **environment), policy)))
    return {each.part.removeprefix("Telegram for "): (each.state.value, each.says) for each in found}


def test_chats_that_can_be_reached_are_named(tmp_path: Path, telegram: FakeSalesTelegram) -> None:
    assert findings(tmp_path, telegram) == {"sales": ("ok", f"Sales ({GROUP})"), "ana": ("ok", f"Ana ({ANA})")}


def test_what_has_to_be_done_about_the_others_is_said(tmp_path: Path, telegram: FakeSalesTelegram) -> None:
    telegram.kicked.add(GROUP)
    del telegram.chats[ANA]
    found = findings(tmp_path, telegram)
    assert found["sales"][0] == found["ana"][0] == "problem"
    assert f"add the bot to the group {GROUP}" in found["sales"][1]
    assert f"the person with the id {ANA} has to open the chat with the bot and press Start" in found["ana"][1]


def test_a_group_that_moved_is_told_with_its_new_number(tmp_path: Path, telegram: FakeSalesTelegram) -> None:
    telegram.moved[GROUP] = -1009000
    assert "is -1009000 now; write that in qualification.yml" in findings(tmp_path, telegram)["sales"][1]


def test_without_a_token_or_a_way_out_it_says_so(tmp_path: Path, telegram: FakeSalesTelegram) -> None:
    state, says = findings(tmp_path, telegram, BANTER_TELEGRAM_TOKEN="")["sales"]
    assert (state, "BANTER_TELEGRAM_TOKEN" in says) == ("problem", True)
    assert findings(tmp_path, telegram, BANTER_TELEGRAM_TOKEN="1:wrong") == {}, "the check of the channel tells that"
    telegram.stop()
    state, says = findings(tmp_path, telegram)["sales"]
    assert state == "problem"
    assert TOKEN not in says
