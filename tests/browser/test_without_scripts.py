"""No script has loaded, and none will: clients and staff do what they do all the same."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.certifying import answer_all
from tests.browser.conftest import LINK
from tests.browser.found import PASSWORD
from tests.browser.house import eventually
from tests.browser.papers import photo, scan
from tests.whole_case import MARIA

pytestmark = pytest.mark.browser
OWN_PASSWORD = "a lighthouse in the fog 27"
WORDS = "Calle del Faro Número Nueve"


@pytest.fixture
def phone(chromium, house, screen):
    """Phones (or desks) on which scripts do nothing: `phone()` is one."""
    contexts = []

    def begin():
        context = chromium.new_context(
            java_script_enabled=False,
            locale="en-US",
            base_url=house.address,
            viewport={"width": screen, "height": 844},
        )
        contexts.append(context)
        return context.new_page()

    yield begin
    for context in contexts:
        context.close()


def press(page, words):
    button, link = (page.get_by_role(role, name=words) for role in ("button", "link"))
    button.or_(link).filter(visible=True).first.click()
    page.wait_for_load_state("load")


def write_day(page, name, day):
    year, month, date = day.split("-")
    page.locator(f"[name={name}_year]").fill(year)
    page.locator(f"[name={name}_month]").select_option(month.lstrip("0"))
    page.locator(f"[name={name}_day]").fill(date.lstrip("0"))


def choose_a_file(page, name, kind, content):
    """No script writes its name beside the button: the browser's own box shows it."""
    box = page.locator("input[type=file]:not([capture])")
    assert box.bounding_box()["width"] > 100
    box.set_input_files({"name": name, "mimeType": kind, "buffer": content})


@pytest.fixture(scope="module")
def invitation(house):
    """The link in the letter that Maria got, whose form waits for her signature."""
    house.python("-m", "tests.browser.inviting", "form")
    letters = eventually(lambda: house.letters_to(MARIA.email), 60)
    return LINK.search(letters[-1])[0]


@pytest.mark.feature("F025", "F033")
def test_a_client_joins_signs_answers_sends_a_paper_and_pays(phone, invitation):
    maria = phone()
    join(maria, invitation)
    sign(maria)
    answer_a_screen(maria)
    send_a_paper(maria)
    pay(maria)
    change_the_language(maria)


def join(page, invitation):
    page.goto(invitation)
    name = page.locator("[name$=_year]").get_attribute("name").removesuffix("_year")
    write_day(page, name, MARIA.birth_date.isoformat())
    press(page, "Continue")
    page.locator("input[type=password]").first.fill(OWN_PASSWORD)
    press(page, "Use this password")
    expect(page).to_have_url(re.compile("/portal/"))
    expect(page.locator("h1")).to_contain_text("María")


def sign(page):
    """She reads the form, prints it, and sends the pages that she signed in ink."""
    page.goto("/portal/")
    page.locator("main a[href*='/portal/forms/']:visible").first.click()
    expect(page.locator("h1")).to_contain_text("Read and sign Form HL-1")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the form to print").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    press(page, "Send the signed pages")
    choose_a_file(page, "signed.pdf", "application/pdf", scan("signed"))
    page.locator("#send .button-main.button-large").click()
    expect(page.locator("body")).to_contain_text("We have it.")
    expect(page.locator("body")).to_contain_text("signed.pdf")


def answer_a_screen(page):
    page.goto("/portal/questions/")
    boxes = page.locator("form[data-keeps-words] input[type=text]:visible")
    for _ in range(8):
        if boxes.count():
            break
        page.locator("main a[href*='/portal/questions/']:visible").first.click()
        page.wait_for_load_state("load")
    asked, name = page.url, boxes.first.get_attribute("name")
    boxes.first.fill(WORDS)
    page.locator("form[data-keeps-words] .button-main").click()
    page.wait_for_load_state("load")
    page.goto(asked)
    expect(page.locator(f"[name='{name}']")).to_have_value(WORDS)


