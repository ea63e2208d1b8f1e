"""A daughter answers a chapter on her own phone, and her mother says what is hers."""

from __future__ import annotations

import pytest

from tests.browser.found import PASSWORD

# It has a house of its own.
pytestmark = [pytest.mark.browser, pytest.mark.everything]


@pytest.mark.feature("F068")
def test_a_daughter_answers_a_chapter_and_her_mother_says_what_is_hers(house, visit):
    house.python("-m", "tests.browser.sending")
    maria = visit("María", width=390)
    maria.sign_in("maria@example.org", PASSWORD)
    if maria.page.locator("html").get_attribute("lang") != "en":
        maria.speak("en")
    maria.go("/portal/questions/").press("Let somebody you trust help you answer")
    maria.write("Who helps?", "Rosa, my daughter").tick("About you")
    maria.press("Make a link").sees("It is shown only now.")
    link = maria.page.locator("#helper-link").inner_text().strip()

    rosa = visit("Rosa", width=390)
    rosa.own_words |= {"Rosa, my daughter", "María"}
    rosa.go(link.removeprefix(house.address)).press("Begin")
    rosa.sees("You answer for María").press("About you")
    chapter = rosa.page.url.split("/petitioner-")[0]
    rosa.page.goto(f"{chapter}/petitioner-birth/")
    rosa.write("In which city or town were you born?", "San Miguel")
    rosa.press("Save and continue")

    maria.go("/portal/questions/").press("Read what was written for you")
    maria.sees("San Miguel").press("These answers are mine")
    maria.sees("is yours now").press("Your questions")
    maria.press("Let somebody you trust help you answer").press("Close the link")
    rosa.expected = "410"
    rosa.page.reload()
    rosa.sees("This link does not work any more")
