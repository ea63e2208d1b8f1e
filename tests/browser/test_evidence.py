"""Evidence, whole: from photos on a client's phone to a packet that equals its sources."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import expect

from harborlight.documents.reasons import ready_comment
from tests.browser.found import PASSWORD
from tests.browser.gathering import (
    BIRTH,
    LETTER,
    MARRIAGE,
    PASSPORT,
    QUESTION,
    RECEIVED,
    SHARED,
    TITLE,
    Story,
    asks_about_a_paper,
    goes_through_the_guide,
    puts_photos_together,
    send,
    sends_the_other_parts,
    sends_what_nobody_asked_for,
)
from tests.browser.house import eventually
from tests.browser.house import house as a_house
from tests.browser.papers import photo
from tests.browser.speaking import Own
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

# Told once for everybody; every other pair, and PostgreSQL, in `make test-all`.
PAIRS = [
    (390, "es"),
    *(
        pytest.param(width, language, marks=pytest.mark.everything)
        for width, language in ((390, "en"), (1280, "en"), (1280, "es"))
    ),
]


@pytest.fixture(scope="module")
def house(database):
    """The index is a folder on either database: what it costs there, its room asks.

    Nothing is read by itself: Paul has read what he wants to see.
    """
    also = {"HARBORLIGHT_SEARCH_DATABASE": "sqlite"}
    with a_house(database, with_firm=True, **also) as made:
        made.open()
        yield made


@pytest.fixture
def story(house, visit, width, language):
    mark = f"{width}{language}"
    case = house.python("-m", "tests.browser.evidence", mark).stdout.split()[-1]
    people = {"María": f"maria.{mark}@example.org", "Paul": "paul@okafor.example"}
    arrived = []
    for name, email in people.items():
        who = visit(name, width=width, language=language)
        who.own_words = {BIRTH, QUESTION, LETTER, TITLE}
        who.enter(email, PASSWORD)
        if who.page.locator("html").get_attribute("lang") != language:
            who.speak(language)
        arrived.append(who.look())
    return Story(house, *arrived, case, f"Tomo{mark}")


@pytest.mark.feature("F079", "F091", "F094", "F098", "F101", "F103", "F107", "F110")
@pytest.mark.feature("F111", "F197", "F203")
@pytest.mark.parametrize(("width", "language"), PAIRS)
def test_evidence_from_a_photo_to_a_packet(story):
    goes_through_the_guide(story)
    puts_photos_together(story)
    sends_the_other_parts(story)
    sends_what_nobody_asked_for(story)
    asks_about_a_paper(story)
    narrows_the_queue(story)
    looks_at_both_side_by_side(story)
    confirms_what_was_read(story)
    asks_again(story)
    splits(story)
    redacts(story)
    accepts_all(story)
    finds_the_page(story)
    builds_the_packet(story)
    checks_and_certifies(story)
    downloads(story)
    assert "Traceback" not in story.house.said(), story.house.said()[-3000:]


def queue(story: Story):
    """What waits of this case."""
    paul = story.paul
    paul.go("/staff/review/?show=all")
    number = paul.page.locator(f"[data-row]:has(a[href*='{story.case}'])")
    if not number.count():
        return number
    label = number.first.locator("a[href*='/cases/']").inner_text()
    paul.press("Filter")
    cases = paul.page.locator("#queue_case")
    value = cases.locator("option").filter(has_text=label).get_attribute("value")
    cases.select_option(value)
    show(paul)
    return paul.page.locator("[data-row]")


def show(paul: Visitor) -> None:
    with paul.page.expect_navigation():
        paul.thing("Show").click()
    paul.look()


def narrows_the_queue(story: Story) -> None:
    rows = queue(story)
    expect(rows).to_have_count(6)
    language = story.paul.page.locator("#queue_written")
    language.select_option("es")
    show(story.paul)
    # With the paper itself come the parts that make it whole.
    expect(rows).to_have_count(4)
    expect(rows.first).to_contain_text(BIRTH)


def opened(story: Story, title: str) -> str:
    """The address of the first paper of this case with this title that waits."""
    rows = queue(story).filter(has_text=title)
    link = rows.first.locator("[data-open]")
    where = link.get_attribute("href")
    link.click()
    story.paul.page.wait_for_load_state("load")
    story.paul.look()
    return where


def looks_at_both_side_by_side(story: Story) -> None:
    paul = story.paul
    queue(story)
    paul.choose("Written in", "es")
    show(paul)
    paul.page.locator("[data-open]").filter(has_text=BIRTH).first.click()
    paul.page.wait_for_load_state("load")
    paul.look().sees(QUESTION)
    read_now(paul)
    paul.page.locator("summary", has_text=paul.said("Compare side by side")).click()
    others = paul.page.locator(".menu-panel a.menu-item")
    others.filter(has_text=paul.said("English translation")).first.click()
    paul.page.wait_for_load_state("load")
    paul.look()
    pictures = paul.page.locator("img.sheet")
    expect(pictures).to_have_count(2)
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        assert eventually(lambda one=picture: one.evaluate("i => i.naturalWidth > 500"))


def read_now(paul: Visitor) -> None:
    here = paul.page.url
    paul.press("Have it read now")
    was_read = paul.said("Have it read again")

    def look() -> bool:
        paul.page.goto(here)
        card = paul.page.locator("#what-was-read")
        card.wait_for()
        return paul.page.get_by_text(was_read).count() > 0

    assert eventually(look, 30), paul.text()


def confirms_what_was_read(story: Story) -> None:
    """The day on which it expires, with the part of the page where it stands."""
    paul = story.paul
    opened(story, paul.said(PASSPORT))
    read_now(paul)
    paul.sees("As we know it")
    until = paul.page.locator("#read li").filter(has_text="2031")
    crop = until.locator("img")
    crop.scroll_into_view_if_needed()
    assert eventually(lambda: crop.evaluate("i => i.naturalWidth > 50"))
    until.locator("form button").click()
    expect(until).to_contain_text(paul.said("As we know it"))
    paul.look()


def asks_again(story: Story) -> None:
    """A ready reason is in the language that the client reads here."""
    paul, maria = story.paul, story.maria
    opened(story, paul.said(MARRIAGE))
    paul.page.locator("#send-back summary").click()
    paul.press("A part of the page is cut off.")
    ready = ready_comment("cut off", maria.page.locator("html").get_attribute("lang"))
    expect(paul.page.locator("textarea[name=comment]")).to_have_value(ready)
    paul.own_words.add(ready)
    paul.page.locator("#send-back form button.button-main").click()
    paul.page.wait_for_load_state("load")
    maria.go("/portal/").press("See what is wrong and send it again")
    maria.sees("Please send another copy").sees(Own(ready))
    send(maria, "otra.jpg", photo("all four"), country="US", tongue="en")
    maria.sees(RECEIVED).sees("Version {n}", n="2")


def splits(story: Story) -> None:
    """The letter came with a lease: the second page is proof of a life together."""
    paul = story.paul
    opened(story, LETTER)
    paul.press("Split: it holds several papers")
    place = paul.page.locator("[name=page_2]")
    life = place.locator("option").filter(has_text=paul.said(SHARED))
    place.select_option(life.get_attribute("value"))
    paul.press("Split the file").sees("Each page is where it belongs now.")
    expect(queue(story)).to_have_count(7)


def redacts(story: Story) -> None:
    paul = story.paul
    opened(story, paul.said(PASSPORT))
    paul.press("Redact a copy")
    paul.page.locator("[data-boxes-add='1']").click()
    expect(paul.page.locator("[data-boxed='1'] rect")).to_be_focused()
    paul.page.keyboard.press("ArrowDown")
    paul.press("Make the redacted copy")
    paul.sees("This is the redacted copy. Look at every page.")


def accepts_all(story: Story) -> None:
    """One by itself; the others together, each named before they are accepted."""
    paul = story.paul
    opened(story, paul.said(PASSPORT))
    with paul.page.expect_navigation():
        paul.thing("Accept").click()
    paul.look()
    rows = queue(story)
    expect(rows).to_have_count(6)
    for box in rows.locator("[name=version]").all():
        box.check()
    paul.press("Accept the chosen ones…").sees("Accept several papers")
    paul.press("Accept them").sees("{n} papers accepted.", n="6")
    story.maria.go("/portal/documents/").sees("Accepted")


def finds_the_page(story: Story) -> None:
    """One word, on the second page of one paper."""
    paul = story.paul

    def look() -> bool:
        paul.go(f"/staff/search/papers/?q={story.word}")
        return paul.page.locator("#found > li").count() == 1

    assert eventually(look, 30), paul.text()
    hit = paul.page.locator("#found > li")
    expect(hit.locator("mark")).to_have_text(story.word)
    paul.press("Page {n}", within=hit, n="2")
    assert "page=2" in paul.page.url
    expect(paul.page.locator("img.sheet").first).to_be_visible()


def builds_the_packet(story: Story) -> None:
    paul = story.paul
    paul.go(f"/staff/cases/{story.case}/packets/").press("Begin a packet")
    paul.page.locator("[name=name]").fill(TITLE)
    paul.page.locator("[name=purpose][value=filing]").check()
    paul.page.locator("[name=destination]").select_option("uscis online")
    paul.page.locator("[name=numbering][value=letters]").check()
    paul.press("Choose its papers")
    papers = paul.page.locator("[name=versions]")
    assert papers.count() >= 7, paul.text()
    # Kinds are codes; people read names of papers.
    kinds = paul.page.locator("#by-kind").inner_text().splitlines()
    assert "birth certificate" not in kinds
    # All but the redacted copy, for its original goes.
    chosen = paul.page.locator("[name=versions]:checked")
    expect(chosen).to_have_count(papers.count() - 1)
    paul.press("Put them in", within=paul.page.locator("form:has([name=versions])"))
    # The paper, its translation and the certificate bear one letter.
    paul.sees(Own("Exhibit A"))
    rows = paul.page.locator("li[id^=exhibit-]")
    expect(rows.filter(has_text=paul.said("with it"))).to_have_count(2)
    paul.press("Build it")
    link = paul.page.locator("a[href*='/packets/files/']")
    expect(link).to_have_count(1)
    paul.look()


def checks_and_certifies(story: Story) -> None:
    paul = story.paul
    packet = paul.page.url
    paul.press("Does it still equal its sources?")
    paul.sees("It still equals its sources, by what the record says")
    paul.press("Compare now").sees("Equal, page by page: {day}")
    paul.look()
    paul.go(packet)
    paul.page.locator(
        "summary", has_text=paul.said("Certify that it is complete")
    ).click()
    paul.press("Yes, I certify it").sees("Certified by {who}, {day}", who="Paul Berg")


def downloads(story: Story) -> None:
    """Whole, small enough for its place, with marks to turn to and words to search."""
    with story.paul.page.expect_download() as download:
        story.paul.page.locator("a[href*='/packets/files/']").click()
    path = Path(download.value.path())
    assert path.stat().st_size < 12_000_000
    with pikepdf.open(path) as packet, packet.open_outline() as outline:
        assert len(packet.pages) >= 15
        assert len(outline.root) >= 5
