"""One marriage-based I-130, from the invitation to the receipt number, as people do it."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from tests.browser.certifying import answer_all, pay_by_card
from tests.browser.filing import file_it, record_the_receipt
from tests.browser.house import House, eventually
from tests.browser.looking import (
    BEFORE,
    NEAR_THAT,
    NOT_TOLD,
    STEPS,
    TOLD,
    everything,
    notice_of_the_milestone,
    where_the_money_stands,
)
from tests.browser.speaking import Own, lacks
from tests.browser.steps import (
    accept_signatures,
    answer_and_send_papers,
    approve_forms,
    case_number,
    fill_forms,
    join,
    open_the_case,
    pay,
    review,
    sign,
)
from tests.browser.story import Client, Story
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

OSCAR = ("petitioner", "Óscar", "Rivas Peña", "1984-03-09", "oscar{}@example.org")
MARISOL = (
    "beneficiary",
    "Marisol",
    "Orellana de Rivas",
    "1990-12-28",
    "marisol{}@example.org",
)
# In which language the firm invites the two: an English story has one of each.
INVITED = {"en": ("es", "en"), "es": ("es", "es")}


def blanks_are_here() -> bool:
    here = {path.name for path in Path(settings.FORMS_FOLDER).glob("*.pdf")}
    wanted = ("g-28", "i-130__", "i-130a")
    return all(any(name.startswith(start) for name in here) for start in wanted)


# Half of the official walk are its two hundred questions: before each change the form of
# our own is walked, once, on a phone and on the database that no other story in a browser
# has; `make test-all` walks the rest.
WALKS = [
    ("PostgreSQL", 390, "of our own"),
    pytest.param("SQLite", 390, "of our own", marks=pytest.mark.everything),
    pytest.param("PostgreSQL", 1280, "of our own", marks=pytest.mark.everything),
    *(
        pytest.param(database, width, "official", marks=pytest.mark.everything)
        for database in ("SQLite", "PostgreSQL")
        for width in (390, 1280)
    ),
]
# The same in Spanish: whoever knows no English finds every step, and no English on it.
IN_SPANISH = [
    ("SQLite", 390, "official"),
    ("SQLite", 1280, "official"),
    ("PostgreSQL", 390, "official"),
    ("PostgreSQL", 1280, "official"),
    ("SQLite", 390, "of our own"),
    ("PostgreSQL", 1280, "of our own"),
]


@pytest.fixture
def language():
    return "en"


@pytest.fixture
def story(width, language, house, visit, playbook):
    # Two stories of one house are of two couples.
    mark = f"{width}.{playbook}.{language}"
    clients = [
        Client(*[part.format(mark) for part in about], invited)
        for about, invited in zip((OSCAR, MARISOL), INVITED[language], strict=True)
    ]
    yield Story(house, visit, width, playbook, language, clients)


@pytest.fixture
def playbook(forms):
    """The real forms, whose blanks must be there, or the small one of our own making."""
    if forms == "official" and not blanks_are_here():
        pytest.skip(
            "The folder that HARBORLIGHT_FORMS names holds no G-28, I-130 and I-130A: "
            "the case is walked with the form of our own."
        )
    return "i130-spouse" if forms == "official" else "practice-spouse"


@pytest.mark.feature("F001", "F022", "F025", "F033", "F048", "F057", "F309", "F312")
@pytest.mark.parametrize(("database", "width", "forms"), WALKS, indirect=["database"])
def test_a_case_runs_from_the_invitation_to_the_receipt(story):
    walk(story)


@pytest.mark.everything
@pytest.mark.feature("F310")
@pytest.mark.parametrize("language", ["es"])
@pytest.mark.parametrize(
    ("database", "width", "forms"), IN_SPANISH, indirect=["database"]
)
def test_the_same_case_runs_in_spanish(story):
    walk(story)


def walk(story: Story) -> None:
    ada = story.staff("Ada")
    open_the_case(story, ada)
    for client in story.clients:
        join(story, client)
    for client in story.clients:
        answer_and_send_papers(story, client)
    paul = story.staff("Paul")
    review(story, paul)
    fill_forms(story, paul)
    approve_forms(story, ada)
    for client in story.clients:
        sign(story, client)
    pay_the_invoice(story, ada)
    accept_signatures(story, paul)
    certify_it(story, paul, ada)
    file_it(story, paul)
    record_the_receipt(story, paul)
    see_it_all(story, ada)
    assert "Traceback" not in story.house.said(), story.house.said()[-3000:]
    prove_the_chain(story)


def pay_the_invoice(story: Story, ada: Visitor) -> None:
    """9. An invoice with the government fee itemised, paid in the sandbox."""
    oscar = story.clients[0].at
    pat = pay(story, story.clients[0], owed="2,475.00")
    with oscar.page.expect_download() as download:
        oscar.thing("Receipt {number}").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    pat.go(f"/staff/cases/{story.case}/money/").sees(Own("675.00"))
    pat.go("/staff/money/")
    where_the_money_stands(pat, story.case, case_number(story, pat))


def certify_it(story: Story, paul: Visitor, ada: Visitor) -> None:
    """8. Paul prepared it; Ada answers what the preflight finds, and certifies it."""
    forms = f"/staff/cases/{story.case}/forms/"
    paul.go(forms).press("Preflight and certificate")
    preflight = paul.page.url
    if story.playbook == "i130-spouse":
        pay_by_card(paul.page, preflight, "675.00")
        paul.go(preflight).sees(Own("ATTN: AOS"))
    paul.go(preflight).press("I prepared it")
    ada.go(preflight).sees("Prepared by {who}, {day}")
    # Óscar was married before, and has not sent the paper that ended it; with the form of
    # our own no answer decides which papers there are.
    answer_all(ada.page, lifting=int(story.playbook == "i130-spouse"))
    ada.look().press("Certify it").sees("Certified. It can go out as it is now.")
    with ada.page.expect_download() as download:
        ada.thing("Certificate {n}").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def see_it_all(story: Story, ada: Visitor) -> None:
    """8 and 10. The client's timeline, the activity of the case, the closed deadline."""
    number = story.number
    oscar = story.clients[0].at

    def told():
        oscar.page.goto(f"{story.house.address}/portal/case/")
        return number in oscar.text()

    assert eventually(told), oscar.text()
    oscar.look()
    news = oscar.page.locator("#news").evaluate("e => e.textContent")
    assert lacks(news, TOLD, story.language) == []
    assert lacks(news, NOT_TOLD, story.language) == [*NOT_TOLD]
    assert not any(words in news for words in NEAR_THAT)
    notice_of_the_milestone(oscar)
    done = everything(ada, f"/staff/cases/{story.case}/activity/")
    assert number in done
    assert lacks(done, STEPS, story.language) == []
    pat = story.staff("Pat")
    log = everything(pat, "/staff/office/log/")
    assert lacks(log, BEFORE + STEPS, story.language) == []
    ada.go(f"/staff/cases/{story.case}/")
    for part in ("answers", "documents", "forms", "team"):
        ada.go(f"/staff/cases/{story.case}/{part}/")
    rita = story.signed_in("Rita", "rita@rival.example")
    answer = rita.page.goto(f"{story.house.address}/staff/cases/{story.case}/")
    assert answer.status == 404
    assert "Rivas" not in rita.look().text()


