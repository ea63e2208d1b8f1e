"""One question open on two devices: neither loses a word, and somebody is asked."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.found import PASSWORD
from tests.browser.test_killed_server import first_text_question

pytestmark = pytest.mark.browser
# Which way the pier lies: the last story of this house ended on another.
WAY = {390: "Sur", 1280: "Oeste"}


@pytest.fixture(scope="module")
def questions(house):
    house.python("-m", "tests.browser.sending")


@pytest.fixture
def devices(visit, questions, width):
    """The one that writes first, and the other, which is of the other kind."""
    other = {390: 1280, 1280: 390}[width]
    phone, laptop = visit("María", width=width), visit("María again", width=other)
    for device in (phone, laptop):
        device.sign_in("maria@example.org", PASSWORD)
    name = first_text_question(phone).get_attribute("name")
    laptop.page.goto(phone.page.url)
    yield phone, laptop, f"[name='{name}']"


def write(device, box, words):
    device.page.locator(box).fill(words)
    device.page.locator(box).blur()


def says(device, *how):
    line = device.page.locator("[data-kept]")
    words = [line.get_attribute(f"data-{one}") for one in how]
    device.page.wait_for_function(
        "words => words.includes(document.querySelector('[data-kept]').textContent)",
        arg=words,
    )


def test_what_the_other_device_wrote_meanwhile_is_shown_and_asked_about(devices):
    phone, laptop, box = devices
    pier = f"Muelle {WAY[phone.width]}"
    for words in ("Faro", "Faro Norte"):
        write(phone, box, words)
        says(phone, "saved", "part")
    write(laptop, box, "Muelle")
    says(laptop, "both")
    choice = laptop.page.locator("[name$=_keep]")
    expect(choice).to_have_count(2)
    expect(laptop.page.locator("[data-questions]")).to_contain_text("Faro Norte")
    expect(laptop.page.locator(box)).to_have_value("Muelle")
    laptop.page.screenshot(
        path=laptop.pictures / f"{laptop.width}-both.png", full_page=True
    )
    write(laptop, box, pier)
    says(laptop, "both")
    choice.first.check()
    says(laptop, "saved", "part")
    expect(choice).to_have_count(0)
    expect(laptop.page.locator(box)).to_have_value(pier)
    phone.page.reload()
    expect(phone.page.locator(box)).to_have_value(pier)


def test_a_form_sent_while_an_answer_is_on_its_way_quarrels_with_nobody(devices):
    phone, _laptop, box = devices
    write(phone, box, "Puerto")
    phone.page.locator(box).fill("Puerto Viejo")
    address = phone.page.url
    with phone.page.expect_navigation():
        phone.page.locator("form[data-keeps-words] .button-main").click()
    expect(phone.page.locator("[name$=_keep]")).to_have_count(0)
    phone.page.goto(address)
    expect(phone.page.locator(box)).to_have_value("Puerto Viejo")


def test_another_language_finds_every_word_that_was_just_typed(devices):
    phone, _laptop, box = devices
    first = phone.page.locator("[data-language] button").text_content()
    for words in ("Bahía", "Bahía Blanca", "Bahía Negra"):
        phone.page.locator(box).press_sequentially(words)
        phone.page.locator(box).fill(words)
        with phone.page.expect_navigation():
            phone.page.locator("[data-language] button").click(no_wait_after=True)
        expect(phone.page.locator("[data-language] button")).not_to_have_text(first)
        first = phone.page.locator("[data-language] button").text_content()
        expect(phone.page.locator(box)).to_have_value(words)
    phone.page.locator(box).fill("Bahía Grande")
    address = phone.page.url
    phone.page.locator("form[data-keeps-words] .button-quiet").or_(
        phone.page.locator("main a.link-alone")
    ).first.click()
    phone.page.wait_for_url(lambda url: url != address)
    phone.page.goto(address)
    expect(phone.page.locator(box)).to_have_value("Bahía Grande")
    keeps_what_was_refused(phone.page, box)
    if first.strip() != "English":
        return
    phone.page.locator("[data-language] button").click()


def keeps_what_was_refused(page, box):
    """After a mistake, too: the words and what is wrong with them, in the other language."""
    long = "Bahía " * 40
    page.locator(box).fill(long)
    with page.expect_navigation():
        page.locator("form[data-keeps-words] .button-main").click()
    before = page.locator("[data-summary]").text_content()
    for _back_again in range(2):
        with page.expect_navigation():
            page.locator("[data-language] button").click(no_wait_after=True)
        expect(page.locator(box)).to_have_value(re.compile("Bahía Bahía"))
    expect(page.locator("[data-summary]")).to_have_text(before)
    page.locator(box).fill("Bahía Grande")
    page.locator(box).blur()
    page.locator("[data-kept]").filter(has_text=re.compile(r"\w")).wait_for()
