"""A request for evidence, from the day it comes to the day the agency has the answer.

The clock of the house stands at 15 June 2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import pytest

from tests.browser.found import PASSWORD
from tests.browser.house import House, eventually
from tests.browser.house import house as a_house
from tests.browser.papers import photo, scan
from tests.browser.saying import say
from tests.browser.speaking import Own, lacks
from tests.browser.steps import send_paper
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.everything]

TODAY, CAME, SERVED = "2026-06-15", "2026-05-20", "2026-05-18"
NUMBER = "IOE0912345678"
# What is between the firm and the agency, and never stands on a page of the client.
GIST = "Whether the first marriage had ended"
POINTS = ("The final divorce decree of the first marriage", "A letter about the lease")
LETTER = "Dear officer, Exhibit A is the decree. The lease is answered in this letter."
REMARK, FOUND = "Say which court gave it", "Each point is answered"
INNER = (GIST, *POINTS, LETTER, REMARK, FOUND)
# What the client is asked, in their own language.
ASKED = {"en": "Your divorce decree", "es": "Su sentencia de divorcio"}
HEARD = [
    "We sent the answer to what the agency asked for.",
    "The agency has our answer.",
]
PAIRS = [
    ("SQLite", 390, "en"),
    ("SQLite", 1280, "es"),
    ("PostgreSQL", 1280, "en"),
    ("PostgreSQL", 390, "es"),
]


@pytest.fixture(scope="module")
def house(database) -> Iterator[House]:
    with a_house(database, with_firm=True, HARBORLIGHT_NOW=f"{TODAY}T15:00") as made:
        made.open()
        yield made


class Told:
    """The people of the story, and where they are."""

    def __init__(self, house: House, visit, width: int, language: str) -> None:
        self.house, self.visit, self.width = house, visit, width
        self.language, self.mark = language, f"rfe{width}{language}"
        said = house.python("-m", "tests.browser.requested", self.mark).stdout
        self.case = said.strip().splitlines()[-1]
        self.paul, self.ada, self.pat = map(self.staff, ("paul", "ada", "pat"))
        self.maria = self.comes("Maria", f"maria.{self.mark}@example.org")
        self.reply = ""

    def staff(self, name: str) -> Visitor:
        return self.comes(name.title(), f"{name}@okafor.example")

    def comes(self, name: str, email: str) -> Visitor:
        who = self.visit(name, width=self.width, language=self.language)
        who.own_words = {*INNER, *ASKED.values(), NUMBER}
        who.enter(email, PASSWORD)
        if who.page.locator("html").get_attribute("lang") != self.language:
            who.speak(self.language)
        return who.look()

    def here(self, who: Visitor, part: str = "") -> Visitor:
        return who.go(f"{self.reply}{part}")


@pytest.fixture
def told(house, visit, width, language):
    return Told(house, visit, width, language)


@pytest.mark.feature("F215", "F216", "F217", "F218", "F219", "F332", "F123")
@pytest.mark.parametrize(
    ("database", "width", "language"), PAIRS, indirect=["database"]
)
def test_a_request_for_evidence_is_answered_in_time(told):
    it_comes_and_is_told(told)
    it_is_opened_and_read(told)
    client_reads_only_theirs(told)
    deadline = its_days_are_known(told)
    the_client_is_asked_and_sends(told)
    its_points_are_answered(told)
    a_lawyer_lets_the_letter_go(told)
    somebody_else_reads_it(told)
    it_is_packed_and_sent(told)
    the_agency_has_it(told, deadline)
    client_reads_only_theirs(told)
    assert "Traceback" not in told.house.said(), told.house.said()[-3000:]


def client_reads_only_theirs(told: Told) -> str:
    """No page of theirs says what is between the firm and the agency; what they do say."""
    maria, words = told.maria, ""
    for page in ("", "todo/", "case/", "documents/"):
        words += maria.go(f"/portal/{page}").text()
    maria.go("/portal/case/")
    words += maria.go(f"/portal/case/{told.case}/dates/").text()
    assert [one for one in INNER if one in words] == []
    if told.reply:
        for inside in ("", "letter/"):
            assert maria.page.goto(f"{maria.address}{told.reply}{inside}").status == 404
    return words


def it_comes_and_is_told(told: Told) -> None:
    """The agency asks; the client reads of it once a person has told them."""
    paul = told.paul
    paul.go(f"/staff/cases/{told.case}/agency/").press("Follow a number")
    say(paul, "", agency="USCIS", number=NUMBER, again=NUMBER)
    paul.press("Write down what it says")
    say(paul, "", means="evidence asked", on=SERVED)
    paul.sees("The client must be told by a person")
    asks = "The agency asks for more papers. We tell you which."
    assert lacks(client_reads_only_theirs(told), [asks], told.language) == [asks]
    say(told.ada.go(f"/staff/cases/{told.case}/agency/"), "/told/", how="By telephone")
    assert lacks(client_reads_only_theirs(told), [asks], told.language) == []


def it_is_opened_and_read(told: Told) -> None:
    """The notice lies in the file; what it asks for is listed with its pages."""
    paul = told.paul
    paul.go(f"/staff/cases/{told.case}/documents/add/")
    paul.page.locator("input[type=file]").first.set_input_files(
        {
            "name": "notice.pdf",
            "mimeType": "application/pdf",
            "buffer": scan("Request for Evidence", 2),
        }
    )
    paul.page.locator("[name=title]").fill(NUMBER)
    for name, value in (("kind", "notice"), ("country", "US"), ("language", "en")):
        paul.page.locator(f"select[name={name}]").select_option(value)
    paul.thing("Put it into the file").click()
    paul.sees("It is in the file.")
    paul.go(f"/staff/cases/{told.case}/replies/").press("Open an answer")
    notice = paul.page.locator("select[name=notice] option").last.get_attribute("value")
    say(paul, "", kind="evidence", number=NUMBER, came_on=CAME, notice=notice or "")
    told.reply = re.search(r"/staff/replies/[0-9a-z]{26}/", paul.page.url)[0]
    paul.sees("The last day is not known yet.")
    say(paul, "/read/", gist=GIST)
    for page, text in enumerate(POINTS, 1):
        say(paul, "/points/", text=text, page=str(page))
        paul.sees("Page {page} of the notice", page=str(page))


def its_days_are_known(told: Told) -> str:
    """84 days from the day printed, and the firm's own day before it; where it stands."""
    paul = told.paul
    told.here(paul).press("Count the last day")
    paul.day("said_served_on", SERVED)
    paul.page.locator("[name=source]").fill(NUMBER)
    paul.press("Count it").press("Set this deadline")
    deadline = re.search(r"/staff/deadlines/[0-9a-z]{26}/", paul.page.url)[0]
    told.here(paul)
    day = paul.page.locator("select[name=deadline]")
    say(
        paul,
        "/day/",
        deadline=day.locator("option").last.get_attribute("value") or "",
        work_to="2026-07-20",
    )
    paul.sees("We work to {day}")
    return deadline