def prove_the_chain(story: Story) -> None:
    """10. The chain holds; one byte changed makes the proof name the row."""
    eventually(
        lambda: story.house.command("audit", "verify", check=False).returncode == 0
    )
    done = story.house.command("audit", "verify")
    assert done.returncode == 0, done.stdout
    damaged = change_one_byte(story.house)
    assert damaged
    done = story.house.command("audit", "verify", check=False)
    assert done.returncode == 1
    # Each firm has its third event; exactly these are named, and no other.
    named = re.findall(
        r"BROKEN at number (\d+), row ([0-9a-f-]+|[0-9a-z]+):", done.stdout
    )
    assert sorted(named) == sorted(("3", row) for row in damaged), done.stdout
    change_one_byte(story.house)


def change_one_byte(house: House) -> list[str]:
    """Turn over the last bit of an old event's content; twice is not at all.

    The ids of the rows that were changed: the third of each firm.
    """
    if "DATABASE_URL" in house.environment:
        import psycopg

        url = house.environment["DATABASE_URL"].replace("//app@", "//super@")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")
            rows = connection.execute(
                "UPDATE firm_event SET words = set_byte(words, length(words) - 1, "
                "get_byte(words, length(words) - 1) # 1) WHERE n = 3 RETURNING id"
            )
            return [str(pk) for (pk,) in rows]
    import pysqlite3

    connection = pysqlite3.connect(house.home / "harborlight.sqlite3")
    for (drop,) in connection.execute(
        "SELECT 'DROP TRIGGER \"' || name || '\"' FROM sqlite_master "
        "WHERE type = 'trigger' AND tbl_name = 'firm_event'"
    ).fetchall():
        connection.execute(drop)
    rows = connection.execute("SELECT id, words FROM firm_event WHERE n = 3").fetchall()
    for pk, words in rows:
        changed = words[:-1] + bytes([words[-1] ^ 1])
        connection.execute(
            "UPDATE firm_event SET words = ? WHERE id = ?", (changed, pk)
        )
    connection.commit()
    connection.close()
    return [str(UUID(str(pk))) for pk, _ in rows]
