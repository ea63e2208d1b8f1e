"""A paper that cannot be had: María says so on her phone, and Ada answers at her desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.found import PASSWORD
from tests.browser.speaking import Own

pytestmark = pytest.mark.browser
WHY = Own("El registro civil de Chalatenango se quemó en 1982.")
ANSWER = Own("Please ask the registry for a letter that says so.")


@pytest.fixture(scope="module")
def work(house):
    house.python("-m", "tests.browser.sending")


@pytest.mark.feature("F085", "F089", "F095")
def test_who_cannot_get_a_paper_says_so_and_is_answered(visit, work, screen):
    maria = visit("María", width=screen).sign_in("maria@example.org", PASSWORD)
    maria.go("/portal/documents/").press("Marriage certificate")
    paper = maria.page.url
    maria.page.get_by_text("I cannot get this paper").click()
    maria.sees("In this order:").press("Tell us")
    # Nothing was written: the page says so, where it is written.
    maria.sees("Write in a few words why you cannot get it.")
    maria.write("Why can you not get it?", WHY).press("Tell us")
    maria.sees("You told us that you cannot get it").sees(WHY)
    home = maria.go("/portal/")
    expect(home.page.locator("main")).not_to_contain_text(
        "Send us: Marriage certificate"
    )

    ada = visit("Ada", width=1280).sign_in("ada@okafor.example", PASSWORD)
    ada.go("/staff/notices/").sees("cannot get")
    ada.go("/staff/cases/").press("María Rivas Peña and Omar Haddad")
    ada.press("Documents").sees(WHY)
    ada.press("Answer: Marriage certificate").sees("8 CFR 103.2(b)(2)")
    ada.write("What the client should do", ANSWER).press("Ask again")
    ada.sees("Asked again.")

    maria.go(paper).sees(ANSWER)
    maria.speak("es").sees(Own("Acta de matrimonio")).sees(ANSWER)
