"""An H-1B extension from open to close: employer, HR liaison and worker, each their part.

The clock of the house stands at 10 February 2026, when the I-129 whose boxes we know was
still taken; what the government answers comes a month later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from harborlight.law.agency import meanings
from tests.browser.answering import answer_everything
from tests.browser.certifying import WORDS
from tests.browser.house import House, eventually
from tests.browser.house import house as a_house
from tests.browser.papers import photo, scan
from tests.browser.speaking import Own
from tests.browser.steps import (
    OWN_PASSWORD,
    accept_signatures,
    accept_what_waits,
    approve_forms,
    come_in,
    fill_forms,
    open_the_case,
    pay,
    send_paper,
    sign,
)
from tests.browser.story import Client, Story
from tests.browser.visitor import Visitor
from tests.whole_case import family

pytestmark = [pytest.mark.browser, pytest.mark.everything]

IN_FORCE, DECIDED = "2026-02-10T15:00", "2026-03-12T15:00"
LCA = "I-200-25345-123456"
# The same job goes on: what the invented company and its programmer say otherwise.
EXTENDED = {
    "petitioner": {"worksites": []},
    "beneficiary": {
        "hl_stays": [
            {
                "who": "Meenakshi Raghunathan",
                "from": "2023-02-20",
                "to": "2026-02-19",
            }
        ],
        "nonimmigrant_status": "H1B",
        "immigration_status_until_kind": "date",
        "immigration_status_until": "2026-02-19",
        "sevis_number": "none",
        "ead_number": "none",
    },
    "case": {
        "temporary": {
            "basis": "continuation",
            "receipt": "IOE0912345678",
            "action": "extend",
            "filed_before": "yes",
            "filed_before_details": "The H-1B petition of 2022 for the same job.",
            "offsite": "no",
            "dependents": "no",
            "from": "2026-02-20",
            "until": "2029-02-19",
        },
        "job": {"elsewhere": "no"},
        "h1b": {"cap": "exempt", "cap_exempt": "counted"},
    },
}
EMPLOYER, LIAISON, WORKER = "petitioner", "liaison", "beneficiary"
# part, given name, family name, birthday, e-mail, and the language they read.
PEOPLE = (
    (EMPLOYER, "Ingrid", "Halvorsen", "1979-04-21", "ingrid{}@example.org", "en"),
    (LIAISON, "Helen", "Quist", "1985-06-30", "helen{}@example.org", "en"),
    (WORKER, "Meenakshi", "Raghunathan", "1998-02-19", "meena{}@example.org", "es"),
)
FEE = "3,500.00"
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


@dataclass
class Extension(Story):
    """The story of three; the liaison answers what the employer is asked."""

    def answers(self, client: Client) -> dict:
        said = _with(family(self.people), EXTENDED)
        part = EMPLOYER if client.part == LIAISON else client.part
        return {**said, "_me": part}

    def who(self, part: str) -> Visitor:
        return next(one for one in self.clients if one.part == part).at


def _with(said: dict, other: dict) -> dict:
    """These answers, and where the other ones say something, that."""
    return said | {
        key: _with(said.get(key, {}), inner) if isinstance(inner, dict) else inner
        for key, inner in other.items()
    }


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
    close(story, story.staff("Ada"))
    assert "Traceback" not in story.house.said(), story.house.said()[-3000:]


def answer_and_send(story: Extension) -> None:
    """The liaison answers for the company, the worker for herself; the employer waits."""
    employer = story.who(EMPLOYER)
    employer.go("/portal/questions/")
    assert not employer.page.locator("main a[href*='/portal/questions/']").count()
    for client in story.clients:
        if client.part == EMPLOYER:
            continue
        me = client.at
        answer_everything(me, story.answers(client))
        kept = me.go("/portal/documents/").text()
        # That it is an extension, the company said: then its last approval is asked for.
        approval = me.said("Approval notice of the petition before (I-797)")
        assert (approval in kept) == (client.part == LIAISON), kept
        send_papers(client)


def send_papers(client: Client) -> None:
    me = client.at
    for at in range(16):
        me.go("/portal/documents/")
        owed = me.page.locator("section").filter(
            has=me.page.get_by_role("heading", name=me.said("To send"))
        )
        waiting = owed.locator("ul.rows li")
        if not waiting.count():
            assert at, "nothing was asked for"
            return
        waiting.first.get_by_role("link").first.click()
        me.page.wait_for_load_state("load")
        me.look()
        title = me.page.locator("h1").inner_text()
        send_paper(me, "paper.jpg", photo(f"{client.given} {at} {title}"))
    raise AssertionError("papers never stop waiting")


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
    assert spoken_of(worker, certified), worker.text()
    assert not worker.page.locator("#decision").count(), worker.text()


def say(paul: Visitor, story: Extension, number: str, means: str, on: str) -> None:
    """Write down what an agency says of a number."""
    followed = f"/staff/cases/{story.case}/agency/"

    def is_followed():
        paul.page.goto(story.house.address + followed)
        return paul.page.locator("section.card", has_text=number).count()

    assert eventually(is_followed, 40), paul.text()
    card = paul.page.locator("section.card", has_text=number).first
    card.locator("a[href$='/seen/']").click()
    paul.page.wait_for_load_state("load")
    paul.look()
    paul.page.locator("[name=means]").select_option(means)
    paul.page.locator("[name=on]").fill(on)
    paul.page.locator("main form .button-main").first.click()
    paul.sees("Written down. The client can read it.").look()


def spoken_of(client: Visitor, sentence: str) -> bool:
    return said_in(client.language, sentence) in client.text()


def said_in(language: str, sentence: str) -> str:
    """What the law's book says there: its texts are in no catalogue."""
    if language == "en":
        return sentence
    told = {one.client["en"]: one.client[language] for one in meanings().values()}
    return told[sentence]


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
    own = {part: addresses_of(story.who(part)) for part in (LIAISON, WORKER, EMPLOYER)}
    assert own[LIAISON] and own[WORKER] and own[EMPLOYER]
    for part in own:
        foreign = set().union(*(own[one] for one in own if one != part)) - own[part]
        assert foreign
        me = story.who(part)
        for path in sorted(foreign):
            assert is_not_there(me, path), f"{part} opens {path}"
        assert is_not_there(me, f"/staff/cases/{story.case}/")
    assert "Raghunathan" in story.who(EMPLOYER).go("/portal/case/").text()


