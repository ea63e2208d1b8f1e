"""A practice manager changes what clients are asked, and a client meets it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.found import PASSWORD

# It has a house of its own, and asks for a minute.
pytestmark = [pytest.mark.browser, pytest.mark.everything]
ASKED = "¿Cuáles son sus apellidos completos?"
PASSPORT = "¿Cuál es el número de su pasaporte?"


@pytest.mark.feature("F009", "F074")
def test_a_question_is_changed_and_one_added_and_a_client_meets_both(house, visit):
    house.python("-m", "tests.browser.managing")
    mia = visit("Mia")
    mia.sign_in("mia@okafor.example", PASSWORD)
    mia.go("/staff/office/questionnaires/").press("Petition for your husband or wife")
    mia.press("Change the questions").press(re.compile("^About you"))
    mia.press("Change the question: What is your last name?")
    mia.write("Question in English", "What are all your last names?")
    mia.write("Question in Spanish", ASKED)
    mia.press("Save in the draft")
    name = mia.page.locator("#petitioner-name")
    expect(name).to_contain_text("What are all your last names?")
    mia.press("Add a question", within=name)
    mia.page.locator("#q").fill("passport number")
    mia.press("Search", within=mia.page.locator("main"))
    mia.press(re.compile("^Ask for it: .*passport", re.IGNORECASE))
    mia.write("Question in English", "What is your passport number?")
    mia.write("Question in Spanish", PASSPORT)
    mia.press("Save in the draft").sees("The question was added to the draft.")
    mia.press("Preview")
    mia.page.locator("main").get_by_role("button", name="Español").click()
    phone = mia.page.locator("#phone")
    for words in (ASKED, PASSPORT):
        expect(phone).to_contain_text(words)
    assert phone.bounding_box()["width"] <= 390
    mia.page.screenshot(path=mia.pictures / "preview-es.png", full_page=True)
    mia.press(re.compile("^Draft: ")).press("See the changes and publish")
    mia.write("What did you change, and why?", "Passports, and plainer names")
    mia.press("Publish this version").sees("Version 2 is in use: new cases take it.")

    house.python("-m", "tests.browser.sending")
    maria = visit("María", width=390)
    maria.sign_in("maria@example.org", PASSWORD)
    maria.go("/portal/questions/").press(
        re.compile("^(Begin|Continue|Empezar|Continuar)$")
    )
    maria.page.goto(maria.page.url.split("/petitioner-")[0] + "/petitioner-name/")
    expect(maria.page.locator("form[data-keeps-words]")).to_contain_text(
        re.compile("What are all your last names|apellidos completos")
    )
