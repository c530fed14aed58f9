"""Addresses and numbers by which a visitor can be reached, and what looks like one but is none."""

import pytest

from bot.understanding.contact import (
    company_from_email,
    find_emails,
    find_phones,
    is_disposable,
    is_freemail,
    is_role_address,
    suggest_domain,
)


@pytest.mark.parametrize(
    ("text", "normalized"),
    [
        ("write to ida.lorenz@lorenz-optik.de", "ida.lorenz@lorenz-optik.de"),
        ("Ida.Lorenz@Lorenz-Optik.DE", "ida.lorenz@lorenz-optik.de"),
        ("meine Mail: ida@lorenz-optik.de.", "ida@lorenz-optik.de"),
        ("(ida@lorenz-optik.de)", "ida@lorenz-optik.de"),
        ("'ida@lorenz-optik.de'!", "ida@lorenz-optik.de"),
        ("E-Mail:ida@lorenz-optik.de", "ida@lorenz-optik.de"),
        ("ida@lorenz-optik.de?", "ida@lorenz-optik.de"),
        ("Ida Lorenz <ida@lorenz-optik.de>", "ida@lorenz-optik.de"),
        ("**ida@lorenz-optik.de**", "ida@lorenz-optik.de"),
        ("mailto:ida@lorenz-optik.de?subject=Demo", "ida@lorenz-optik.de"),
        ("ida@lorenz-optik.de.Thanks", "ida@lorenz-optik.de"),
        ("padraig.o'shea@tidewell.ie", "padraig.o'shea@tidewell.ie"),
        ("ida+demo@mail.lorenz-optik.co.uk", "ida+demo@mail.lorenz-optik.co.uk"),
        ("ida@größe-optik.de", "ida@größe-optik.de"),
        ("ida@xn--gre-optik-27a6d.de", "ida@xn--gre-optik-27a6d.de"),
    ],
)
def test_an_address_is_found_whatever_surrounds_it(text: str, normalized: str) -> None:
    [found] = find_emails(text)
    assert found.normalized == normalized
    assert text[found.start : found.end] == found.value


@pytest.mark.parametrize(
    ("text", "normalized"),
    [
        ("ida at lorenz dot de", "ida@lorenz.de"),
        ("ida (at) lorenz punkt de", "ida@lorenz.de"),
        ("ida[at]lorenz[dot]de", "ida@lorenz.de"),
        ("ida ät lorenz-optik punkt de", "ida@lorenz-optik.de"),
        ("ida.lorenz(at)optik.de", "ida.lorenz@optik.de"),
        ("my email is ida dot lorenz at optik dot co dot uk", "ida.lorenz@optik.co.uk"),
        ("ida minus lorenz at optik dot com", "ida-lorenz@optik.com"),
        ("you can reach me at ida @ lorenz.de", "ida@lorenz.de"),
        ("IDA AT LORENZ DOT DE", "ida@lorenz.de"),
    ],
)
def test_a_spelled_out_address_is_put_together(text: str, normalized: str) -> None:
    [found] = find_emails(text)
    assert found.normalized == normalized
    assert text[found.start : found.end] == found.value


@pytest.mark.parametrize(
    "text",
    [
        "I work at lorenz.de",
        "I'm head of sales at lorenz dot de",
        "have a look at lorenz.de please",
        "our CEO found us at optik.com",
        "ida@lorenz",
        "ida@@lorenz.de",
        "ida@lorenz.de@optik.de",
        "ida@lorenz..de",
        "ida..lorenz@optik.de",
        ".ida@optik.de",
        "ida@-optik.de",
        "ida@optik_haus.de",
        "ida@optik.d",
        "@optik.de",
        "https://ida@optik.de/login",
        "x" * 65 + "@optik.de",
        "see you at 5. dot",
        "",
    ],
)
def test_half_an_address_or_a_site_is_no_address(text: str) -> None:
    assert find_emails(text) == []