def the_client_is_asked_and_sends(told: Told) -> None:
    """One paper is asked of her, in words of her own; it comes, and answers a point."""
    paul, maria = told.paul, told.maria
    told.here(paul).page.locator("#points ol a").first.click()
    paul.page.wait_for_load_state("load")
    point = paul.page.url
    paul.look().press("Ask the client for it")
    person = paul.page.locator("select[name=person] option").filter(
        has_text="María Rivas Peña"
    )
    say(
        paul,
        "",
        person=person.get_attribute("value") or "",
        title_en=ASKED["en"],
        title_es=ASKED["es"],
        purpose_en="They ask",
        purpose_es="La piden",
        need="required",
    )
    paul.go(point).sees("Asked of {name}")
    maria.go("/portal/documents/").sees(Own(ASKED[told.language]))
    maria.press(Own(ASKED[told.language]))
    send_paper(maria, "paper.jpg", photo(f"decree {told.mark}"))
    waiting = paul.go("/staff/review/").page.locator("tbody tr")
    waiting.filter(has_text=ASKED[told.language]).get_by_role("link").first.click()
    paul.page.wait_for_load_state("load")
    paul.press("Accept")
    paul.go(point)
    paper = paul.page.locator("select[name=version] option").filter(
        has_text=ASKED[told.language]
    )
    say(
        paul,
        "/attach/",
        version=paper.get_attribute("value") or "",
        shows="The decree",
    )


