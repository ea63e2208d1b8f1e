"""A joint I-751 runs by itself, from the day it is opened to the day it is closed.

The clock of the house stands at 15 June 2026; the agency decides in March 2027.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.answering import answer_everything
from tests.browser.at_tasks import do_task, so_far, task_of
from tests.browser.filing import (
    build_the_packet,
    certify,
    file_it,
    record_the_receipt,
    send_every_paper,
)
from tests.browser.house import House, eventually
from tests.browser.house import house as a_house
from tests.browser.saying import say
from tests.browser.speaking import Own, lacks
from tests.browser.steps import (
    OWN_PASSWORD,
    accept_signatures,
    accept_what_waits,
    approve_forms,
    case_number,
    fill_forms,
    join,
    open_the_case,
    pay,
    sign,
)
from tests.browser.story import Client, Story
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.everything]

FILED, DECIDED, BIOMETRICS = "2026-06-15", "2027-03-02", "2026-07-15"
RESIDENT_SINCE = "2024-07-20"
# Five years, less ninety days.
CITIZEN_FROM = "2029-04-21"
WIFE = (
    "beneficiary",
    "Luciana",
    "Albuquerque Whitfield",
    "1988-10-02",
    "luciana{}@example.org",
)
HUSBAND = ("petitioner", "Marcus", "Whitfield", "1983-04-22", "marcus{}@example.org")
NEEDED = ("g-28", "g-1145", "i-751__")
REASON = "The card came with the wrong name"
ENDED = "USCIS approved Form I-751 on March 1, 2027."
ANSWER = "No arrest, no earlier denial; the marriage is shown from 2023 on."
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
    reason="The folder that HARBORLIGHT_FORMS names holds no G-28, G-1145 and I-751.",
)


@pytest.fixture(scope="module")
def house(database) -> Iterator[House]:
    with a_house(database, with_firm=True, HARBORLIGHT_NOW=f"{FILED}T15:00") as made:
        made.open()
        yield made


@pytest.fixture
def story(width, language, house, visit):
    mark = f"751.{width}{language}"
    clients = [
        Client(*[part.format(mark) for part in one], language)
        for one in (WIFE, HUSBAND)
    ]
    people = "couple_with_conditions"
    if house.environment["HARBORLIGHT_NOW"] != f"{FILED}T15:00":
        goes_to(house, FILED)  # an earlier story went on
    return Story(house, visit, width, "i-751", language, clients, people=people)


def goes_to(house: House, day: str) -> None:
    """The clock of the house stands at another day from now on."""
    house.close()
    house.environment["HARBORLIGHT_NOW"] = f"{day}T15:00"
    house.open()


@needs_blanks
@pytest.mark.feature(
    "F022", "F034", "F040", "F120", "F122", "F123", "F138", "F147", "F148"
)
@pytest.mark.parametrize(
    ("database", "width", "language"), PAIRS, indirect=["database"]
)
def test_a_joint_i751_runs_from_open_to_close(story):
    ada = story.staff("Ada")
    open_the_case(story, ada)
    they_answer_and_their_list_moves(story)
    paul = story.staff("Paul")
    papers_are_looked_at(story, paul, ada)
    forms_are_made_and_signed(story, paul, ada)
    assemble = nothing_goes_before_it_is_accepted(story, paul)
    certified_but_held(story, paul, ada, assemble)
    accepted_it_goes(story, paul, ada, assemble)
    the_agency_is_followed(story, paul)
    goes_to(story.house, DECIDED)
    ada, paul = story.staff("Ada"), story.staff("Paul")
    she_is_told_of_the_decision(story, paul)
    it_is_closed_with_a_letter(story, ada)
    it_is_archived_and_opened_once_more(story, ada, paul)
    assert "Traceback" not in story.house.said(), story.house.said()[-3000:]


def they_answer_and_their_list_moves(story: Story) -> None:
    """Each is asked their own part; the list of each moves with what they send."""
    wife, husband = story.clients
    join(story, wife)
    before = so_far(wife)
    answer_everything(wife.at, story.answers(wife))
    after = so_far(wife)
    send_every_paper(story, wife)
    done, total = so_far(wife)
    assert (before[0], after[0]) == (0, 1)
    assert after[0] < done == total
    join(story, husband)
    answer_everything(husband.at, story.answers(husband))
    husband.at.go("/portal/todo/").sees("Nothing is waiting for you.")
    # What one answers and sends is not the other's.
    theirs = husband.at.go("/portal/documents/").text()
    assert lacks(theirs, ["Proof of your life together"], story.language)


def papers_are_looked_at(story: Story, paul: Visitor, ada: Visitor) -> None:
    """What the playbook opens at each stage is done by whom it says."""
    do_task(story, paul, "Check who everybody is")
    accept_what_waits(story, paul)
    do_task(story, paul, "Look through the evidence as a whole")
    do_task(
        story, ada, "Read the answers for what stands against the case", answer=ANSWER
    )


def forms_are_made_and_signed(story: Story, paul: Visitor, ada: Visitor) -> None:
    fill_forms(story, paul)
    approve_forms(story, ada)
    for client in story.clients:
        sign(story, client)
    accept_signatures(story, paul)
    pay(story, story.clients[0], owed="2,350.00")
    build_the_packet(story, paul)


def nothing_goes_before_it_is_accepted(story: Story, paul: Visitor) -> str:
    """Paul assembles it, and can neither accept his own work nor lift the stop."""
    task = task_of(story, paul, "Assemble the packet")
    paul.go(f"/staff/cases/{story.case}/tasks/").sees("The case cannot be sent yet")
    do_task(story, paul, "Assemble the packet")
    paul.go(task).sees("It waits for a second person")
    for deed, said in (("accept", {"remark": "Good"}), ("lift", {"reason": "Now"})):
        paul.send(f"{task}{deed}/", **said)
        paul.go(f"/staff/cases/{story.case}/tasks/").sees("The case cannot be sent yet")
    return task


def certified_but_held(story: Story, paul: Visitor, ada: Visitor, task: str) -> None:
    """Even what is certified is not sent, by no page and by no form sent past the page."""
    certify(story, paul, ada, "750.00")
    paul.go(f"/staff/cases/{story.case}/forms/")
    filing = paul.page.locator("a[href*='/preflight/']").first.get_attribute("href")
    sent = (filing or "").replace("/preflight/", "/sent/")
    paul.go(sent).sees("The case cannot be sent yet")
    assert not paul.page.locator("[name=channel]").count(), paul.text()
    went = {"on_year": "2026", "on_month": "6", "on_day": "15", "channel": "paper"}
    paul.send(sent, **went, tracking="1Z999AA10123456784")
    paul.go(f"/staff/cases/{story.case}/activity/")
    assert "1Z999AA10123456784" not in paul.text()
    for client in story.clients:
        news = client.at.go("/portal/case/").text()
        assert lacks(news, ["We sent your case."], story.language)


def accepted_it_goes(story: Story, paul: Visitor, ada: Visitor, task: str) -> None:
    """A second person accepts; then it goes, and its receipt comes."""
    say(ada.go(task), "/accept/", remark="All of it is there")
    ada.sees(Own("All of it is there"))
    file_it(story, paul)
    record_the_receipt(story, paul, on=FILED)


def the_agency_is_followed(story: Story, paul: Visitor) -> None:
    """The receipt is followed by itself; an appointment stands on her page."""
    agency = f"{story.house.address}/staff/cases/{story.case}/agency/"

    def followed():
        paul.page.goto(agency)
        return paul.page.locator("main a[href$='/seen/']").count()

    assert eventually(followed), paul.text()
    assert story.number in paul.look().text()
    paul.press("Write down what it says")
    say(paul, "", means="biometrics set", appointment_on=BIOMETRICS)
    wife = story.clients[0].at
    page = wife.go("/portal/case/").text()
    told = [
        "We sent your case.",
        ("The government accepted your filing. Your receipt number is {number}.", {"number": story.number}),
        "The agency set an appointment for your fingerprints and photo. The notice says when and where.",
        "Appointment: {on}",
    ]  # fmt: skip
    assert lacks(page, told, story.language) == [], page
    wife.page.screenshot(path=wife.pictures / f"{wife.width}-751-case.png", full_page=True)  # fmt: skip
    deadlines = paul.go(f"/staff/cases/{story.case}/deadlines/").text()
    assert lacks(deadlines, ["Biometrics appointment set"], story.language) == []


def comes_back(story: Story, client: Client) -> Visitor:
    """Months later a client signs in again."""
    client.browser = me = story.arrives(client.given, story.language)
    me.enter(client.email, OWN_PASSWORD)
    if me.page.locator("html").get_attribute("lang") != story.language:
        me.speak(story.language)
    return me.look()


def she_is_told_of_the_decision(story: Story, paul: Visitor) -> None:
    paul.go(f"/staff/cases/{story.case}/agency/").press("Write down what it says")
    say(paul, "", means="approved", on="2027-03-01")
    approved = "Your case was approved. We tell you what comes next."
    for client in story.clients:
        page = comes_back(story, client).go("/portal/case/").text()
        assert lacks(page, [approved], story.language) == [], page


def nothing_is_left_in_trust(story: Story, ada: Visitor) -> None:
    """What was held for the filing fee was paid with the card: it leaves trust by two."""
    ben = story.staff("Ben")
    ben.go(f"/staff/cases/{story.case}/money/").press("Take money out")
    say(
        ben,
        "",
        cents="750.00",
        purpose="government fee",
        payee="USCIS",
        why="Form I-751",
    )
    approve = "/approve/"
    assert not ben.page.locator(f"form[action$='{approve}']").count(), ben.text()
    say(ada.go(ben.page.url), approve)


def it_is_closed_with_a_letter(story: Story, ada: Visitor) -> None:
    """The day of citizenship is counted; the letter says it, and so does her page."""
    case = f"/staff/cases/{story.case}/"
    nothing_is_left_in_trust(story, ada)
    ada.go(f"{case}course/ahead/citizenship/")
    say(ada, "", on=RESIDENT_SINCE)
    say(ada.go(case), "/close/")
    if ada.page.locator("[name=despite_unpaid]").count():
        raise AssertionError(ada.text())
    ada.go(case).sees("Closed {day}")
    ada.go(f"{case}final-letter/").press(Own(story.clients[0].given))
    offered = ada.page.locator("[name=ahead]").input_value()
    assert CITIZEN_FROM in offered, offered
    words = ada.page.locator("[name=words]").input_value()
    say(ada, "", words=words)
    ada.sees("Something in brackets is still to be written.")
    begin, end = words.index("["), words.index("]") + 1
    say(ada, "", words=words[:begin] + ENDED + words[end:])
    ada.sees("The letter is on the client’s page.")
    wife, husband = (client.at for client in story.clients)
    wife.go("/portal/case/").sees("Days ahead of you").sees(Own(ENDED))
    assert "2029" in wife.text()
    wife.page.screenshot(path=wife.pictures / f"{wife.width}-751-over.png", full_page=True)  # fmt: skip
    # The letter is hers.
    assert ENDED not in husband.go("/portal/case/").text()


def it_is_archived_and_opened_once_more(
    story: Story, ada: Visitor, paul: Visitor
) -> None:
    case, number = f"/staff/cases/{story.case}/", case_number(story, ada)
    say(ada.go(case), "/archive/")
    assert number in paul.go("/staff/archive/").text()
    assert number not in paul.go("/staff/cases/?show=closed").text()
    ada.go(f"{case}reopen/")
    say(ada, "", reason=REASON)
    assert number in paul.go("/staff/cases/").text()
    assert number not in paul.go("/staff/archive/").text()
    activity = paul.go(f"{case}activity/").text()
    assert REASON in activity
    page = story.clients[0].at.go("/portal/case/").text()
    assert REASON not in page
    assert lacks(page, ["Your case was closed on {day}"], story.language)