def test_link_markup_of_chat_clients_counts_once() -> None:
    text = "sure: <mailto:ida@lorenz.de|ida@lorenz.de>, or [jo@lorenz.de](mailto:jo@lorenz.de)"
    assert [found.normalized for found in find_emails(text)] == ["ida@lorenz.de", "jo@lorenz.de"]
    [phone] = find_phones("<tel:+4989233455|+49 89 233455>")
    assert phone.value == "+49 89 233455"


def test_two_addresses_come_in_the_order_of_the_text() -> None:
    found = find_emails("ida@lorenz.de/jo@tidewell.ie")
    assert [contact.normalized for contact in found] == ["ida@lorenz.de", "jo@tidewell.ie"]


@pytest.mark.parametrize(
    ("text", "region", "e164"),
    [
        ("call me on +49 89 233 45 67", "DE", "+49892334567"),
        ("089 / 233 45 67", "DE", "+49892334567"),
        ("Tel.: 089/2334567", "DE", "+49892334567"),
        ("Tel.:0892334567", "DE", "+49892334567"),
        ("(089) 2334567", "DE", "+49892334567"),
        ("+49 (0) 89 2334567", "DE", "+49892334567"),
        ("+49(0)151-23456789", "DE", "+4915123456789"),
        ("0049 151 23456789", "DE", "+4915123456789"),
        ("0049 (0)151 / 23 45 67 89", "DE", "+4915123456789"),
        ("0151 23 45 67 89.", "DE", "+4915123456789"),
        ("erreichbar unter 0151–23456789, danke", "DE", "+4915123456789"),
        ("+43 1 58858-0", "DE", "+431588580"),
        ("+41 44 668 18 00", "DE", "+41446681800"),
        ("020 7183 8750", "GB", "+442071838750"),
        ("07911 123456", "GB", "+447911123456"),
        ("(212) 736-5000", "US", "+12127365000"),
        ("212-736-5000", "DE", "+12127365000"),
        ("+1 212.736.5000", "DE", "+12127365000"),
        ("044 668 18 00", "CH", "+41446681800"),
        ("+44 20 7183 8750 ext. 12", "DE", "+442071838750;ext=12"),
        ("020 7183 8750 x99", "GB", "+442071838750;ext=99"),
        ("089 2334567 Durchwahl 31", "DE", "+49892334567;ext=31"),
        ("whatsapp +4915123456789 geht auch", "DE", "+4915123456789"),
        ("ab 14 Uhr: 0151 23456789", "DE", "+4915123456789"),
        ("Kundennummer 4711, Telefon 0151 23456789", "DE", "+4915123456789"),
    ],
)
def test_a_number_is_read_in_the_form_in_which_people_write_it(text: str, region: str, e164: str) -> None:
    [found] = find_phones(text, region)
    assert found.e164 == e164
    assert text[found.start : found.end] == found.value


@pytest.mark.parametrize(
    ("text", "normalized"),
    [
        ("089 / 233 45 67", "0892334567"),
        ("0049 151 23456789", "004915123456789"),
        ("+49 (0) 89 2334567", "+49892334567"),
        ("0049 (0)89 2334567", "0049892334567"),
        ("(0) 89 2334567", "0892334567"),
        ("(+41) 44 668-18-00", "+41446681800"),
        ("089 2334567 Durchwahl 31", "0892334567;ext=31"),
    ],
)
def test_the_normalized_form_is_what_was_dialled(text: str, normalized: str) -> None:
    [found] = find_phones(text)
    assert found.normalized == normalized


def test_a_number_that_no_region_knows_keeps_its_digits() -> None:
    [found] = find_phones("phone: (555) 010-9999")
    assert (found.normalized, found.e164) == ("5550109999", None)


def test_a_mistyped_german_number_does_not_become_a_british_one() -> None:
    [found] = find_phones("0151 2345678", "DE")
    assert (found.normalized, found.e164) == ("01512345678", None)


