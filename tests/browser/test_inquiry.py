"""Somebody asks for help from a phone, in Spanish; a lawyer reads it and takes the case."""

from __future__ import annotations

import re

import pytest

from harborlight.inquiries.tests.at_the_door import LUZ, SAYS
from tests.browser.answering import answer_everything
from tests.browser.conftest import LINK
from tests.browser.found import PASSWORD
from tests.browser.house import eventually
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
OWN_PASSWORD = "una lámpara junto al mar 41"
LUZ_AT = "luz.carcamo@example.org"


def nested() -> dict:
    """What she says, as the pages of her questions look for it."""
    found: dict = {}
    for path, value in SAYS.items():
        node, parts = found, path.split(".")
        if "[]" in path:
            name, end = path.split("[].")
            found.setdefault(name, [{}])[0][end] = value
            continue
        for part in parts[:-1]:
            node = node.setdefault(part, {})
        node[parts[-1]] = value
    found["name"] = {"family": LUZ.family_name, "given": LUZ.given_name}
    found["birth"]["date"] = "1991-05-06"
    found["contact"] = {"phone_day": LUZ.phone}
    found["intake"] |= {"safe_notes": "Nada", "lawyer_details": "Nadie"}
    return {"applicant": found, "_me": "applicant"}


def written_down(ada: Visitor) -> None:
    """She called; Ada writes down who she is, and sends the link."""
    ada.go("/staff/inquiries/").press("New inquiry")
    ada.write("Family name", LUZ.family_name).write("Given name", LUZ.given_name)
    ada.page.locator("[name=email]").fill(LUZ_AT)
    ada.choose("Language we write to them in", "es")
    ada.choose("What they ask for", "marriage")
    ada.press("Write it down and check for conflicts")
    ada.sees("Nobody was found.")
    ada.day("birth_date", "1991-05-06").press("Send the link to the questions")
    ada.sees("The link to the questions is on its way.")


def comes_in(luz: Visitor, link: str) -> None:
    luz.go(link).day("born", "1991-05-06").press("Continue")
    luz.page.locator("input[type=password]").first.fill(OWN_PASSWORD)
    luz.press("Use this password")
    luz.page.wait_for_url(re.compile(r"/portal/"))
    luz.look()


@pytest.mark.everything
@pytest.mark.feature("F068", "F069")
def test_from_the_first_call_to_the_case(house, visit):
    # The firm has Omar Haddad, whom she names as her husband, as a client already.
    house.python("-m", "tests.browser.inviting")
    ada = visit("Ada", width=1280)
    ada.sign_in("ada@okafor.example", PASSWORD)
    written_down(ada)
    inquiry = ada.page.url
    link = LINK.search(eventually(lambda: house.letters_to(LUZ_AT), 60)[-1])[0]
    luz = visit("Luz", width=390, language="es")
    luz.own_words = {*SAYS.values()}
    comes_in(luz, link)
    luz.sees("{firm} is not your lawyer yet")
    luz.page.screenshot(path=luz.pictures / "390-inquiry-home.png", full_page=True)
    answer_everything(luz, nested())
    luz.go("/portal/").sees("Thank you. We have your answers.")

    ada.go(inquiry).press("Check every name")
    ada.sees("Omar Haddad").sees("Is married to a U.S. citizen")
    ada.page.screenshot(path=ada.pictures / "1280-inquiry.png", full_page=True)
    ada.tick("Somebody else with such a name")
    ada.write("Your reason", "Born in another year.").press("Keep this answer")
    ada.go(inquiry).press("Accept").press("N-400 citizenship")
    ada.write("Why there is no conflict, and why we take it", "Nobody is opposed.")
    ada.press("Accept, and open the case")
    ada.sees("is open, with everything that was answered")
    case = ada.page.url
    ada.go(f"{case}answers/").sees("Honduras")
    luz.go("/portal/").sees("Hello, {name}")
    assert "todavía no es su abogado" not in luz.text()
