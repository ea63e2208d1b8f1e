"""An answer to the agency, from the notice to the day the agency has it, as people do it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from harborlight.agency.actions import observe, tell_client, track_number
from harborlight.cases.models import TimelineEntry
from harborlight.deadlines.actions import count_deadline
from harborlight.documents.actions import About, file_document
from harborlight.documents.models import Request, Version
from harborlight.firm.readers import keep_up_in
from harborlight.packets.actions import add_papers, ask_build, certify_build
from harborlight.packets.models import Build
from harborlight.packets.tests.conftest import paper, work
from harborlight.papers.tests import honest
from harborlight.portal.tests.conftest import browser_of
from harborlight.portal.tests.test_pages import get
from harborlight.replies.actions import (
    NotYet,
    add_point,
    answer_point,
    attach_paper,
    open_practice,
    open_reply,
    pack_reply,
    say_read,
    write_letter,
)
from harborlight.replies.marks import mark_of_letter
from harborlight.replies.models import Point, Reply
from harborlight.replies.queries import cycles
from harborlight.staff.tests.desk import sign_in, text_of
from tests.whole_case import begin, furnish

CAME = date(2026, 3, 27)


@pytest.fixture
def begun(clock, ada):
    furnish(clock)
    return begin(ada)


@pytest.fixture
def case(begun):
    return begun.case


def filed(ada, begun, title: str) -> Version:
    return file_document(
        ada,
        begun.case,
        checked=paper(honest.pdf(), "a.pdf")(begun),
        about=About(),
        title=title,
        kind="evidence",
        person=None,
        shared=False,
    )


@pytest.fixture
def decree(ada, begun):
    return filed(ada, begun, "Divorce decree")


@pytest.fixture
def reply(ada, case):
    said = {"kind": "evidence", "number": "IOE0912345678", "came_on": CAME}
    return open_reply(ada, case, notice=None, **said)


def boxes(name: str, day: date) -> dict[str, object]:
    return {
        f"{name}_day": day.day,
        f"{name}_month": day.month,
        f"{name}_year": day.year,
    }


def go(browser, address: str, **said) -> str:
    """Post what is right; the page that follows."""
    sent = browser.post(address, said)
    assert sent.status_code == 302, text_of(sent)
    return text_of(browser.get(sent["Location"]))


def seen(browser, address: str) -> dict[str, str]:
    """What the page of an answer, or of its letter, sends back of what was read there."""
    page = text_of(browser.get(address))
    return {"seen": re.search(r'name="seen" value="(\w+)"', page)[1]}


def writes(browser, here: str, words: str) -> str:
    there = f"{here}letter/"
    return go(browser, there, letter=words, **seen(browser, there))


def approves(browser, here: str) -> str:
    return go(browser, f"{here}letter/approve/", **seen(browser, here))


def reads_it_too(browser, here: str, words: str) -> str:
    return go(browser, f"{here}second/", second_words=words, **seen(browser, here))


def step(page: str, number: int) -> str:
    return page.partition(f'<p class="font-semibold">{number}. ')[2].partition("</li>")[
        0
    ]


@pytest.mark.feature("F215", "F216", "F217", "F218", "F219", "F332")
def test_from_the_notice_to_the_day_the_agency_has_the_answer(
    begun, ada, paul, pat, clock, decree, maria
):
    phone = asked_and_told(begun, ada, maria)
    case, of_paul, of_ada = begun.case, sign_in(paul), sign_in(ada)
    notice = filed(ada, begun, "Request for evidence")
    said = {"kind": "evidence", "number": "IOE0912345678", "notice": notice.key}
    page = go(
        of_paul,
        f"/staff/cases/{case.key}/replies/open/",
        **said,
        **boxes("came_on", CAME),
    )
    reply = Reply.objects.get()
    here = f"/staff/replies/{reply.key}/"
    assert "The last day is not known yet" in page and "Request for evidence" in page
    # Read, listed, its day taken from the calendar, our own before it.
    page = go(of_paul, f"{here}read/", gist="That the first marriage ended")
    assert "Paul" in step(page, 1) and "Done" in step(page, 1)
    page = go(of_paul, f"{here}points/", text="The divorce decree", page="2")
    assert "Page 2 of the notice" in page
    texts = {"served_on": "2026-03-24"}
    deadline = count_deadline(ada, case, rule="D01", texts=texts, source="The notice")
    aim = date(2026, 6, 1)
    page = go(of_paul, f"{here}day/", deadline=deadline.key, **boxes("work_to", aim))
    assert "We work to" in page and "June 22, 2026" in page
    deadline.refresh_from_db()
    assert deadline.inner_on == aim
    # The client is asked; a paper answers the point.
    point = Point.objects.get()
    page = go(of_paul, f"/staff/replies/points/{point.key}/ask/",
              person=str(begun.petitioner.person_id), kind="other", title_en="Your decree",
              title_es="Su sentencia", purpose_en="They ask", purpose_es="La piden",
              need="required")  # fmt: skip
    assert "Asked of" in page
    assert Request.objects.filter(pk=Point.objects.get().request_id).exists()
    page = go(of_paul, f"/staff/replies/points/{point.key}/attach/",
              version=decree.key, shows="The final decree")  # fmt: skip
    assert "The final decree" in page
    # The letter begins with the points; a lawyer sends it back, then approves it.
    letter = text_of(of_paul.get(f"{here}letter/"))
    assert (
        "1. The divorce decree" in letter
        and "Divorce decree: The final decree" in letter
    )
    writes(of_paul, here, "Dear officer, see Exhibit A.")
    page = go(of_ada, f"{here}letter/return/", reason="Say which court")
    assert "Say which court" in page
    writes(of_paul, here, "Dear officer, see Exhibit A, of the court.")
    assert of_paul.post(f"{here}letter/approve/").status_code == 403
    page = approves(of_ada, here)
    assert "Ada approved it as it reads now" in page
    # Neither who wrote nor who approved it reads it as the second.
    for browser in (of_paul, of_ada):
        said = {"second_words": "Fine", "seen": "none"}
        refused = browser.post(f"{here}second/", said)
        assert refused.status_code == 403
    page = reads_it_too(sign_in(pat), here, "Every point is answered")
    assert "Pat" in step(page, 8) and "Put the packet together first" in page
    # The packet has the list and the papers; nothing goes out that nobody certified.
    went = {
        "channel": "paper",
        "tracking": "1Z999",
        **boxes("sent_on", date(2026, 5, 20)),
    }
    page = go(of_paul, f"{here}sent/", **went)
    assert "Put the packet together first" in page
    go(of_paul, f"{here}packet/", destination="uscis paper")
    reply.refresh_from_db()
    wanted = reply.packet.wanted.get()
    assert wanted.text == "The divorce decree" and wanted.exhibit.version == decree
    ask_build(paul, reply.packet)
    work()
    assert "Nobody has certified" in go(of_paul, f"{here}sent/", **went)
    certify_build(ada, Build.objects.get(packet=reply.packet), words="All is there")
    page = go(of_paul, f"{here}sent/", **went)
    keep_up_in(clock.firm)
    theirs = get(phone, "case-of", case.pk)
    assert "We answered on May 20, 2026" in theirs and "on its way" in theirs
    assert "Before: More evidence asked for" in theirs
    assert "54 days after it came" in page
    deadline.refresh_from_db()
    assert deadline.is_open
    page = go(of_paul, f"{here}arrived/", arrived_proof="Signed for by the agency",
              **boxes("arrived_on", date(2026, 5, 21)))  # fmt: skip
    assert "To do" not in page.partition("Steps")[2].partition("</ol>")[0]
    deadline.refresh_from_db()
    assert deadline.met_on == date(2026, 5, 21) and "Signed for" in deadline.proof
    page = text_of(of_ada.get("/staff/replies/"))
    assert "1 answered; in the middle 54 days, the longest 54" in page
    keep_up_in(clock.firm)
    told = TimelineEntry.objects.filter(case=case, kind__startswith="reply.")
    assert {one.kind for one in told} == {"reply.sent", "reply.arrived"}
    theirs = get(phone, "case-of", case.pk)
    assert "has had our answer since May 21, 2026" in theirs


def asked_and_told(begun, ada, maria):
    """The client knows that more is asked for; the browser in which they read it."""
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    said = {"number": "IOE0912345678", "again": "IOE0912345678"}
    row = track_number(ada, begun.case, agency="USCIS", **said)
    seen = observe(ada, row, source="hand", means="evidence asked")
    tell_client(ada, seen, how="By telephone")
    phone = browser_of(maria)
    assert "We tell you which" in get(phone, "case-of", begun.case.pk)
    return phone


@pytest.mark.feature("F332")
def test_what_changes_is_read_twice_again(ada, paul, pat, reply, decree):
    browser, here = sign_in(ada), f"/staff/replies/{reply.key}/"
    add_point(paul, reply, text="The decree", page=None)
    say_read(paul, reply, gist="All of it")
    write_letter(paul, reply, letter="Dear officer", seen=mark_of_letter(reply))
    Reply.objects.update(due_on=CAME)
    approves(browser, here)
    # A point is open: the second reader is told, and nothing is lost.
    page = go(sign_in(pat), f"{here}second/", second_words="Fine", seen="none")
    assert "A point of the list is not answered yet" in page
    point = Point.objects.get().key
    wrong = browser.post(
        f"/staff/replies/points/{point}/answer/", {"answer": "without"}
    )
    assert wrong.status_code == 422 and "Say why it cannot be had" in text_of(wrong)
    go(browser, f"/staff/replies/points/{point}/answer/", answer="letter", note="")
    reads_it_too(sign_in(pat), here, "Fine")
    assert Reply.objects.get().second_by_id == pat.user_id
    writes(sign_in(paul), here, "Dear officer, once more")
    now = Reply.objects.get()
    assert (now.second_at, now.approved_at) == (None, None)
    page = go(browser, f"{here}end/", reason="The agency withdrew it")
    assert "The agency withdrew it" in page
    late = go(sign_in(paul), f"{here}points/", text="One more")
    assert "it stays as it is" in late and Point.objects.count() == 1


@pytest.mark.feature("F217")
def test_an_empty_packet_says_where_its_first_paper_comes_from(
    paul, case, reply, decree
):
    browser, here = sign_in(paul), f"/staff/replies/{reply.key}/"
    add_point(paul, reply, text="Say where they live", page=None)
    assert "add the signed letter" in text_of(browser.get(here))
    page = go(browser, f"{here}packet/", destination="uscis paper")
    assert "No paper lies in it yet" in page
    packet = Reply.objects.get().packet
    add_papers(paul, packet, versions=[decree])
    assert "No paper lies in it yet" not in text_of(browser.get(here))


@pytest.mark.feature("F332")
def test_nobody_answers_for_words_that_came_after_they_looked(ada, paul, pat, reply):
    """Ada has the page open while Paul changes the letter; so has Pat, who reads it too."""
    of_ada, of_paul, of_pat = sign_in(ada), sign_in(paul), sign_in(pat)
    here = f"/staff/replies/{reply.key}/"
    add_point(paul, reply, text="The decree", page=None)
    say_read(paul, reply, gist="All of it")
    answer_point(paul, Point.objects.get(), answer="letter", note="")
    Reply.objects.update(due_on=CAME)
    writes(of_paul, here, "Dear officer")
    looked = seen(of_ada, here)
    writes(of_paul, here, "Dear officer, she never married")
    page = go(of_ada, f"{here}letter/approve/", **looked)
    assert "Somebody changed this since you looked" in page
    assert Reply.objects.get().approved_at is None
    approves(of_ada, here)
    looked = seen(of_pat, here)
    answer_point(paul, Point.objects.get(), answer="without", note="It burned")
    page = go(of_pat, f"{here}second/", second_words="Fine", **looked)
    assert "Somebody changed this since you looked" in page
    reads_it_too(of_pat, here, "Now I read that it burned")
    assert Reply.objects.get().second_by_id == pat.user_id


@pytest.mark.feature("F332")
def test_whoever_wrote_some_of_it_is_no_second_reader(ada, paul, pat, reply):
    """Pat wrote the letter, and Paul a comma of it: Pat is its author all the same."""
    here, of_pat = f"/staff/replies/{reply.key}/", sign_in(pat)
    writes(of_pat, here, "Dear officer")
    writes(sign_in(paul), here, "Dear officer,")
    approves(sign_in(ada), here)
    assert "who neither wrote nor approved it" in text_of(of_pat.get(here))
    said = {"second_words": "Fine", "seen": "none"}
    assert of_pat.post(f"{here}second/", said).status_code == 403


@pytest.mark.feature("F216")
def test_of_two_who_write_the_letter_neither_loses_a_word(paul, pat, reply):
    of_paul, there = sign_in(paul), f"/staff/replies/{reply.key}/letter/"
    looked = seen(of_paul, there)
    writes(sign_in(pat), f"/staff/replies/{reply.key}/", "What Pat wrote")
    wrong = of_paul.post(there, {"letter": "What Paul wrote", **looked})
    page = text_of(wrong)
    assert wrong.status_code == 422 and "theirs stands below" in page
    assert "What Pat wrote" in page and "What Paul wrote" in page
    assert Reply.objects.get().letter == "What Pat wrote"
    # Sent again, from the page that shows both, it is meant.
    now = re.search(r'name="seen" value="(\w+)"', page)[1]
    go(of_paul, there, letter="What both wrote", seen=now)
    assert Reply.objects.get().letter == "What both wrote"


@pytest.mark.feature("F332")
def test_what_the_letter_answers_is_no_exhibit_that_the_packet_lacks(
    paul, reply, decree
):
    first = add_point(paul, reply, text="The decree", page=None)
    attach_paper(paul, first, version=decree, shows="It is final")
    for text, answer in {"The lease": "letter", "The photos": "without"}.items():
        point = add_point(paul, reply, text=text, page=None)
        answer_point(paul, point, answer=answer, note="The letter says why")
    packet = pack_reply(paul, reply, destination="uscis paper")
    needed = packet.wanted.filter(is_required=True)
    assert [one.text for one in needed] == ["The decree"]


@pytest.mark.feature("F220")
def test_one_practises_on_an_invented_notice_in_a_demonstration_alone(
    ada, pat, paul, case
):
    browser, there = sign_in(paul), f"/staff/cases/{case.key}/replies/"
    paul.firm.is_demonstration = False
    with pytest.raises(NotYet, match="not among real cases"):
        open_practice(paul, case, came_on=CAME)
    page = go(browser, f"{there}practise/")
    assert "Practice" in page and "final divorce decree" in page
    reply = Reply.objects.get()
    here = f"/staff/replies/{reply.key}/"
    assert reply.due_on and reply.deadline is None and Point.objects.count() == 4
    point = Point.objects.first().key
    asked = browser.get(f"/staff/replies/points/{point}/")
    assert "Ask the client for it" not in text_of(asked)
    for one in Point.objects.all():
        go(
            browser,
            f"/staff/replies/points/{one.key}/answer/",
            answer="letter",
            note="",
        )
    go(browser, f"{here}read/", gist="Good faith")
    writes(browser, here, "Dear officer")
    approves(sign_in(ada), here)
    reads_it_too(sign_in(pat), here, "Good")
    went = {"channel": "online", "tracking": "none", **boxes("sent_on", reply.came_on)}
    go(browser, f"{here}sent/", **went)
    reply.refresh_from_db()
    assert reply.arrived_on == reply.came_on
    assert cycles(ada) == []
    assert not TimelineEntry.objects.filter(kind__startswith="reply.").exists()
