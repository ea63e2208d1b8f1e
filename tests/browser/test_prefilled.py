"""What is read on a paper while its sender fills in the form."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from harborlight.papers.tests.travel import passport
from tests.browser.found import PASSWORD
from tests.browser.house import house as a_house
from tests.browser.papers import printed

pytestmark = pytest.mark.browser
# Both say themselves what stands on them: no engine is needed to read them.
PASSPORT = printed(("ESTADOS UNIDOS MEXICANOS", "PASAPORTE", *passport()))
BIRTH = printed(
    (
        "REPUBLICA DE EL SALVADOR",
        "PARTIDA DE NACIMIENTO numero 123 del libro 45",
        "Expedida en San Salvador el tres de marzo de 2024",
    )
)
NOTICE = printed(
    (
        "Form I-797C, Notice of Action",
        "Receipt Number IOE0912345678",
        "Notice Date 03/02/2026",
        "We have received your application and this is for the record of it.",
    )
)
LETTER = printed(
    (
        "El suscrito oficial certifica que los datos que anteceden",
        "concuerdan con los que constan en el libro de la oficina,",
        "para los fines que se estimen convenientes a la interesada.",
    )
)


@pytest.fixture(scope="module")
def house(database):
    """One in which what comes is read."""
    with a_house(database, with_firm=True, HARBORLIGHT_READING="yes") as made:
        made.open()
        yield made


@pytest.fixture(scope="module")
def papers(house):
    """Maria is asked for one for each width of her screen."""
    return iter(house.python("-m", "tests.browser.sending", "4").stdout.split())


def choose_file(phone, name, data):
    file = {"name": name, "mimeType": "application/pdf", "buffer": data}
    phone.page.locator("input[type=file]:not([capture])").set_input_files(file)


@pytest.mark.feature("F080")
def test_what_is_read_on_it_fills_what_is_empty_and_nothing_else(papers, visit, width):
    maria = visit("María", width=width)
    maria.sign_in("maria@example.org", PASSWORD)
    maria.go(f"/portal/documents/{next(papers)}/")
    named = "select[name=country]", "select[name=language]", "[name=expires_on_year]"
    country, language, year = (maria.page.locator(name) for name in named)
    choose_file(maria, "pasaporte.pdf", PASSPORT)
    maria.choose("Which country issued it?", "GT")
    maria.sees("Read on your paper. Please check it.")
    maria.sees("We read some of the answers on it and filled them in below.")
    boxes = (
        maria.page.locator(f"[name=expires_on_{part}]") for part in ("month", "day")
    )
    assert [box.input_value() for box in (year, *boxes)] == ["2031", "5", "17"]
    dated = maria.page.locator("fieldset", has=year)
    expect(dated).to_have_accessible_description(re.compile("Please check it.$"))
    # What she chose herself is hers.
    expect(maria.page.locator(".was-read")).to_have_count(1)
    expect(country).to_have_value("GT")
    maria.page.screenshot(
        path=maria.pictures / f"{width}-upload-read.png", full_page=True
    )
    maria.look()
    # It was the wrong paper: what stood on it goes with it.
    choose_file(maria, "carta.pdf", LETTER)
    expect(language).to_have_value("es")
    expect(year).to_have_value("")
    maria.choose("In which language is it written?", "en")
    expect(maria.page.locator(".was-read")).to_have_count(0)
    choose_file(maria, "otro.pdf", PASSPORT)
    expect(year).to_have_value("2031")
    assert (language.input_value(), country.input_value()) == ("en", "GT")
    maria.press(re.compile("^Send$")).sees("We have it.")


@pytest.mark.feature("F079", "F080")
def test_what_nobody_asked_for_says_what_it_is(papers, visit, width):
    next(papers)
    maria = visit("María", width=width)
    maria.sign_in("maria@example.org", PASSWORD)
    maria.go("/portal/documents/").press("Send another paper")
    choose = maria.page.locator("input[type=file][multiple]")
    kind = "application/pdf"
    choose.set_input_files(
        {"name": "scan1.pdf", "mimeType": kind, "buffer": BIRTH},
    )
    items = maria.page.locator("[data-piece]:not(template *)")
    first, second = items.nth(0), items.nth(1)
    what = "select[name$=what]"
    expect(first.locator(what)).to_have_value("birth certificate")
    expect(first.locator(".was-read")).to_have_count(1)
    language = maria.page.locator("[data-about] select[name=language]")
    expect(language).to_have_value("es")
    # The other one is in another language: what they have in common is hers to say.
    choose.set_input_files({"name": "scan2.pdf", "mimeType": kind, "buffer": NOTICE})
    expect(second.locator(what)).to_have_value("notice")
    expect(second.locator("[name$=issued_on_year]")).to_have_value("2026")
    expect(language).to_have_value("")
    maria.page.screenshot(
        path=maria.pictures / f"{width}-another-read.png", full_page=True
    )
    maria.look()
    first.locator(what).select_option("other")
    expect(first.locator(".was-read")).to_have_count(0)
    country = maria.page.locator("[data-about] select[name=country]")
    # Where the first one comes from was not read.
    expect(country).to_have_value("")
    country.select_option("SV")
    language.select_option("es")
    maria.press("Send them").sees("We have them.").sees("A letter from the government")