def addresses_of(who: Visitor) -> set[str]:
    """Where their questions, papers, forms and bills are."""
    found = set()
    for path in ("/portal/questions/", "/portal/documents/", "/portal/payments/"):
        who.go(path)
        links = who.page.locator("main a[href^='/portal/']").evaluate_all(
            "all => all.map(one => one.getAttribute('href'))"
        )
        found |= {one.split("?")[0].split("#")[0] for one in links}
    # How papers are photographed is said to each party of the case.
    own = {one for one in found if "/guide/" not in one}
    return {one for one in own if re.search(r"/[0-9a-z]{26}/", one)}


def certify(story: Extension, paul: Visitor, ada: Visitor) -> None:
    paul.go(f"/staff/cases/{story.case}/forms/").press("Preflight and certificate")
    preflight = paul.page.url
    paul.press("I prepared it")
    ada.go(preflight)
    stops = answer_what_is_found(ada)
    print("STOPS", stops)
    ada.go(preflight).press("Certify it").sees("Certified. It can go out as it is now.")
    with ada.page.expect_download() as download:
        ada.thing("Certificate {n}").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def answer_what_is_found(ada: Visitor) -> list[str]:
    """What stops the filing is lifted with a reason, the rest is answered."""
    stops = []
    for _ in range(40):
        row = ada.page.locator("#open li").first
        if not row.count():
            return stops
        folded = row.locator("details > summary")
        if folded.count():
            stops.append(row.inner_text())
            folded.click()
        row.locator("[name=words]").fill(WORDS)
        row.locator("form button").click()
        ada.page.wait_for_load_state("load")
    raise AssertionError("the preflight finds something new after every answer")


def is_held_until_the_tasks_are_done(
    story: Extension, paul: Visitor, ada: Visitor
) -> None:
    """The certificate does not open the gate of the tasks; a second person does."""
    tasks = f"/staff/cases/{story.case}/tasks/"

    def has_come():
        paul.page.goto(story.house.address + tasks)
        return paul.page.get_by_text(paul.said("Assemble the packet")).count()

    assert eventually(has_come, 40), paul.text()
    paul.sees("The case cannot be sent yet").sees(
        "Fees of the government, all paid by the company"
    )
    for _ in range(4):
        waiting = open_tasks(paul, tasks)
        if not waiting:
            break
        for path in waiting:
            does(paul, ada, path)
    assert not open_tasks(paul, tasks), paul.text()


def open_tasks(who: Visitor, tasks: str) -> list[str]:
    who.go(tasks)
    return who.page.locator("#open li a[href*='/staff/tasks/']").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )


def does(paul: Visitor, ada: Visitor, path: str) -> None:
    """Paul does a task, and Ada accepts it where a second person has to."""
    paul.go(path)
    while (box := paul.page.locator("#checklist button.button-second")).count():
        box.first.click()
        paul.page.wait_for_load_state("load")
    if not paul.page.locator("#do form").count():
        return
    if (words := paul.page.locator("#do textarea")).count():
        words.first.fill("2029-02-19: six years after 2023-02-20, no day abroad.")
    paul.page.locator("#do form button.button-main").click()
    paul.page.wait_for_load_state("load")
    paul.look()
    assert not paul.page.locator("#review").count(), "whoever did it accepts it"
    ada.go(path)
    if (accepts := ada.page.locator("#review form button.button-main")).count():
        accepts.first.click()
        ada.page.wait_for_load_state("load")
        ada.look()


