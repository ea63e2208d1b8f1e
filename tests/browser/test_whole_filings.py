"""Two whole cases, from the first question to the certificate and the packet.

The clock of the house stands at 15 June 2026, when the editions that are held were in
force; on 23 November 2026 the same I-485 is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.answering import answer_everything
from tests.browser.filing import build_the_packet, certify, send_every_paper
from tests.browser.house import House
from tests.browser.house import house as a_house
from tests.browser.steps import (
    accept_signatures,
    accept_what_waits,
    approve_forms,
    fill_forms,
    join,
    open_the_case,
    pay,
    sign,
)
from tests.browser.story import Client, Story

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
    certified = certify(story, paul, ada, *FEES[story.playbook])
    assert "Traceback" not in story.house.said(), story.house.said()[-3000:]
    return certified