def send_a_paper(page):
    page.goto("/portal/documents/")
    asked = page.locator("ul.rows li").filter(has_text="Due").first
    asked.get_by_role("link").first.click()
    choose_a_file(page, "paper.jpg", "image/jpeg", photo("a paper"))
    if page.locator("[name=issued_on_year]").count():
        write_day(page, "issued_on", "2021-05-17")
    page.locator("select[name=country]").select_option("SV")
    page.locator("select[name=language]").select_option("es")
    page.locator("#send .button-main.button-large").click()
    expect(page.locator("body")).to_contain_text("We have it.")
    expect(page.locator("body")).to_contain_text("paper.jpg")


def pay(page):
    page.goto("/portal/payments/")
    press(page, re.compile("^Invoice"))
    invoice = page.url
    press(page, re.compile(r"^Pay \$"))
    press(page, "Pay with a card that works")

    def receipt():
        page.goto(invoice)
        return page.get_by_role("link", name=re.compile("^Receipt")).count()

    assert eventually(receipt, 40), page.locator("main").inner_text()
    expect(page.locator("main")).to_contain_text("Paid")


def change_the_language(page):
    """On the page where one is; whoever changes it back finds all as it was."""
    page.goto("/portal/payments/")
    press(page, "Español")
    expect(page).to_have_url(re.compile("/portal/payments/$"))
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("h1")).to_have_text("Pagos")
    press(page, "English")
    expect(page.locator("h1")).to_have_text("Payments")


@pytest.fixture(scope="module")
def review(house):
    """Papers that wait for review."""
    house.python("-m", "tests.browser.reviewing")


@pytest.mark.feature("F022")
def test_staff_take_a_case_from_its_opening_to_the_receipt(phone, review):
    ada, paul = phone(), phone()
    sign_in(ada, "ada")
    case = open_a_case(ada)
    send_a_paper_back(ada)
    accept_a_paper(ada)
    sign_in(paul, "paul")
    bill(ada, case)
    form = fill_a_form(paul, case)
    expect(paul.get_by_role("button", name="Approve")).to_have_count(0)
    ada.goto(form)
    ada.locator("[name=despite_open]").check()
    press(ada, "Approve")
    ada.goto(form)
    expect(ada.locator("main")).to_contain_text("Ada Okafor approved it")
    put_in_the_signed_pages(paul, case)
    certify_it(paul, ada, case)
    record_that_it_was_sent(paul, case)
    record_the_receipt(paul, case)


def sign_in(page, name):
    page.goto("/account/sign-in/")
    expect(page.get_by_role("button", name=re.compile("passkey"))).to_be_hidden()
    page.locator("[name=login]").fill(f"{name}@okafor.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form:has([name=password]) .button-main").click()
    expect(page).to_have_url(re.compile("/staff/"))


def open_a_case(page):
    """From the menu to the conflict check, and past it."""
    expect(page.get_by_role("link", name="Cases", exact=True)).to_be_hidden()
    press(page, "Menu")
    press(page, "Cases")
    press(page, "New case")
    press(page, re.compile("ractice"))
    for part, family, born in (
        ("petitioner", "Oyelaran", "1984-03-09"),
        ("beneficiary", "Kowalczyk", "1990-12-28"),
    ):
        page.locator(f"[name={part}-family_name]").fill(family)
        page.locator(f"[name={part}-given_name]").fill("Sam")
        write_day(page, f"{part}-birth_date", born)
    press(page, "Check for conflicts")
    expect(page.locator("main")).to_contain_text("Nobody found")
    press(page, "Open the case")
    expect(page).to_have_url(re.compile(r"/staff/cases/[0-9a-z]{26}/"))
    expect(page.locator("h1")).to_contain_text("Oyelaran")
    return page.url