def test_two_numbers_side_by_side_are_two() -> None:
    found = find_phones("089 2334567 / 0151 23456789 oder +43 1 588580")
    assert [contact.e164 for contact in found] == ["+49892334567", "+4915123456789", "+431588580"]


@pytest.mark.parametrize(
    "text",
    [
        "order 0815 471 1234",
        "Bestellnummer 0151 23456789",
        "Rechnung Nr. 2027-004711",
        "ticket #20270815123",
        "DE02 1203 0000 0000 2020 51",
        "IBAN: DE02120300000000202051",
        "4111 1111 1111 1111",
        "4111111111111111",
        "3782 822463 10005",
        "12.05.2027",
        "2027-05-12",
        "05/12/2027",
        "12.05.2027 14:30",
        "03.-05.11.2027",
        "28.10. - 05.11.2027",
        "2026/2027",
        "2026 - 2027",
        "10.000 - 20.000",
        "1.250.000",
        "250000-500000",
        "2500000",
        "budget 1 200 000",
        "150000000 €",
        "€ 15000000",
        "account 1234567890",
        "Konto 0123456789",
        "Steuernummer 143/217/10203",
        "USt-ID DE136695976",
        "ISBN 978-3-16-148410-0",
        "AB-0151-2345678",
        "v1.2.3.4567890",
        "https://example.org/0151234567",
        "0151234567@optik.de",
        "192.168.100.200:8080",
        "0151 23",
        "1234567890123456",
        "we are 12345678",
    ],
)
def test_other_numbers_are_no_phone(text: str) -> None:
    assert find_phones(text) == []


@pytest.mark.parametrize(
    ("email", "suggestion"),
    [
        ("ida@gmial.com", "gmail.com"),
        ("ida@gmail.con", "gmail.com"),
        ("ida@gmal.com", "gmail.com"),
        ("ida@gmail.de", "gmail.com"),
        ("ida@hotmial.com", "hotmail.com"),
        ("ida@outlok.de", "outlook.de"),
        ("ida@wbe.de", "web.de"),
        ("ida@gxm.de", "gmx.de"),
        ("ida@t-onlin.de", "t-online.de"),
        ("ida@yahooo.com", "yahoo.com"),
        ("ida@gmail.com", None),
        ("ida@mail.com", None),
        ("ida@gmx.at", None),
        ("ida@yahoo.fr", None),
        ("ida@lorenz-optik.de", None),
        ("ida@amx.de", None),
        ("no address", None),
    ],
)
def test_a_slip_in_a_well_known_domain_is_noticed(email: str, suggestion: str | None) -> None:
    assert suggest_domain(email) == suggestion


def test_free_role_and_throw_away_addresses_are_told_from_personal_ones() -> None:
    assert is_freemail("Ida@GMX.de")
    assert is_freemail("ida@yahoo.co.uk")
    assert not is_freemail("ida@lorenz-optik.de")
    assert is_role_address("Info@lorenz-optik.de")
    assert is_role_address("sales+web@lorenz-optik.de")
    assert not is_role_address("ida@lorenz-optik.de")
    assert is_disposable("ida@trash-mail.com")
    assert is_disposable("ida@sub.mailinator.com")
    assert not is_disposable("ida@lorenz-optik.de")


@pytest.mark.parametrize(
    ("email", "company"),
    [
        ("ida@lorenz-optik.de", "Lorenz Optik"),
        ("ida@mail.tidewell.co.uk", "Tidewell"),
        ("ida@xn--brckner-o2a.de", "Brückner"),
        ("ida@gmail.com", None),
        ("ida@gmial.com", None),
        ("ida@trash-mail.com", None),
        ("ida", None),
    ],
)
def test_a_business_domain_hints_at_the_company(email: str, company: str | None) -> None:
    assert company_from_email(email) == company