def send(story: Extension, paul: Visitor) -> None:
    paul.go(f"/staff/cases/{story.case}/forms/").press("Record that it was sent")
    paul.page.locator("[name=channel][value=paper]").check()
    paul.page.locator("[name=tracking]").fill("1Z999AA10123456784")
    paul.press("Record it").sees(Own("1Z999AA10123456784"))


def receipt(story: Extension, paul: Visitor) -> None:
    paul.go(f"/staff/cases/{story.case}/forms/").press("Record the receipt number")
    for name in ("number", "again"):
        paul.page.locator(f"[name={name}]").fill(story.number)
    paul.day("on", "2026-02-10")
    paul.page.locator("input[type=file]").first.set_input_files(
        {
            "name": "notice.pdf",
            "mimeType": "application/pdf",
            "buffer": scan("I-797C receipt notice"),
        }
    )
    paul.thing("Record it").click()
    paul.sees(Own(story.number)).look()
    for client in story.clients:

        def told(me=client.at):
            me.page.goto(f"{story.house.address}/portal/case/")
            return story.number in me.text()

        assert eventually(told), client.at.text()


def decide_on_premium(story: Extension, ada: Visitor) -> None:
    """Whether the government is paid to decide sooner (Form I-907) is decided, and kept."""
    course = f"/staff/cases/{story.case}/course/"
    ada.go(f"{course}needs/faster decision/")
    ada.page.locator("[name=decision][value='not needed']").check()
    ada.page.locator("[name=words]").fill("The worker may go on for 240 days.")
    ada.page.locator("main form .button-main").first.click()
    ada.sees("Your decision is kept with the case.").look()


def a_month_later(story: Extension) -> None:
    """The house is closed and opened again; everybody signs in anew."""
    house = story.house
    house.close()
    house.environment["HARBORLIGHT_NOW"] = DECIDED
    house.open()
    for client in story.clients:
        client.at.enter(client.email, OWN_PASSWORD)


def approved(story: Extension, paul: Visitor) -> None:
    """Read on the notice and written down by a person; all three know it by their page."""
    say(paul, story, story.number, "approved", "2026-03-10")
    for client in story.clients:
        me = client.at.go("/portal/case/")
        milestone = me.page.locator("#decision")
        assert (
            me.said("The government approved the petition.") in milestone.inner_text()
        )
        assert not me.page.locator("#pay").count()


def close(story: Extension, ada: Visitor) -> None:
    """The day on which the stay ends is typed; the case closes; each gets their letter."""
    course = f"/staff/cases/{story.case}/course/"
    ada.go(f"{course}ahead/extend work/")
    ada.day("on", "2029-02-19")
    ada.page.locator("main form .button-main").first.click()
    ada.page.wait_for_load_state("load")
    ahead = ada.page.locator("#ahead").inner_text()
    assert "2028" in ahead and "2029" in ahead, ahead
    ada.go(f"/staff/cases/{story.case}/")
    ada.page.locator("details.menu summary").last.click()
    ada.press("Close the case")
    ada.sees("The case is closed. It stays in the list of closed.")
    for client in story.clients:
        letter_to(story, ada, client)
    for client in story.clients:
        me = client.at.go("/portal/case/")
        said = me.text()
        assert OUTCOME[client.language] in said, said
        assert me.said("Extend the stay of the worker") in said, said
        others = {*OUTCOME.values()} - {OUTCOME[client.language]}
        assert not any(words in said for words in others), said


OUTCOME = {
    "en": "The stay was extended until February 19, 2029.",
    "es": "La estadía se extendió hasta el 19 de febrero de 2029.",
}


def letter_to(story: Extension, ada: Visitor, client: Client) -> None:
    """In the language of whoever reads it; what came of it is written by the lawyer."""
    ada.go(f"/staff/cases/{story.case}/final-letter/")
    offered = ada.page.get_by_role("link", name=client.given)
    offered.first.click()
    ada.page.wait_for_load_state("load")
    ada.look()
    language = ada.page.locator("[name=language]")
    assert language.input_value() == client.language
    words = ada.page.locator("[name=words]")
    offered_words = words.input_value()
    assert client.given in offered_words
    outcome = OUTCOME[client.language]
    words.fill(re.sub(r"\[[^\]]+\]", outcome, offered_words))
    assert "2028-08-" in ada.page.locator("[name=ahead]").input_value()
    ada.page.locator("main form .button-main").first.click()
    ada.page.wait_for_load_state("load")
    ada.sees("The letter is on the client’s page.").look()
