"""A case and a newer version of its playbook; needs besides it, and days after it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from harborlight.cases.actions import raise_wall
from harborlight.documents.models import Request
from harborlight.filings.queries import filings, standings
from harborlight.firm.models import User
from harborlight.staff.tests.at_the_desk import joined
from harborlight.staff.tests.desk import at, sign_in
from harborlight.workflow.actions import begin_case, keep_playbook, take_over
from harborlight.workflow.follow_ups import follow_ups_of
from harborlight.workflow.models import Playbook, PlaybookChoice
from harborlight.workflow.playbooks import starters
from harborlight.workflow.queries import course_of, get_playbook
from tests.pages import text
from tests.whole_case import MARIA, OMAR, begin, furnish, send_papers, ungated

KEY = "i130-spouse"
PASSPORT = "papers/passport/petitioner"
BOTH = {"en": "Letter of a priest", "es": "Carta de un sacerdote"}


def newer(**also):
    """The second version: other words, a paper more, a paper less, a form, a stage."""
    first = ungated(starters()[KEY])
    papers = [dict(one) for one in first["papers"]]
    gone = papers.pop(1)
    papers[0] |= {"due_days": 400, "purpose": {"en": "New words", "es": "Otras"}}
    more = {"kind": "letter", "who": "beneficiary", "title": BOTH}
    papers.append(more | {"purpose": BOTH, "advice": BOTH})
    stage = {"id": "rest", "name": BOTH, "words": BOTH}
    said = {
        "version": 2,
        "papers": papers,
        "forms": [*first["forms"], {"form": "I-864", "client": "petitioner"}],
        "stages": [*first["stages"], stage],
        "receipt_chase_days": 45,
    }
    return {**first, **said, **also}, f"papers/{gone['kind']}/{gone['who']}"


@pytest.fixture
def begun(clock, ada, maria, omar):
    furnish(clock)
    found = begin(ada)
    joined(found, petitioner=maria, beneficiary=omar)
    return found


@pytest.fixture
def gone(clock, begun):
    definition, item = newer()
    keep_playbook(clock, definition=definition)
    return item


def read(client, case):
    return text(sign_in(client).get(reverse("portal:dates", args=[case.key])))


def send(desk, case, what, item, version=2):
    page = at(f"{what}-course", case.pk)
    return text(desk.post(page, {"version": version, "item": item}, follow=True))


@pytest.mark.feature("F139", "F223")
def test_a_case_is_offered_each_difference_and_takes_what_it_should_have(
    ada, begun, gone
):
    desk, case = sign_in(ada), begun.case
    assert "Its playbook has a newer version" in text(desk.get(at("case", case.pk)))
    said = text(desk.get(at("case-course", case.pk)))
    for words in (
        "version 1, and keeps it",
        "Letter of a priest",
        "New words",
        "I-864",
    ):
        assert words in said
    for item in (
        PASSPORT,
        "papers/letter/beneficiary",
        gone,
        "forms/I-864/petitioner/",
    ):
        assert "The case follows it" in send(desk, case, "take", item)
    asked = {one.kind: one for one in Request.objects.filter(withdrawn_at=None)}
    assert "letter" in asked and gone.split("/")[1] not in asked
    passport = Request.objects.get(kind="passport", person=begun.petitioner.person)
    assert (
        passport.why == "New words" and (passport.due_on - case.opened_on).days == 400
    )
    forms = [one.needed.form for one in standings(ada, filings(ada, case).get())]
    assert "I-864" in forms
    case.refresh_from_db()
    assert course_of(ada, case).version == 1 and case.kind_version < 0
    # What it took again is offered no more; the rest is.
    assert "This was decided meanwhile" in send(desk, case, "take", PASSPORT)
    send(desk, case, "take", "stages/rest")
    said = send(desk, case, "leave", "field/receipt_chase_days")
    assert "Nothing newer is left to decide on" in said and "Left as it is" in said
    assert PlaybookChoice.objects.filter(decision="declined").count() == 1


@pytest.mark.feature("F139")
def test_a_case_that_took_everything_follows_the_newest_version(ada, begun, gone):
    items = (PASSPORT, "papers/letter/beneficiary", gone, "forms/I-864/petitioner/")
    for item in (*items, "stages/rest", "field/receipt_chase_days"):
        take_over(ada, begun.case, version=2, item=item)
    begun.case.refresh_from_db()
    assert begun.case.kind_version == 2
    assert course_of(ada, begun.case).receipt_chase_days == 45


@pytest.mark.feature("F139")
def test_what_was_sent_or_reached_is_never_touched(ada, maria, begun, gone, clock):
    send_papers(maria, begun.case)
    take_over(ada, begun.case, version=2, item=PASSPORT)
    take_over(ada, begun.case, version=2, item=gone)
    assert not Request.objects.filter(withdrawn_at__isnull=False).exists()
    assert Request.objects.get(kind="passport", person=begun.petitioner.person).why != (
        "New words"
    )
    definition, _gone = newer(version=3)
    stages = [one for one in definition["stages"] if one["id"] != begun.case.stage]
    keep_playbook(clock, definition={**definition, "stages": stages})
    said = send(sign_in(ada), begun.case, "take", f"stages/{begun.case.stage}", 3)
    assert "The case stands in this stage" in said


@pytest.mark.feature("F139")
def test_what_was_declined_stays_so_until_a_newer_version_comes(
    ada, begun, gone, clock
):
    desk = sign_in(ada)
    send(desk, begun.case, "leave", PASSPORT)
    assert "This was decided meanwhile" in send(desk, begun.case, "take", PASSPORT)
    keep_playbook(clock, definition=newer(version=3)[0])
    assert "meanwhile" in send(desk, begun.case, "take", PASSPORT, 2)
    assert "The case follows it" in send(desk, begun.case, "take", PASSPORT, 3)


def test_who_is_kept_from_the_file_is_offered_nothing(ben, begun, gone):
    page = at("case-course", begun.case.pk)
    assert sign_in(ben).get(page).status_code == 404
    sent = sign_in(ben).post(at("take-course", begun.case.pk), {"item": PASSPORT})
    assert sent.status_code == 404 and Playbook.objects.filter(version=-1).count() == 0


@pytest.mark.feature("F043")
def test_a_need_besides_is_told_and_the_client_reads_it(ada, maria, begun):
    desk, case = sign_in(ada), begun.case
    said = text(desk.get(at("case-course", case.pk)))
    assert "Tax number (ITIN, Form W-7 )" in said and "not reviewed by a lawyer" in said
    page = at("decide-need", case.pk, "tax number")
    for wrong, why in (
        ({"words": ""}, "Choose what is done about it."),
        ({"decision": "not needed"}, "Say why it is not needed."),
        ({"decision": "opened"}, "Choose the case."),
    ):
        assert why in text(desk.post(page, wrong))
    assert "tax number" not in read(maria, case)
    desk.post(page, {"decision": "told", "words": "Told on the phone"})
    seen = read(maria, case)
    assert "You may need a tax number (ITIN)." in seen
    assert "Told on the phone" not in seen
    desk.post(page, {"decision": "not needed", "words": "She has a number"})
    assert "tax number (ITIN)" not in read(maria, case)


@pytest.mark.feature("F043")
def test_the_case_that_was_opened_for_a_need_is_named_to_those_who_may_open_it(
    ada, paul, begun
):
    other = begin_case(
        ada,
        get_playbook(ada, KEY),
        newcomers={"petitioner": MARIA, "beneficiary": replace(OMAR, email="")},
        lead=begun.case.lead,
        known={"petitioner": begun.petitioner.person},
    )
    page = at("decide-need", begun.case.pk, "waiver of absence")
    said = {"decision": "opened", "opened": str(other.pk)}
    assert other.number in text(sign_in(ada).post(page, said, follow=True))
    raise_wall(ada, other, user=User.objects.get(pk=paul.user_id), reason="Kin")
    seen = text(sign_in(paul).get(at("case-course", begun.case.pk)))
    assert "A case was opened for it" in seen and other.number not in seen


@pytest.mark.feature("F223")
def test_staff_type_the_day_and_both_read_what_follows(ada, maria, begun):
    page = at("note-start", begun.case.pk, "citizenship")
    assert "Enter the day" in text(sign_in(ada).post(page, {"on_day": ""}))
    said = {"on_day": "2", "on_month": "5", "on_year": "2026"}
    done = text(sign_in(ada).post(page, said, follow=True))
    assert "February 1, 2031" in done
    assert "February 1, 2031" in read(maria, begun.case)
    assert [one.what.id for one in follow_ups_of(maria, begun.case)] == ["citizenship"]
