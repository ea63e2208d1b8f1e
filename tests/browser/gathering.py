"""What a client sends for the story of the evidence: photos, parts, and what nobody asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import expect

from harborlight.papers.tests.travel import passport
from tests.browser.house import House
from tests.browser.papers import photo, printed
from tests.browser.speaking import Own
from tests.browser.visitor import Visitor

PASSPORT = "Proof that you are a citizen or permanent resident"
MARRIAGE = "Marriage certificate"
SHARED = "Proof of your life together"
# Asked for by the firm, in the words of its own.
BIRTH = Own("Acta de nacimiento")
QUESTION = Own("¿Sirve la copia que me dio el consulado?")
LETTER = Own("Carta de mi suegra")
TITLE = Own("Evidence of a marriage in good faith")
RECEIVED = "We have it. We will check it and tell you."


@dataclass
class Story:
    house: House
    maria: Visitor
    paul: Visitor
    case: str
    # A word that stands on one page of this story's papers alone.
    word: str
    # Where María sees each of her papers.
    places: dict[str, str] = field(default_factory=dict)


def goes_through_the_guide(story: Story) -> None:
    """The passport and the birth certificate are sent on the way, the rest waits."""
    maria, sent = story.maria, 0
    maria.go("/portal/documents/")
    maria.press("Go through your papers, one at a time")
    for place in range(1, 6):
        maria.page.wait_for_url(re.compile(rf"/{place}/$"))
        title = maria.page.title().split(" · ")[0]
        photos = maria.page.locator("main a[href$='/photos/']").get_attribute("href")
        story.places[title] = photos.removesuffix("photos/")
        if title == maria.said(PASSPORT):
            sent += send(maria, "pasaporte.pdf", of_maria(), country="US", tongue="en")
            maria.sees("We have it. Here is what comes next.")
        elif title == BIRTH:
            pages = (("REGISTRO CIVIL DE CHALATENANGO", "ACTA DE NACIMIENTO"),)
            pages += (("Anotaciones al margen", f"Inscrita en el {story.word}"),)
            sent += send(maria, "acta.pdf", printed(*pages), country="SV", tongue="es")
            maria.sees("We have it. Here is what comes next.")
        else:
            maria.press("Later: go on to the next")
    maria.sees("You went through all your papers").sees("Still to send")
    assert sent == 2, story.places


def of_maria() -> bytes:
    lines = passport(
        family="RIVAS PENA",
        given="MARIA",
        country="USA",
        birth="880412",
        number="X44120417",
    )
    return printed(("UNITED STATES OF AMERICA", "PASSPORT", *lines))


def send(maria: Visitor, name: str, content: bytes, *, country="", tongue="") -> bool:
    kind = "image/jpeg" if name.endswith("jpg") else "application/pdf"
    maria.page.locator("input[type=file]:not([capture])").first.set_input_files(
        {"name": name, "mimeType": kind, "buffer": content}
    )
    if country:
        maria.page.locator("select[name=country]").select_option(country)
        maria.page.locator("select[name=language]").select_option(tongue)
    with maria.page.expect_navigation():
        maria.page.locator("form[enctype] button.button-main").last.click()
    maria.look()
    return True


def puts_photos_together(story: Story) -> None:
    """Three photos of her marriage certificate, the first of them turned: one PDF."""
    maria = story.maria
    maria.go(story.places[story.maria.said(MARRIAGE)])
    maria.press("It has several pages: put photos together")
    files = [
        {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": photo(name)}
        for name in ("portada", "sello", "reverso")
    ]
    maria.page.locator("input[type=file][multiple]").set_input_files(files)
    arrived = maria.page.locator("[name=piece]:not([disabled]):not(template *)")
    expect(arrived).to_have_count(3)
    pieces = maria.page.locator("[data-piece]")
    pieces.nth(2).locator("[value^='earlier:']").click()
    names = maria.page.locator("[data-pieces] [data-name]")
    expect(names).to_have_text(["portada.jpg", "reverso.jpg", "sello.jpg"])
    pieces.nth(0).locator("[value^='turn:']").click()
    expect(pieces.nth(0).locator("img")).to_have_class("turned-90")
    maria.page.screenshot(
        path=maria.pictures / f"{maria.width}-tray-{maria.language}.png", full_page=True
    )
    maria.page.locator("select[name=country]").select_option("US")
    maria.page.locator("select[name=language]").select_option("en")
    maria.press("Put together and send").sees(RECEIVED)


def sends_the_other_parts(story: Story) -> None:
    """The paper is in Spanish: its translation, and the page that the translator signed."""
    maria = story.maria
    there = story.places[BIRTH]
    maria.go(there).sees("Not in English: three parts")
    parts = maria.page.locator("#parts li").filter(
        has_text=maria.said("English translation")
    )
    parts.first.get_by_role("link").click()
    maria.page.wait_for_load_state("load")
    maria.look()
    maria.page.locator("[name=translator]").fill("Rosa Marín")
    words = ("CIVIL REGISTRY OF CHALATENANGO", "CERTIFICATE OF BIRTH")
    send(maria, "translation.pdf", printed(words, ("Notes in the margin",)))
    maria.sees(RECEIVED)
    maria.press("Make a certificate for your translator to sign")
    maria.page.locator("[name=translator]").fill("Rosa Marín")
    maria.page.locator("[name=address]").fill("Calle 8 14, San Salvador, El Salvador")
    maria.page.locator("select[name=language]").select_option("es")
    maria.page.locator("[name=title]").fill("Birth certificate of María Rivas Peña")
    with maria.page.expect_download() as download:
        maria.thing("Get the page").click()
    page = Path(download.value.path()).read_bytes()
    assert page.startswith(b"%PDF")
    maria.go(f"{there}part/certificate/")
    send(maria, "certificate.pdf", page)
    maria.sees(RECEIVED)


def sends_what_nobody_asked_for(story: Story) -> None:
    maria = story.maria
    maria.go("/portal/documents/").press("Send another paper")
    pages = printed(("Querida familia",), ("CONTRATO DE ALQUILER",))
    maria.page.locator("input[type=file][multiple]").set_input_files(
        {"name": "carta.pdf", "mimeType": "application/pdf", "buffer": pages}
    )
    item = maria.page.locator("[data-piece]:not(template *)")
    expect(item.locator("[name=piece]:not([disabled])")).to_have_count(1)
    item.locator("select[name$=what]").select_option("evidence")
    item.locator("[name$=title]").fill(LETTER)
    maria.page.locator("select[name$=country]").last.select_option("SV")
    maria.page.locator("select[name$=language]").last.select_option("es")
    maria.press("Send them").sees("Other papers you sent").sees(LETTER)


def asks_about_a_paper(story: Story) -> None:
    maria = story.maria
    maria.go(story.places[BIRTH])
    maria.page.locator("#thread textarea").fill(QUESTION)
    maria.press("Send the message").sees(QUESTION)
