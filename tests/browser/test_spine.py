"""One marriage-based I-130, from the invitation to the receipt number, as people do it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from tests.browser.answering import answer_everything
from tests.browser.certifying import answer_all, pay_by_card
from tests.browser.conftest import LINK
from tests.browser.found import PASSWORD
from tests.browser.house import House, eventually
from tests.browser.looking import (
    BEFORE,
    NEAR_THAT,
    NOT_TOLD,
    STEPS,
    TOLD,
    everything,
    home_after_joining,
    leaves_and_comes_back,
    notice_of_the_milestone,
    owes,
    receipt_chase,
    where_the_money_stands,
)
from tests.browser.papers import photo, scan
from tests.browser.speaking import Own, lacks
from tests.browser.visitor import Visitor
from tests.whole_case import family

pytestmark = pytest.mark.browser

OWN_PASSWORD = "a lighthouse in the fog 27"


@dataclass
class Client:
    """A party of the story: who they are, and the answers they give."""

    part: str
    given: str
    family: str
    born: str
    email: str
    language: str
    browser: Visitor | None = field(default=None)

    @property
    def at(self) -> Visitor:
        assert self.browser is not None
        return self.browser


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


def answers_in(node: object) -> Iterator[str]:
    """Every word that the family itself says, whatever the language of the page."""
    if isinstance(node, dict):
        node = [*node.values()]
    if not isinstance(node, list):
        yield str(node)
        return
    for inner in node:
        yield from answers_in(inner)


@dataclass
class Story:
    house: House
    visit: object
    width: int
    playbook: str
    # In which everybody reads the pages.
    language: str
    clients: list[Client]
    case: str = ""
    # Whose answers are given: a family of the form packs' tests.
    people: str = "citizen_and_salvadoran_wife"

    def answers(self, client: Client) -> dict:
        return {**family(self.people), "_me": client.part}

    @property
    def number(self) -> str:
        """The receipt number: of each story its own."""
        return f"IOE09{self.width + len(self.playbook) + (self.language != 'en'):08}"

    def arrives(self, name: str, language: str) -> Visitor:
        who = self.visit(name, width=self.width, language=language)
        who.own_words = {*answers_in(family(self.people))}
        return who

    def staff(self, name: str) -> Visitor:
        return self.signed_in(name, f"{name.lower()}@okafor.example")

    def signed_in(self, name: str, email: str) -> Visitor:
        """Their account keeps the language that they chose the last time."""
        who = self.arrives(name, self.language)
        who.enter(email, PASSWORD)
        if who.page.locator("html").get_attribute("lang") != self.language:
            who.speak(self.language)
        return who.look()


def blanks_are_here() -> bool:
    here = {path.name for path in Path(settings.FORMS_FOLDER).glob("*.pdf")}
    wanted = ("g-28", "i-130__", "i-130a")
    return all(any(name.startswith(start) for name in here) for start in wanted)


# Where the official blanks are missing, the form of our own is all that is walked. Half of
# the official walk are its two hundred questions: on PostgreSQL those of our own, which
# are few, are enough before each change.
OWN = [pytest.mark.everything] if blanks_are_here() else []
WALKS = [
    ("SQLite", 390, "official"),
    pytest.param("PostgreSQL", 1280, "official", marks=pytest.mark.everything),
    pytest.param("SQLite", 1280, "official", marks=pytest.mark.everything),
    pytest.param("PostgreSQL", 390, "official", marks=pytest.mark.everything),
    pytest.param("SQLite", 390, "of our own", marks=OWN),
    ("PostgreSQL", 1280, "of our own"),
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


def open_the_case(story: Story, ada: Visitor) -> None:
    """1. New case from the playbook, conflict check, invitations."""
    ada.go("/staff/")
    if story.width < 600:
        ada.thing("Menu").click()
    ada.press("Cases").press("New case")
    names = {
        "i130-spouse": "I-130 spouse",
        "practice-spouse": "Practice petition (our own form)",
        "one-step-marriage": "Green card by marriage (one step)",
        "n400": "N-400 citizenship",
    }
    ada.press(names[story.playbook])
    for client in story.clients:
        ada.page.locator(f"[name={client.part}-family_name]").fill(client.family)
        ada.page.locator(f"[name={client.part}-given_name]").fill(client.given)
        ada.day(f"{client.part}-birth_date", client.born)
        ada.page.locator(f"[name={client.part}-email]").fill(client.email)
        ada.page.locator(f"[name={client.part}-language]").select_option(
            client.language
        )
    ada.press("Check for conflicts").sees("Your decision")
    if ada.page.locator("[name=decision][type=radio]").count():
        ada.page.locator("[name=decision][value=clear]").check()
        ada.page.locator("[name=reason]").fill("The same couple, told apart by e-mail.")
    ada.page.locator("[name=invite]").check()
    ada.page.locator("button[name=step][value=open]").click()
    ada.page.wait_for_url(re.compile(r"/staff/cases/[0-9a-z]{26}/"))
    ada.look()
    story.case = re.search(r"/cases/([0-9a-z]{26})/", ada.page.url).group(1)


def join(story: Story, client: Client) -> None:
    """2. The single-use link, the second proof, a password of their own."""
    letters = eventually(lambda: story.house.letters_to(client.email))
    assert letters, "no invitation came"
    link = LINK.search(letters[-1]).group(0)
    client.browser = me = story.arrives(client.given, client.language)
    me.go(link)
    spoken = me.page.locator("html").get_attribute("lang")
    assert spoken.startswith(client.language), spoken
    if client.language != story.language:
        me.speak(story.language)
    me.go(link)  # looking at it again uses nothing up
    name = me.page.locator("[name$=_year]").get_attribute("name").removesuffix("_year")
    me.day(name, "1971-01-02")
    me.press("Continue").sees("This is not the date of birth that the firm has.")
    me.day(name, client.born)
    me.press("Continue")
    me.page.locator("input[type=password]").first.fill("short")
    me.press("Use this password")
    assert me.page.locator(".errorlist:visible").count(), "a short password is refused"
    me.page.locator("input[type=password]").first.fill(OWN_PASSWORD)
    me.press("Use this password")
    me.page.wait_for_url(re.compile(r"/portal/"))
    me.look().sees(Own(client.given))
    the_ways_are_at_hand(me)
    home_after_joining(me)
    again = story.arrives("Somebody", client.language)
    again.go(link)
    if client.language != story.language:
        again.speak(story.language).go(link)
    again.sees("This link was used already")


def the_ways_are_at_hand(me: Visitor) -> None:
    """The menu stays at the thumb on a phone, and above the page on a wide screen."""
    menu = me.page.get_by_role("navigation", name=re.compile("Main|Principal"))
    me.page.mouse.wheel(0, 400)
    box = menu.bounding_box()
    assert box
    at_the_bottom = round(box["y"] + box["height"]) == me.page.viewport_size["height"]
    assert at_the_bottom == (me.width < 600)
    assert menu.get_by_role("link").count() >= 5
    me.page.mouse.wheel(0, -400)


def answer_and_send_papers(story: Story, client: Client) -> None:
    """3 and 4. Questions in short screens, then the papers."""
    me = client.at
    begun = answer_everything(me, story.answers(client), pages=7)
    leaves_and_comes_back(me)
    assert begun == 7
    answer_everything(me, story.answers(client))
    me.go("/portal/documents/")
    if client.part == "petitioner":
        send_the_wrong_thing(me)
    described = 0
    for _ in range(6):
        me.go("/portal/documents/")
        waiting = me.page.locator("ul.rows li").filter(has_text=me.said("Due"))
        if not waiting.count():
            assert described, "Nobody was asked for day, country, language and tags."
            return
        waiting.first.get_by_role("link").first.click()
        me.page.wait_for_load_state("load")
        me.look()
        title = me.page.locator("h1").inner_text()
        described += send_paper(me, "passport.jpg", photo(f"{client.given} {title}"))
    raise AssertionError("papers never stop waiting")


def send_the_wrong_thing(me: Visitor) -> None:
    waiting = me.page.locator("ul.rows li").filter(has_text=me.said("Due"))
    waiting.first.get_by_role("link").first.click()
    me.page.wait_for_load_state("load")
    send_paper(me, "passport.pdf", b"MZ this is a program, not a paper", done=False)
    assert me.page.locator(".errorlist:visible, [role=alert]:visible").count()


def send_paper(me: Visitor, name: str, content: bytes, *, done: bool = True) -> bool:
    """Whether the page asked for all that is to be said of a paper."""
    kinds = {"jpg": "image/jpeg", "pdf": "application/pdf"}
    me.page.locator("input[type=file]:not([capture])").first.set_input_files(
        {"name": name, "mimeType": kinds[name[-3:]], "buffer": content}
    )
    described = me.page.locator("select[name=country]").count() > 0
    if described:  # not asked of a form of ours
        me.day("issued_on", "2021-05-17")
        me.page.locator("select[name=country]").select_option("SV")
        me.page.locator("select[name=language]").select_option("es")
    tag = me.page.locator("[name=tags]").first
    # Their paper is Spanish: its translation and the certificate are in the file.
    for part in ("translation", "certificate"):
        if (holds := me.page.locator(f"[name=tags][value={part}]")).count():
            holds.check()
    me.page.locator("form[enctype] button.button-main:not([type=button])").last.click()
    if done:
        me.sees("We have it. We will check it and tell you.")
    else:
        me.page.locator(".errorlist:visible, [role=alert]:visible").first.wait_for(
            timeout=20_000
        )
    me.page.wait_for_load_state("load")
    me.look()
    return described and tag.count() > 0


def review(story: Story, paul: Visitor) -> None:
    """5. Accept; send one back with a reason; the client sends a better one."""
    paul.go("/staff/review/")
    of_case = of_this_case(story, paul)
    marriage = paul.said("Marriage certificate")
    of_case.filter(has_text=marriage).first.get_by_role("link").first.click()
    paul.page.wait_for_load_state("load")
    paul.look()
    paul.page.get_by_text(paul.said("Send back")).first.click()
    paul.page.locator("#send-back a.menu-item").first.click()
    paul.page.wait_for_load_state("load")
    paul.page.locator("textarea[name=comment]").fill(
        "The left edge is cut off. Please show all four corners."
    )
    paul.page.locator("#send-back form button.button-main").click()
    paul.page.wait_for_load_state("load")
    oscar = story.clients[0].at
    oscar.go("/portal/").sees(Own("all four corners"))
    oscar.press("See what is wrong and send it again")
    oscar.sees("Please send another copy").sees(Own("left edge is cut off"))
    send_paper(oscar, "better.jpg", photo("all four corners"))
    for number in "12":
        oscar.sees("Version {n}", n=number)
    accept_what_waits(story, paul)


def of_this_case(story: Story, who: Visitor):
    number = case_number(story, who)
    who.go("/staff/review/")
    return who.page.locator("tbody tr").filter(has_text=number)


def case_number(story: Story, who: Visitor) -> str:
    who.go(f"/staff/cases/{story.case}/")
    return re.search(r"\d{4}-\d{4,}", who.text()).group(0)


def accept_what_waits(story: Story, paul: Visitor) -> None:
    for _ in range(12):
        rows = of_this_case(story, paul)
        if not rows.count():
            return
        rows.first.get_by_role("link").first.click()
        paul.page.wait_for_load_state("load")
        paul.look()
        paul.press("Accept")
    raise AssertionError("the review queue does not empty")


def fill_forms(story: Story, paul: Visitor) -> None:
    """6. The forms from the facts."""
    paul.go(f"/staff/cases/{story.case}/forms/").press("Fill the forms")
    paul.sees("To be checked")
    approve = paul.said("Approve")
    for link in forms_of(story, paul):
        paul.go(link)
        assert not paul.page.locator("#missing").count(), paul.page.locator(
            "#missing"
        ).inner_text()
        assert paul.page.get_by_role("button", name=approve).count() == 0
        picture = paul.page.locator("main img").first
        picture.scroll_into_view_if_needed()
        assert eventually(partial(picture.evaluate, "i => i.naturalWidth > 200"))


def forms_of(story: Story, who: Visitor) -> list[str]:
    who.go(f"/staff/cases/{story.case}/forms/")
    links = who.page.locator("main ul.rows a.link.font-semibold")
    found = links.evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert found, "no form is there"
    return found


def approve_forms(story: Story, ada: Visitor) -> None:
    """7. A second person checks and approves."""
    for link in forms_of(story, ada):
        ada.go(link)
        if (goes_open := ada.page.locator("[name=despite_open]")).count():
            goes_open.check()
        ada.press("Approve")
        ada.sees("Approved: {form}.")


def sign(story: Story, client: Client) -> None:
    """7. The client reads every form and uploads the scan of the ink-signed pages."""
    me = client.at
    for _ in range(12):
        me.go("/portal/")
        step = me.page.get_by_role(
            "link", name=me.either("Read the form", "Read and sign Form {form}")
        )
        if not step.count():
            return
        step.first.click()
        me.page.wait_for_load_state("load")
        me.look()
        # A sheet is fetched when its reader comes near it.
        sheet = me.page.locator("#pages a > img").first
        sheet.scroll_into_view_if_needed()
        drawn = "sheet => sheet.complete && sheet.naturalWidth > 1000"
        me.page.wait_for_function(drawn, arg=sheet.element_handle())
        with me.page.expect_download() as download:
            me.thing("Download the form to print").click()
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
        me.press("Send the signed pages")
        send_paper(me, "signed.pdf", scan(f"{client.given} signed"))
    raise AssertionError("forms to sign never stop")


def accept_signatures(story: Story, paul: Visitor) -> None:
    accept_what_waits(story, paul)


def pay_the_invoice(story: Story, ada: Visitor) -> None:
    """9. An invoice with the government fee itemised, paid in the sandbox."""
    pat = story.staff("Pat")
    pat.go(f"/staff/cases/{story.case}/money/").press("Draft the first invoice")
    pat.sees(Own("675"))
    pat.press("Issue the invoice").sees("Unpaid")
    oscar = story.clients[0].at
    owes(oscar, "2,475.00")
    oscar.go("/portal/payments/").press("Invoice {number}")
    oscar.press("Pay {amount}", amount=r"\$.+")
    oscar.sees("This is a sandbox. No real money moves.")
    oscar.press("Pay with a card that works")
    if "/portal/" not in oscar.page.url:
        oscar.press("Back to the invoice")
    invoice = oscar.page.url.split("?")[0]

    def receipt_is_there():
        oscar.page.goto(invoice)
        return oscar.thing("Receipt {number}").count()

    assert eventually(receipt_is_there, 40), oscar.text()
    oscar.look().sees("This invoice is paid. Thank you.")
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
    answer_all(ada.page)
    ada.look().press("Certify it").sees("Certified. It can go out as it is now.")
    with ada.page.expect_download() as download:
        ada.thing("Certificate {n}").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def file_it(story: Story, paul: Visitor) -> None:
    """8. The filing goes out."""
    paul.go(f"/staff/cases/{story.case}/forms/").press("Record that it was sent")
    channel = paul.page.locator("[name=channel][value=paper]")
    if channel.count() and channel.first.evaluate("e => e.type") == "radio":
        channel.check()
    else:
        paul.page.locator("select[name=channel]").select_option("paper")
    paul.page.locator("[name=tracking]").fill("1Z999AA10123456784")
    paul.press("Record it").sees(Own("1Z999AA10123456784"))
    receipt_chase(paul, story.case, met=False)


def record_the_receipt(story: Story, paul: Visitor) -> None:
    """8. The receipt number, typed twice, with the notice."""
    number = story.number
    paul.go(f"/staff/cases/{story.case}/forms/").press("Record the receipt number")
    paul.page.locator("[name=number]").fill(number)
    paul.page.locator("[name=again]").fill("IOE0900000000")
    paul.day("on", datetime.now(ZoneInfo("America/Chicago")).date().isoformat())
    paul.page.locator("input[type=file]").first.set_input_files(
        {
            "name": "notice.pdf",
            "mimeType": "application/pdf",
            "buffer": scan("I-797C receipt notice"),
        }
    )
    # The form waits for its file and then sends itself: nobody looks before it came.
    paul.thing("Record it").click()
    paul.page.locator(".errorlist:visible").first.wait_for()  # the two do not agree
    paul.look()
    paul.page.locator("[name=again]").fill(number)
    files = paul.page.locator("input[type=file]")
    kept = paul.said("The file is kept here. You may still choose another one.")
    if not paul.page.get_by_text(kept).filter(visible=True).count():
        files.first.set_input_files(
            {
                "name": "notice.pdf",
                "mimeType": "application/pdf",
                "buffer": scan("I-797C receipt notice"),
            }
        )
    paul.thing("Record it").click()
    paul.sees(Own(number)).look()
    receipt_chase(paul, story.case, met=True)


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
