"""An H-1B extension from open to close: employer, HR liaison and worker, each their part.

The clock of the house stands at 10 February 2026, when the I-129 whose boxes we know was
still taken; what the government answers comes a month later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.concluding import (
    approved,
    certify,
    close,
    decide_on_premium,
    give_letters,
    is_held_until_the_tasks_are_done,
    receipt,
    say,
    send,
)
from tests.browser.extending import (
    EMPLOYER,
    LCA,
    LIAISON,
    PEOPLE,
    WORKER,
    Extension,
    answer_and_send,
)
from tests.browser.house import House
from tests.browser.house import house as a_house
from tests.browser.speaking import Own, lacks
from tests.browser.steps import (
    OWN_PASSWORD,
    accept_signatures,
    accept_what_waits,
    approve_forms,
    come_in,
    fill_forms,
    open_the_case,
    pay,
    sign,
)
from tests.browser.story import Client
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.everything]

IN_FORCE, DECIDED = "2026-02-10T15:00", "2026-03-12T15:00"
FEE = "3,500.00"
PARTS = (LIAISON, WORKER, EMPLOYER)
# What the liaison said of the company, and the worker of herself.
TOLD = {LIAISON: "Robots for warehouses", WORKER: "Programmer in Chennai"}
# What is done at an address of each kind.
DEEDS = {"payments": "pay/", "documents": "cannot/", "questions": "finish/"}
PAIRS = [
    ("SQLite", 390, "en"),
    ("SQLite", 1280, "es"),
    ("PostgreSQL", 1280, "en"),
    ("PostgreSQL", 390, "es"),
]


def blanks_are_here() -> bool:
    here = {path.name.lower() for path in Path(settings.FORMS_FOLDER).glob("*.pdf")}
    return all(
        any(name.startswith(one) for name in here) for one in ("g-28", "i-129__")
    )


@pytest.fixture(scope="module")
def house(database) -> Iterator[House]:
    """A house whose clock stands at the day on which the petition is filed."""
    with a_house(database, with_firm=True, HARBORLIGHT_NOW=IN_FORCE) as made:
        made.open()
        yield made


@pytest.fixture
def story(width, language, house, visit):
    mark = f"{width}{language}"
    clients = [Client(*[part.format(mark) for part in one]) for one in PEOPLE]
    people = "company_and_programmer"
    return Extension(house, visit, width, "h1b", language, clients, people=people)


@pytest.mark.skipif(
    not blanks_are_here(),
    reason="The folder that HARBORLIGHT_FORMS names holds no G-28 and I-129.",
)
@pytest.mark.feature("F029", "F030", "F033", "F223")
@pytest.mark.parametrize(
    ("database", "width", "language"), PAIRS, indirect=["database"]
)
def test_a_worker_stays_longer_and_each_sees_only_their_part(story):
    ada = story.staff("Ada")
    open_the_case(story, ada)
    for client in story.clients:
        come_in(story, client, speaks=client.language)
    answer_and_send(story)
    paul = story.staff("Paul")
    follow_the_labor_condition(story, paul)
    accept_what_waits(story, paul)
    fill_forms(story, paul)
    approve_forms(story, ada)
    for client in story.clients:
        sign(story, client)
    accept_signatures(story, paul)
    only_the_company_pays(story)
    nobody_finds_what_is_the_others(story)
    certify(story, paul, ada)
    is_held_until_the_tasks_are_done(story, paul, ada)
    send(story, paul)
    receipt(story, paul)
    decide_on_premium(story, ada)
    a_month_later(story)
    approved(story, story.staff("Paul"))
    ada = story.staff("Ada")
    close(story, ada)
    give_letters(story, ada)
    assert "Traceback" not in story.house.said(), story.house.said()[-3000:]


def follow_the_labor_condition(story: Extension, paul: Visitor) -> None:
    """Its number is followed; certified, it is a step of the case and not its end."""
    paul.go(f"/staff/cases/{story.case}/agency/new/")
    paul.page.locator("[name=agency]").select_option("DOL")
    for name in ("number", "again"):
        paul.page.locator(f"[name={name}]").fill(LCA)
    paul.page.locator("[name=what]").fill("ETA-9035")
    paul.page.locator("main form .button-main").first.click()
    paul.sees(Own(LCA)).look()
    say(paul, story, LCA, "approved", "2026-02-06")
    worker = story.who(WORKER)
    worker.go("/portal/case/")
    certified = (
        "The Department of Labor certified the application of the employer. "
        "The petition can be filed with it."
    )
    assert lacks(worker.text(), [certified], worker.language) == [], worker.text()
    assert not worker.page.locator("#decision").count(), worker.text()


def only_the_company_pays(story: Extension) -> None:
    """20 CFR 655.731(c)(10)(ii): nobody can bill the worker, and she is asked for nothing."""
    employer = next(one for one in story.clients if one.part == EMPLOYER)
    pat = pay(story, employer, owed=FEE)
    invoice = re.search(r"/portal/\S+?/[0-9a-z]{26}/", employer.at.page.url)[0]
    for part in (LIAISON, WORKER):
        other = story.who(part)
        other.go("/portal/")
        assert not other.page.locator("#pay").count(), other.text()
        other.go("/portal/payments/")
        assert FEE not in other.text()
        assert is_not_there(other, invoice)
    pat.go(f"/staff/cases/{story.case}/money/")


def is_not_there(who: Visitor, path: str) -> bool:
    return who.go(path).status == 404


def nobody_finds_what_is_the_others(story: Extension) -> None:
    """Each tries the addresses of the other two, and of the office."""
    own = {part: addresses_of(story.who(part)) for part in PARTS}
    for part in PARTS:
        foreign = set().union(*(own[one] for one in own if one != part)) - own[part]
        assert own[part] and foreign
        me = story.who(part)
        for path in sorted(foreign):
            assert is_not_there(me, path), f"{part} opens {path}"
            # Nor is anything done there by a form that no page of theirs has.
            me.go("/portal/").send(f"{path}{DEEDS.get(path.split('/')[2], '')}")
            assert me.status == 404, f"{part} does something at {path}"
        for page in ("", "tasks/", "agency/", "money/", "course/"):
            assert is_not_there(me, f"/staff/cases/{story.case}/{page}")
        words = read_by(me, own[part])
        for other, said in TOLD.items():
            assert (said in words) == (other == part), f"{part} of {other}: {said}"


def addresses_of(who: Visitor) -> set[str]:
    """Where their tasks, questions, papers, forms and bills are."""
    found = set()
    for path in ("todo/", "questions/", "documents/", "payments/", "case/"):
        who.go(f"/portal/{path}")
        links = who.page.locator("main a[href^='/portal/']").evaluate_all(
            "all => all.map(one => one.getAttribute('href'))"
        )
        found |= {one.split("?")[0].split("#")[0] for one in links}
    # How papers are photographed is said to each party of the case.
    own = {one for one in found if "/guide/" not in one}
    return {one for one in own if re.search(r"/[0-9a-z]{26}/", one)}


def read_by(who: Visitor, addresses: set[str]) -> str:
    """What stands on all of their pages, and on the sheets with their answers."""
    words = ""
    for path in sorted(addresses):
        if not path.endswith("/file/"):
            words += who.go(path).text()
        if re.fullmatch(r"/portal/questions/[0-9a-z]{26}/", path):
            words += who.go(f"{path}print/").text()
    return words


def a_month_later(story: Extension) -> None:
    """The house is closed and opened again; everybody signs in anew."""
    house = story.house
    house.close()
    house.environment["HARBORLIGHT_NOW"] = DECIDED
    house.open()
    for client in story.clients:
        client.at.enter(client.email, OWN_PASSWORD)