def its_points_are_answered(told: Told) -> None:
    """The second point is answered by the letter; until then nobody reads it twice."""
    paul = told.paul
    told.here(paul).page.locator("#points ol a").last.click()
    paul.page.wait_for_load_state("load")
    say(paul.look(), "/answer/", answer="letter")
    told.here(paul)
    assert not paul.page.locator("#points .tag-todo").count(), paul.text()


def a_lawyer_lets_the_letter_go(told: Told) -> None:
    """Paul writes; Ada sends it back, then approves it. Paul cannot."""
    paul, ada = told.paul, told.ada
    told.here(paul, "letter/")
    for point in POINTS:
        assert point in paul.page.locator("[name=letter]").input_value()
    pat = told.here(told.pat, "letter/")
    say(paul, "", letter="Dear officer, Exhibit A is the decree.")
    # Pat had the page open and wrote too: both letters are there, and neither is lost.
    say(pat, "", letter="Pat wrote this").sees("The letter as it stands now")
    pat.sees(Own("Exhibit A is the decree."))
    assert pat.page.locator("[name=letter]").input_value() == "Pat wrote this"
    pat.page.screenshot(path=pat.pictures / f"{told.mark}-both.png", full_page=True)
    say(told.here(ada), "/letter/return/", reason=REMARK)
    told.here(paul).sees(Own(REMARK))
    say(told.here(paul, "letter/"), "", letter=LETTER)
    told.here(paul)
    assert not paul.thing("Approve the letter").count()
    assert refused(paul, f"{told.reply}letter/approve/", seen="none") == 403
    say(told.here(ada), "/letter/approve/")
    ada.sees("{name} approved it as it reads now.")


def somebody_else_reads_it(told: Told) -> None:
    """Whoever wrote or approved it is refused; a third person lets it out."""
    for who in (told.paul, told.ada):
        told.here(who).sees(
            "Somebody else reads it, who neither wrote nor approved it."
        )
        said = {"second_words": FOUND, "seen": "none"}
        assert refused(who, f"{told.reply}second/", **said) == 403
    say(told.here(told.pat), "/second/", second_words=FOUND)
    told.here(told.paul).sees(Own(FOUND)).sees("Put the packet together first.")


def refused(who: Visitor, path: str, **said: str) -> int:
    """What somebody is answered who sends it without having been offered the form."""
    who.send(path, **said)
    return who.status


def it_is_packed_and_sent(told: Told) -> None:
    """Nothing goes out that was not built, and certified as it was built."""
    paul, ada = told.paul, told.ada
    say(told.here(paul), "/packet/", destination="uscis paper")
    packet = told.here(paul).page.locator("#packet a").get_attribute("href") or ""
    say(paul.go(packet), "/build/")

    def is_built():
        paul.page.goto(paul.address + packet)
        return paul.page.locator("a[href*='/packets/files/']").count()

    assert eventually(partial(is_built), 120), paul.text()
    told.here(paul).sees("Nobody has certified the packet as it was built last.")
    say(ada.go(packet), "/certify/")
    ada.sees("Certified by {who}, {day}")
    say(
        told.here(paul),
        "/sent/",
        sent_on="2026-06-11",
        channel="paper",
        tracking="1Z999AA10123456784",
    )
    # 20 May to 11 June.
    paul.sees("{n} days after it came", n="22")


def the_agency_has_it(told: Told, deadline: str) -> None:
    """Only with its arrival the deadline is met; how long it took stands on a page."""
    paul = told.paul
    assert paul.go(deadline).page.locator("main form[action$='/meet/']").count()
    say(
        told.here(paul),
        "/arrived/",
        arrived_on="2026-06-12",
        arrived_proof="Signed for by the agency",
    )
    assert lacks(told.here(paul).page.locator("#steps").inner_text(), ["To do"], told.language)  # fmt: skip
    paul.go(deadline).sees(Own("Signed for by the agency"))
    assert not paul.page.locator("main form[action$='/meet/']").count()
    paul.go("/staff/replies/")
    assert re.search(r"\b22\b", paul.page.locator("#cycles").inner_text())
    maria = told.maria

    def she_reads_it():
        news = maria.go(f"/portal/case/{told.case}/").page.locator("#news").inner_text()
        return not lacks(news, HEARD, told.language)

    assert eventually(she_reads_it), maria.text()
    maria.page.screenshot(
        path=maria.pictures / f"{told.mark}-client.png", full_page=True
    )
