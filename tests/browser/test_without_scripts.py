"""No script has loaded, and none will: a client joins, answers, sends a paper and pays."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.house import eventually
from tests.browser.papers import photo
from tests.whole_case import MARIA

pytestmark = pytest.mark.browser
OWN_PASSWORD = "a lighthouse in the fog 27"
WORDS = "Calle del Faro Número Nueve"


@pytest.fixture
def plain(chromium, house):
    """A phone on which scripts do nothing."""
    context = chromium.new_context(
        java_script_enabled=False,
        locale="en-US",
        base_url=house.address,
        viewport={"width": 390, "height": 844},
    )
    yield context.new_page()
    context.close()


def press(page, words):
    button, link = (page.get_by_role(role, name=words) for role in ("button", "link"))
    button.or_(link).filter(visible=True).first.click()
    page.wait_for_load_state("load")


@pytest.mark.feature("F025", "F033")
def test_a_client_joins_answers_sends_a_paper_and_pays(plain, invitation):
    join(plain, invitation)
    answer_a_screen(plain)
    send_a_paper(plain)
    pay(plain)


def join(page, invitation):
    page.goto(invitation)
    born = MARIA.birth_date
    page.locator("[name$=_day]").fill(str(born.day))
    page.locator("[name$=_month]").select_option(str(born.month))
    page.locator("[name$=_year]").fill(str(born.year))
    press(page, "Continue")
    page.locator("input[type=password]").first.fill(OWN_PASSWORD)
    press(page, "Use this password")
    expect(page).to_have_url(re.compile("/portal/"))
    expect(page.locator("h1")).to_contain_text("María")


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
    page.locator("input[type=file]:not([capture])").set_input_files(
        {"name": "paper.jpg", "mimeType": "image/jpeg", "buffer": photo("a paper")}
    )
    if page.locator("[name=issued_on_year]").count():
        page.locator("[name=issued_on_day]").fill("17")
        page.locator("[name=issued_on_month]").select_option("5")
        page.locator("[name=issued_on_year]").fill("2021")
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
