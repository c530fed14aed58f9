"""From the yes in the chat over the letter to the page behind its link: what a visitor confirms and takes back."""

import re
from collections.abc import Iterator

import httpx
import pytest

from leads.double_opt_in import VALID
from leads.suppression import Reached
from tests.privacy_site import ASKED, PrivacySite, link, running_privacy_site

YES, NO = "Yes, send me news", "I do not want any news"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivacySite]:
    with running_privacy_site(tmp_path_factory.mktemp("privacy")) as site:
        yield site


def is_a_kind_page(answer: httpx.Response, status: int, title: str, language: str = "en") -> None:
    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in answer.text
    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_letter_says_who_asks_what_was_asked_and_how_to_say_no(house: PrivacySite) -> None:
    house.visitor("en", "letter@seegras.example")
    letter = house.letter_to("letter@seegras.example")
    assert letter["From"] == "Nordlicht Software <news@nordlicht.example>"
    assert letter["Subject"] == "Please confirm: news from Nordlicht Software"
    assert letter["List-Unsubscribe"] == f"<{link(letter, NO)}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<[0-9a-f-]{36}@nordlicht\.example>", letter["Message-ID"])
    for kind in ("plain", "html"):
        part = letter.get_body((kind,))
        assert part is not None
        words = str(part.get_content())
        for each in (
            ASKED["en"],
            "yes, gladly",
            "https://example.com/privacy",
            "/privacy/opt-in/",
            "/privacy/withdraw/",
        ):
            assert each in words


@pytest.mark.parametrize(("address", "words"), [("sie", "Bitte bestätigen Sie"), ("du", "Bitte bestätige,")])
def test_a_letter_in_german_addresses_as_the_chat_does(
    tmp_path_factory: pytest.TempPathFactory, address: str, words: str
) -> None:
    with running_privacy_site(tmp_path_factory.mktemp("german"), address) as house:
        house.visitor("de")
        letter = house.letter_to()
        part = letter.get_body(("plain",))
        assert part is not None
        assert words in str(part.get_content())
        page = httpx.get(
            link(letter, "Ja, schicken Sie mir Neuigkeiten" if address == "sie" else "Ja, schickt mir Neuigkeiten")
        )
        is_a_kind_page(page, 200, "Neuigkeiten per E-Mail bestätigen", "de")


def test_looking_changes_nothing_and_pressing_confirms_once(house: PrivacySite) -> None:
    lead = house.visitor("en", "once@seegras.example")
    confirm = link(house.letter_to("once@seegras.example"), YES)
    for _ in range(2):
        page = httpx.get(confirm)
        is_a_kind_page(page, 200, "Confirm news by e-mail")
        assert "once@seegras.example" in page.text
        assert httpx.head(confirm).status_code == 200
    assert not house.lead(lead).verdict.automation_ready
    is_a_kind_page(httpx.post(confirm), 200, "Confirmed")
    assert house.lead(lead).verdict.automation_ready
    is_a_kind_page(httpx.post(confirm), 409, "Already confirmed")
    is_a_kind_page(httpx.get(confirm), 409, "Already confirmed")


def test_forged_expired_and_erased_links_are_told_apart_and_change_nothing(house: PrivacySite) -> None:
    lead = house.visitor("en", "late@seegras.example")
    confirm = link(house.letter_to("late@seegras.example"), YES)
    german = {"Accept-Language": "fr, de;q=0.9"}
    is_a_kind_page(httpx.get(confirm[:-2] + "xx"), 404, "This link is not valid")
    is_a_kind_page(httpx.post(confirm[:-2] + "xx", headers=german), 404, "Dieser Link ist nicht gültig", "de")
    clock = house.core.clock
    with house.core.database.write() as session:
        session.connection().exec_driver_sql(
            "update confirmations set expires_at = ? where address = ?",
            ((clock.now() - VALID).strftime("%Y-%m-%d %H:%M:%S.%f"), "late@seegras.example"),
        )
    is_a_kind_page(httpx.post(confirm), 410, "This link is too old")
    assert not house.lead(lead).verdict.automation_ready
    house.core.privacy.erase_lead(lead.id)
    is_a_kind_page(httpx.post(confirm), 404, "This link is not valid")


def test_a_mail_program_withdraws_with_one_click(house: PrivacySite) -> None:
    lead = house.visitor("en", "click@seegras.example")
    letter = house.letter_to("click@seegras.example")
    httpx.post(link(letter, YES)).raise_for_status()
    withdraw = letter["List-Unsubscribe"].strip("<>")
    is_a_kind_page(httpx.get(withdraw), 200, "Withdraw your consent")
    assert house.lead(lead).verdict.automation_ready
    is_a_kind_page(httpx.post(withdraw, data={"List-Unsubscribe": "One-Click"}), 200, "Withdrawn")
    after = house.lead(lead)
    assert (after.yes("marketing_opt_in"), after.yes("contact_opt_in")) == (False, True)
    assert not after.verdict.automation_ready
    assert not house.core.suppressed.holds(Reached("click@seegras.example"))
    assert httpx.post(withdraw).status_code == 200
    is_a_kind_page(httpx.post(withdraw[:-2] + "xx"), 404, "This link is not valid")


def test_never_again_is_for_everything(house: PrivacySite) -> None:
    lead = house.visitor("en", "never@seegras.example")
    withdraw = link(house.letter_to("never@seegras.example"), NO)
    is_a_kind_page(httpx.post(withdraw, data={"never_again": "1"}), 200, "Noted")
    assert house.lead(lead).yes("contact_opt_in") is False
    assert house.core.suppressed.holds(Reached("never@seegras.example"))


def test_what_a_server_says_about_an_address_is_kept_without_the_address(house: PrivacySite) -> None:
    house.mail.refuses["gone@seegras.example"] = "550 5.1.1 <gone@seegras.example> is unknown here"
    lead = house.visitor("en", "gone@seegras.example")
    [trouble] = house.until(lambda: house.core.outbox.troubles(lead.id))
    assert (trouble.given_up, trouble.cause) == (True, "550 5.1.1 <(address)> is unknown here")
    assert "gone@" not in trouble.destination


def test_the_file_with_everything_is_also_a_page(house: PrivacySite) -> None:
    lead = house.visitor("de", "file@seegras.example")
    answer = house.site.http.get(
        f"/api/leads/{lead.id}/export?format=html", headers={"Authorization": "Bearer a-token-for-tests"}
    )
    for words in ("Alles, was über Sie gespeichert ist", "file@seegras.example", ASKED["de"], "Kontakt erlaubt"):
        assert words in answer.text
    assert "style-src 'sha256-" in answer.headers["content-security-policy"]
