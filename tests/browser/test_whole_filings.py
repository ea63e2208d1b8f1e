"""Two whole cases, from the first question to the certificate and the packet.

The clock of the house stands at 15 June 2026, when the editions that are held were in
force; on 23 November 2026 the same I-485 is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.answering import answer_everything
from tests.browser.certifying import answer_all, pay_by_card
from tests.browser.house import House, eventually
from tests.browser.house import house as a_house
from tests.browser.papers import photo
from tests.browser.speaking import Own
from tests.browser.steps import (
    accept_signatures,
    accept_what_waits,
    approve_forms,
    fill_forms,
    join,
    open_the_case,
    pay,
    send_paper,
    sign,
)
from tests.browser.story import Client, Story
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.everything]

IN_FORCE, TOO_LATE = "2026-06-15T15:00", "2026-11-23T15:00"
MARRIAGE = {
    "playbook": "one-step-marriage",
    "people": "citizen_and_filipino_husband",
    "clients": (
        (
            "petitioner",
            "Theresa",
            "Brandt Núñez",
            "1986-11-05",
            "theresa{}@example.org",
        ),
        ("beneficiary", "Ramón", "Dela Peña", "1984-07-31", "ramon{}@example.org"),
    ),
}
CITIZENSHIP = {
    "playbook": "n400",
    "people": "resident_of_seven_years",
    "clients": (
        ("applicant", "Wilfredo", "Quispe Núñez", "1996-02-29", "wil{}@example.org"),
    ),
}
# As they stand on the payment forms, one for each fee, in the order of the forms.
FEES = {
    "one-step-marriage": ("675.00", "1440.00", "260.00", "630.00"),
    "n400": ("760.00",),
}
# The firm's flat fee and those.
OWED = {"one-step-marriage": "7,205.00", "n400": "2,260.00"}
NEEDED = (
    "g-28", "g-1145", "i-130__", "i-130a", "i-131__", "i-485__", "i-765__", "i-864__", "n-400__",
)  # fmt: skip
PAIRS = [
    ("SQLite", 390, "en"),
    ("SQLite", 1280, "es"),
    ("PostgreSQL", 1280, "en"),
    ("PostgreSQL", 390, "es"),
]


def blanks_are_here() -> bool:
    here = {path.name.lower() for path in Path(settings.FORMS_FOLDER).glob("*.pdf")}
    return all(any(name.startswith(start) for name in here) for start in NEEDED)


needs_blanks = pytest.mark.skipif(
    not blanks_are_here(),
    reason="The folder that HARBORLIGHT_FORMS names does not hold the blanks of both cases.",
)


@pytest.fixture(scope="module")
def house(database) -> Iterator[House]:
    """A house whose clock stands at the day on which the forms are filed."""
    with a_house(database, with_firm=True, HARBORLIGHT_NOW=IN_FORCE) as made:
        made.open()
        yield made


@pytest.fixture
def story(width, language, house, visit, about):
    mark = f"{width}{language}"
    clients = [
        Client(*[part.format(mark) for part in one], language)
        for one in about["clients"]
    ]
    return Story(
        house,
        visit,
        width,
        about["playbook"],
        language,
        clients,
        people=about["people"],
    )


@needs_blanks
@pytest.mark.feature("F116", "F118", "F223", "F224", "F225")
@pytest.mark.parametrize("about", [MARRIAGE], ids=["marriage"])
@pytest.mark.parametrize(
    ("database", "width", "language"), PAIRS, indirect=["database"]
)
def test_a_marriage_is_filed_in_one_step_and_refused_once_its_edition_is_old(story):
    certified = whole(story)
    house = story.house
    house.close()
    house.environment["HARBORLIGHT_NOW"] = TOO_LATE
    try:
        house.open()
        late = story.staff("Paul")
        forms = f"/staff/cases/{story.case}/forms/"
        late.go(forms).press("Preflight and certificate")
        assert late.page.url.split("/")[3:] == certified.split("/")[3:]
        stops = late.page.locator("#open").inner_text()
        assert "I-485" in stops and "09/18/26" in stops, stops
        late.go(forms)
        assert not late.thing("Record that it was sent").count(), late.text()
        late.page.screenshot(path=late.pictures / f"{late.width}-too-late.png")
    finally:
        house.close()
        house.environment["HARBORLIGHT_NOW"] = IN_FORCE
        house.open()


@needs_blanks
@pytest.mark.feature("F116", "F118", "F223", "F224", "F225")
@pytest.mark.parametrize("about", [CITIZENSHIP], ids=["citizenship"])
@pytest.mark.parametrize(
    ("database", "width", "language"), PAIRS, indirect=["database"]
)
def test_a_resident_asks_for_citizenship(story):
    whole(story)


def whole(story: Story) -> str:
    """From the first question to the certificate; where the preflight is."""
    ada = story.staff("Ada")
    open_the_case(story, ada)
    for client in story.clients:
        join(story, client)
        answer_everything(client.at, story.answers(client))
        send_every_paper(story, client)
    paul = story.staff("Paul")
    accept_what_waits(story, paul)
    fill_forms(story, paul)
    approve_forms(story, ada)
    for client in story.clients:
        sign(story, client)
    accept_signatures(story, paul)
    # What the government asks lies in trust for each of its fees, and nothing else.
    pay(story, story.clients[0], owed=OWED[story.playbook])
    build_the_packet(story, paul)
    certified = certify(story, paul, ada)
    assert "Traceback" not in story.house.said(), story.house.said()[-3000:]
    return certified


def send_every_paper(story: Story, client: Client) -> None:
    me = client.at
    for at in range(16):
        me.go("/portal/documents/")
        # What their answers make necessary stands there with the rest.
        owed = me.page.locator("section").filter(
            has=me.page.get_by_role("heading", name=me.said("To send"))
        )
        waiting = owed.locator("ul.rows li")
        if not waiting.count():
            return
        waiting.first.get_by_role("link").first.click()
        me.page.wait_for_load_state("load")
        me.look()
        title = me.page.locator("h1").inner_text()
        send_paper(me, "paper.jpg", photo(f"{client.given} {at} {title}"))
    raise AssertionError("papers never stop waiting")


def build_the_packet(story: Story, paul: Visitor) -> None:
    """All papers that were accepted, in one file, that goes with the filing."""
    paul.go(f"/staff/cases/{story.case}/packets/new/")
    # A name in no language: what stands on the pages in Spanish is looked for.
    paul.page.locator("[name=name]").fill(story.clients[0].family)
    paul.page.locator("[name=purpose][value=filing]").check()
    paul.page.locator("[name=destination]").select_option("uscis paper")
    paul.page.locator("main form .button-main").first.click()
    paul.page.wait_for_load_state("load")
    papers = re.search(r"/staff/packets/[0-9a-z]{26}/", paul.page.url)
    assert papers, paul.page.url
    paul.go(f"{papers[0]}papers/")
    boxes = paul.page.locator("[name=versions]")
    assert boxes.count(), "no paper could go into the packet"
    for box in boxes.all():
        box.check()
    paul.page.locator("main form .button-main").first.click()
    paul.page.wait_for_load_state("load")
    paul.go(f"{papers[0]}filing/")
    filing = paul.page.locator("select[name=filing]")
    if filing.count():
        filing.select_option(index=1)
        paul.page.locator("main form .button-main").first.click()
        paul.page.wait_for_load_state("load")
    paul.go(papers[0])
    paul.page.locator(
        "#build form button, form[action$='/build/'] button"
    ).first.click()

    def is_built():
        paul.page.goto(story.house.address + papers[0])
        return paul.page.locator("a[href*='/packets/files/']").count()

    assert eventually(partial(is_built), 120), paul.text()
    paul.look()


def certify(story: Story, paul: Visitor, ada: Visitor) -> str:
    paul.go(f"/staff/cases/{story.case}/forms/").press("Preflight and certificate")
    preflight = paul.page.url
    pay_by_card(paul.page, preflight, *FEES[story.playbook])
    paul.go(preflight).sees(Own("USCIS"))
    assert "\\n" not in paul.text(), "an address is written in one line"
    paul.go(preflight).press("I prepared it")
    ada.go(preflight).sees("Prepared by {who}, {day}")
    answer_all(ada.page)
    ada.look().press("Certify it").sees("Certified. It can go out as it is now.")
    with ada.page.expect_download() as download:
        ada.thing("Certificate {n}").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    return preflight
