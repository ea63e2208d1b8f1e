"""Forms that no page of ours offered: they name what is of another case, behind a wall."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from harborlight.agency.models import NoNews, PriorityDate, Tracked
from harborlight.cases.actions import raise_wall
from harborlight.cases.models import Case
from harborlight.deadlines.actions import count_deadline
from harborlight.docket.models import FinalLetter, Link
from harborlight.docket.queries import standings
from harborlight.documents.actions import About, file_document
from harborlight.firm.models import User
from harborlight.firm.readers import keep_up_in
from harborlight.packets.tests.conftest import paper
from harborlight.papers.tests import honest
from harborlight.replies.actions import add_point, open_reply
from harborlight.replies.models import Point, PointPaper, Reply
from harborlight.staff.tests.desk import at, sign_in, text_of
from harborlight.tasks.actions import set_task
from harborlight.tasks.models import Task
from tests.whole_case import MARIA, OMAR, Begun, begin, furnish

DAY = date(2026, 3, 27)


@pytest.fixture
def mine(clock, ada) -> Begun:
    """A case that Paul works on."""
    furnish(clock)
    return begin(ada)


@pytest.fixture
def other(mine, ada, paul) -> Begun:
    """A case that Paul must know nothing of."""
    first = replace(MARIA, given_name="Zoila", family_name="Quispe", email="")
    second = replace(OMAR, given_name="Zeki", family_name="Quispe", email="")
    made = begin(ada, petitioner=first, beneficiary=second)
    user = User.objects.get(pk=paul.user_id)
    raise_wall(ada, made.case, user=user, reason="His cousin")
    return made


@pytest.fixture
def letter(ada, other):
    return file_document(
        ada,
        other.case,
        checked=paper(honest.pdf(), "a.pdf")(other),
        about=About(),
        title="Letter",
        kind="evidence",
        person=None,
        shared=False,
    )


def refused(browser, address: str, **said: str) -> str:
    """It is not taken, and the page says nothing of the other case."""
    answer = browser.post(address, said)
    page = text_of(answer)
    assert answer.status_code == 422, (address, answer.status_code)
    assert "Quispe" not in page and "Zoila" not in page
    return page


def days(name: str, day: date = DAY) -> dict[str, str]:
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}_{part}": str(one) for part, one in parts.items()}


@pytest.mark.feature("F044")
def test_no_task_names_people_or_tasks_of_another_case(ada, paul, mine, other):
    hidden = set_task(ada, other.case, title="Ask Zoila", role="paralegal")
    set_task(ada, mine.case, title="Ask María", role="paralegal")
    before = Task.objects.count()
    browser, here = sign_in(paul), f"/staff/cases/{mine.case.key}/tasks/new/"
    said = {"title": "Forged", "to": "part paralegal"}
    refused(browser, here, **{**said, "waits_for": str(hidden.pk)})
    for key in (other.petitioner.person_id.hex, ada.firm.pk.hex):
        refused(browser, here, **{**said, "to": f"person {key}"})
    refused(browser, here, **{**said, "to": f"user {ada.firm.pk.hex}"})
    assert Task.objects.count() == before
    # Neither is it given to somebody behind the wall.
    there = f"/staff/tasks/{hidden.key}/"
    given = sign_in(ada).post(f"{there}give/", {"user": str(paul.user_id)})
    assert given.status_code == 422
    for deed in ("take", "submit", "accept", "press", "tick", "lift", "withdraw"):
        assert browser.post(f"{there}{deed}/", {"item": "0"}).status_code == 404
    hidden.refresh_from_db()
    assert hidden.state == "assigned" and hidden.user_id != paul.user_id


@pytest.mark.feature("F044")
def test_no_answer_takes_papers_days_or_people_of_another_case(
    ada, paul, mine, other, letter
):
    texts = {"served_on": "2026-03-24"}
    theirs = count_deadline(
        ada, other.case, rule="D01", texts=texts, source="The notice"
    )
    browser = sign_in(paul)
    said = {"kind": "evidence", "number": "", "notice": letter.key}
    opening = f"/staff/cases/{mine.case.key}/replies/open/"
    refused(browser, opening, **said, **days("came_on"))
    # A link may name a paper; it is only looked for in this case.
    assert "Letter" not in text_of(browser.get(f"{opening}?paper={letter.key}"))
    reply = open_reply(
        ada, mine.case, kind="evidence", number="", came_on=DAY, notice=None
    )
    point = add_point(ada, reply, text="The decree", page=None)
    here, there = f"/staff/replies/{reply.key}/", at("point", point.key)
    refused(browser, f"{here}day/", deadline=theirs.key)
    refused(browser, f"{there}attach/", version=letter.key)
    asking = {"kind": "other", "title_en": "It", "title_es": "Eso", "need": "required"}
    asking |= {"purpose_en": "Why", "purpose_es": "Por qué"}
    refused(browser, f"{there}ask/", **asking, person=str(other.petitioner.person_id))
    assert Reply.objects.get().deadline is None and not PointPaper.objects.exists()
    assert Point.objects.get().request is None


@pytest.mark.feature("F044")
def test_no_case_behind_a_wall_is_moved_linked_or_followed(
    clock, ada, paul, mine, other
):
    keep_up_in(clock.firm)
    assert standings(ada).filter(case=other.case).exists()
    browser, here = sign_in(paul), f"/staff/cases/{mine.case.key}/"
    stage = other.case.stage
    moved = {"case": other.case.key, "stage": "closed", "confirmed": "on"}
    page = text_of(browser.post("/staff/overview/move/", moved, follow=True))
    assert "Choose the cases first" in page and other.case.number not in page
    # What is not theirs is answered like what is not there.
    for number in (other.case.number, "2026-9999"):
        page = refused(browser, f"{here}together/link/", number=number, kind="family")
        assert "No case that you may open has this number" in page
        lines = {"agency": "USCIS", "lines": f"{number}, IOE0912345678", "sure": "on"}
        page = text_of(browser.post(at("many-numbers"), lines))
        assert "No open case of yours fits" in page and "Quispe" not in page
    assert Case.objects.get(pk=other.case.pk).stage == stage
    assert not Link.objects.exists() and not Tracked.objects.exists()


@pytest.mark.feature("F044")
def test_nothing_is_agreed_with_or_written_to_people_of_another_case(
    ada, paul, mine, other
):
    case, them = mine.case, str(other.petitioner.person.key)
    agreed = {"person": them, "weeks": "4", "channel": "letter", **days("first_on")}
    refused(sign_in(paul), at("agree-letters", case.key), **agreed)
    place = {"person": them, "category": "F2A", "area": "MX", "source": "A notice"}
    refused(sign_in(paul), at("priority-date", case.key), **place, **days("on"))
    Case.objects.filter(pk=mine.case.pk).update(closed_on=DAY)
    letter = {"person": them, "language": "en", "words": "It is over", "ahead": ""}
    browser = sign_in(ada)
    refused_there = browser.post(at("final-letters", case.key), letter)
    assert refused_there.status_code == 422
    told = (NoNews, PriorityDate, FinalLetter)
    assert not any(one.objects.exists() for one in told)


@pytest.mark.feature("F044")
def test_a_number_that_is_none_is_no_fault_of_ours(ada, paul, mine):
    """Of five thousand digits, or of a sign that only looks like a digit."""
    task = set_task(ada, mine.case, title="One", role="paralegal", items=["First"])
    browser = sign_in(paul)
    for item in ("9" * 5000, "²", "-", "--1", "99"):
        said = browser.post(f"/staff/tasks/{task.key}/tick/", {"item": item})
        assert said.status_code == 302, item
    task.refresh_from_db()
    assert task.checked == 0
    browser.post(f"/staff/tasks/{task.key}/tick/", {"item": "0"})
    task.refresh_from_db()
    assert task.checked == 1
    for page in ("9" * 5000, "²"):
        assert browser.get("/staff/tasks/board/", {"page": page}).status_code == 200
