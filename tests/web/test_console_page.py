"""The console in a real browser, on the running product."""

from playwright.sync_api import Browser, ConsoleMessage, expect

from tests.product import Product

SENTENCE = "I am Ingrid Vestergaard of Kobberhus ApS and we need a portal for our partners"


def test_an_operator_signs_in_and_opens_the_lead_of_a_visitor(banter: Product, browser: Browser) -> None:
    visitor = banter.visitor("en")
    visitor.say(SENTENCE)
    page = browser.new_page(locale="en-GB")
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    page.on("console", note)
    page.goto(f"{banter.base_url}/console")
    expect(page).to_have_title("Sign in · Banter")
    printed = (banter.home / "console-password").read_text().strip()
    page.get_by_label("Login").fill("admin")
    page.get_by_label("Password").fill(printed)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_title("Choose your password · Banter")
    page.get_by_label("New password").fill("seven green herons")
    page.get_by_label("The same once more").fill("seven green herons")
    page.get_by_role("button", name="Save and go on").click()
    expect(page).to_have_title("Leads · Banter")
    assert not (banter.home / "console-password").exists()

    page.get_by_role("searchbox").fill("vestergaard")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("rowheader").get_by_role("link", name="Ingrid Vestergaard").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ingrid Vestergaard")
    expect(page.get_by_role("region", name="Conversation").get_by_text(SENTENCE)).to_be_visible()
    need = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Need stated"))
    expect(need).to_contain_text("met")
    expect(need).to_contain_text("a portal for our partners")

    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_title("Sign in · Banter")
    page.goto(f"{banter.base_url}/console")
    expect(page).to_have_title("Sign in · Banter")
    assert complaints == []
    page.close()
