"""The health page: what the doctor finds, the queue, the errors, the settings."""

from typing import Any

from console.desk import ConsoleDesk
from console.examination import Examination, Finding
from leads.audit import Deed
from leads.clock import Clock
from leads.criteria import Criteria
from leads.handoff_policy import HandOffPolicy
from leads.user import Role
from tests.console.conftest import BANT_FACTS, House
from tests.console.desk import Browser, desk_of, signed_in


def given_up(desk: ConsoleDesk) -> None:
    """A lead whose hand-off a destination has refused for good."""
    House(desk.store, desk.inbox).hears(**BANT_FACTS)
    for kind in desk.outbox.waiting():
        for parcel in desk.outbox.claim(kind):
            desk.outbox.give_up(parcel, "the channel <b>is archived</b>")


def handing_to_slack(desk: ConsoleDesk) -> ConsoleDesk:
    teams: dict[str, Any] = {"sales": {"slack": "C0123ABCD"}, "marketing": {}}
    policy = HandOffPolicy.model_validate({"people": {"ana": {"name": "Ana <b>Ruiz</b>"}}, "teams": teams})
    return desk_of(desk.database, Criteria(handoff=policy))


def test_what_the_doctor_finds_is_shown_and_is_no_html(operator: Browser) -> None:
    page = operator.get("/console/health").text
    assert "One thing to do" in page
    assert "the token &lt;b&gt;is refused&lt;/b&gt;" in page
    assert "Every hand-off has arrived or is on its way." in page


def test_brand_hours_people_and_routes_are_shown(desk: ConsoleDesk) -> None:
    with signed_in(handing_to_slack(desk), Role.VIEWER, "de") as viewer:
        page = viewer.get("/console/health").text
    for part in ("Nordlicht GmbH", "Montag", "00:00-24:00", "Ana &lt;b&gt;Ruiz&lt;/b&gt;", "sales"):
        assert part in page


def test_what_was_given_up_is_sent_again_and_the_dispatcher_is_told(desk: ConsoleDesk) -> None:
    desk = handing_to_slack(desk)
    given_up(desk)
    (trouble, *_) = desk.outbox.troubles()
    with signed_in(desk, Role.SALES) as sales:
        page = sales.get("/console/health").text
        assert "the channel &lt;b&gt;is archived&lt;/b&gt;" in page
        assert sales.submit(f"/console/health/parcels/{trouble.number}/replay").status_code == 303
        assert [each.number for each in desk.outbox.troubles()].count(trouble.number) == 0
        assert sales.submit("/console/health/parcels/replay").status_code == 303
    assert desk.outbox.troubles() == ()
    assert len(desk.audit.find(what=Deed.PARCEL_REPLAYED).entries) == 2


def test_a_viewer_sees_the_queue_and_sends_nothing(desk: ConsoleDesk) -> None:
    desk = handing_to_slack(desk)
    given_up(desk)
    with signed_in(desk, Role.VIEWER) as viewer:
        assert "replay" not in viewer.get("/console/health").text
        assert viewer.submit("/console/health/parcels/replay").status_code == 403


def test_no_such_parcel_is_no_page(operator: Browser) -> None:
    for number in ("1", "2147483647"):
        assert operator.submit(f"/console/health/parcels/{number}/replay").status_code == 404
    for number in ("0", "99999999999999999999", "x"):
        assert operator.submit(f"/console/health/parcels/{number}/replay").status_code == 422


def test_messages_that_were_not_answered_are_counted_and_their_errors_shown(
    desk: ConsoleDesk, operator: Browser
) -> None:
    talk = desk.inbox.open("website", "en", {})
    desk.inbox.note_failure(desk.inbox.receive(talk, "1", "hello"), "the bot said <i>no</i>")
    page = operator.get("/console/health").text
    assert "the bot said &lt;i&gt;no&lt;/i&gt;" in page
    assert f"/console/conversations/{talk}" in page
    assert "<dd>1 " in page


def test_the_installation_is_looked_at_once_however_many_look() -> None:
    looks: list[int] = []

    def look() -> list[Finding]:
        looks.append(1)
        return [Finding("Model", "ok", "yesterday.tar.gz")]

    examination = Examination(look, Clock())
    first, second = examination.latest(), examination.latest()
    assert first is second
    assert len(looks) == 1