def bill(page, case):
    """The playbook drafts the invoice; whoever has read it issues it."""
    page.goto(f"{case}money/")
    press(page, "Draft the first invoice")
    expect(page.locator("main")).to_contain_text("Draft")
    press(page, "Issue the invoice")
    expect(page.locator("main")).to_contain_text("Unpaid")
    expect(page.locator("main")).to_contain_text("Oyelaran")


def send_a_paper_back(page):
    paper = next_paper(page)
    page.locator("#send-back summary").click()
    page.locator("#send-back a").first.click()
    page.locator("#send-back textarea").fill(WORDS)
    page.locator("#send-back .button-main").click()
    page.goto(paper)
    expect(page.locator("main")).to_contain_text(f"Ada Okafor sent it back{WORDS}")


def accept_a_paper(page):
    paper = next_paper(page)
    press(page, "Accept")
    page.goto(paper)
    expect(page.locator("main")).to_contain_text("Ada Okafor accepted it")


def next_paper(page):
    press(page, "Menu")
    press(page, re.compile("^Review"))
    page.locator("main tbody a").first.click()
    return page.url.split("?")[0]


def fill_a_form(page, case):
    page.goto(f"{case}forms/")
    press(page, "Fill the forms")
    page.goto(f"{case}forms/")
    page.locator("main ul.rows a.link.font-semibold").first.click()
    expect(page.locator("main")).to_contain_text("A second person must check it")
    return page.url


def put_in_the_signed_pages(page, case):
    """The client sent them by post: staff put the scan into the file, and accept it."""
    page.goto(f"{case}documents/")
    press(page, re.compile("^Upload for the client: .*HL-1"))
    choose_a_file(page, "signed.pdf", "application/pdf", scan("signed", 2))
    press(page, "Put it into the file")
    page.goto(f"{case}documents/")
    press(page, re.compile("^Review: .*HL-1"))
    press(page, "Accept")


def certify_it(paul, ada, case):
    """One says that it is prepared; the other answers what is found, and certifies it."""
    paul.goto(f"{case}forms/")
    press(paul, "Preflight and certificate")
    press(paul, "I prepared it")
    ada.goto(paul.url)
    # Nobody sent the three papers that are asked for: she says why it goes out so.
    answer_all(ada, lifting=3)
    press(ada, "Certify it")
    expect(ada.locator("main")).to_contain_text("Certificate 1")


def record_that_it_was_sent(page, case):
    """With questions and papers still open: somebody must say that it goes out so."""
    page.goto(f"{case}forms/")
    press(page, "Record that it was sent")
    page.locator("[name=tracking]").fill("1Z999AA10123456784")
    press(page, "Record it")
    expect(page.locator("[name=tracking]")).to_have_value("1Z999AA10123456784")
    page.locator("[name=despite_open]").check()
    press(page, "Record it")
    expect(page.locator("main")).to_contain_text("1Z999AA10123456784")


def record_the_receipt(page, case):
    """A number that was not typed the same way twice is refused, and the file kept."""
    page.goto(f"{case}forms/")
    press(page, "Record the receipt number")
    page.locator("[name=number]").fill("IOE0912345678")
    page.locator("[name=again]").fill("IOE0912345679")
    today = datetime.now(ZoneInfo("America/Chicago")).date()
    write_day(page, "on", today.isoformat())
    choose_a_file(page, "notice.pdf", "application/pdf", scan("notice"))
    press(page, "Record it")
    expect(page.locator(".field-wrong")).to_have_count(1)
    expect(page.locator(".field-wrong [name=again]")).to_be_visible()
    expect(page.locator("main")).to_contain_text("notice.pdf")
    page.locator("[name=again]").fill("IOE0912345678")
    press(page, "Record it")
    expect(page.locator("main")).to_contain_text("IOE0912345678")
    press(page, "Look at the notice")
    expect(page.locator("main")).to_contain_text("notice.pdf")
