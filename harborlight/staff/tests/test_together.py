from __future__ import annotations

from datetime import timedelta

import pytest

from harborlight.cases.actions import close_case, raise_wall, reopen_case
from harborlight.cases.queries import milestones
from harborlight.docket.actions import link_cases
from harborlight.docket.jobs import put_away
from harborlight.docket.models import FinalLetter, Link, Transfer
from harborlight.firm.clock import today
from harborlight.firm.models import User
from harborlight.staff.tests.at_the_desk import joined
from harborlight.staff.tests.desk import at, sign_in, text_of
from harborlight.staff.tests.test_overview import another, late_deadline
from harborlight.workflow.actions import note_start
from harborlight.workflow.follow_ups import follow_ups_of
from tests.whole_case import begin, furnish


@pytest.fixture
def begun(clock, ada, maria, omar):
    furnish(clock)
    found = begin(ada, playbook="practice-spouse")
    joined(found, petitioner=maria, beneficiary=omar)
    return found


def day_of(case):
    return today(case.firm.time_zone)


@pytest.mark.feature("F022")
def test_a_link_is_seen_from_both_cases_and_over_no_wall(begun, ada, pat, paul):
    second = another(ada, 2)
    desk = sign_in(ada)
    said = {"number": second.case.number, "kind": "derivative", "note": "Her brother"}
    assert desk.post(at("link-case", begun.case.pk), said).status_code == 302
    here = text_of(desk.get(at("case-together", begun.case.pk)))
    assert second.case.number in here and "Derivative of the other" in here
    there = text_of(desk.get(at("case-together", second.case.pk)))
    assert begun.case.number in there and "Principal of the other" in there
    again = {"number": begun.case.number, "kind": "family"}
    assert desk.post(at("link-case", second.case.pk), again).status_code == 422
    paul_behind = User.objects.get(pk=paul.user_id)
    raise_wall(pat, second.case, user=paul_behind, reason="Cousin")
    behind = sign_in(paul)
    page = text_of(behind.get(at("case-together", begun.case.pk)))
    assert second.case.number not in page and "Her brother" not in page
    history = text_of(behind.get(at("case-activity", begun.case.pk)))
    assert second.case.number not in history and second.case.key not in history
    link = Link.objects.get()
    assert behind.post(at("unlink-case", link.pk)).status_code == 404
    told = behind.post(at("link-case", begun.case.pk), said)
    assert "No case that you may open has this number" in text_of(told)
    desk.post(at("unlink-case", link.pk))
    assert not Link.objects.exists()


def test_a_client_learns_of_no_link(begun, ada, maria):
    second = another(ada, 2)
    link_cases(ada, begun.case, other=second.case, kind="family")
    assert not Link.objects.visible_to(maria).exists()


@pytest.mark.feature("F045")
def test_a_case_for_a_relative_begins_with_the_people_of_this_one(begun, ada):
    desk = sign_in(ada)
    new = at("new-case-of", "practice-spouse")
    page = text_of(desk.get(f"{new}?from={begun.case.key}"))
    assert f"is-petitioner={begun.beneficiary.person.key}" in page
    chosen = f"{new}?from={begun.case.key}&is-petitioner={begun.petitioner.person.key}"
    page = text_of(desk.get(chosen))
    assert 'value="Rivas Peña"' in page and 'value="1988"' in page
    assert "Enter the family name" not in page
    assert f'name="from" value="{begun.case.key}"' in page


@pytest.mark.feature("F034")
def test_a_case_goes_to_another_lawyer_with_the_deadlines_that_run(begun, ada, paul):
    late_deadline(ada, begun.case, days=-30)
    desk, case = sign_in(ada), begun.case
    assert sign_in(paul).get(at("transfer-case", case.pk)).status_code == 403
    empty = desk.post(at("transfer-case", case.pk), {"counsel": "Lee & Lee"})
    assert empty.status_code == 422 and 'value="Lee &amp; Lee"' in text_of(empty)
    said = {"counsel": "Lee & Lee", "reason": "Moved", "on": day_of(case).isoformat()}
    letter = desk.post(at("transfer-case", case.pk), said, follow=True)
    page = text_of(letter)
    assert "Lee &amp; Lee" in page and "Answer" in page and "G-28" in page
    assert desk.post(at("transfer-case", case.pk), said).status_code == 422
    found = Transfer.objects.get()
    step = {"step": "withdrawn", "on": day_of(case).isoformat()}
    desk.post(at("note-transfer-step", found.pk), step)
    desk.post(at("note-transfer-step", found.pk), step | {"step": "received"})
    found.refresh_from_db()
    assert (found.withdrawn_on, found.received_on) == (day_of(case), day_of(case))


@pytest.mark.feature("F034")
def test_a_case_that_came_in_the_middle_is_found_by_its_receipt(begun, paul):
    case, desk = begun.case, sign_in(paul)
    tomorrow = (day_of(case) + timedelta(days=1)).isoformat()
    said = {"counsel": "Lee", "on": tomorrow, "stage": "pending"}
    said |= {"receipt_number": "IOE 091234", "filed_on": "2026-01-05"}
    wrong = desk.post(at("take-over-case", case.pk), said)
    assert wrong.status_code == 422
    assert "three letters and ten digits" in text_of(wrong)
    assert "This day is still to come" in text_of(wrong)
    right = {"on": "2026-01-09", "receipt_number": "ioe-0912345678"}
    desk.post(at("take-over-case", case.pk), said | right)
    case.refresh_from_db()
    assert case.stage == "pending"
    assert [one.kind for one in milestones(paul, case)] == ["filed", "receipt"]
    found = desk.post(at("search"), {"q": "IOE0912345678"})
    assert found.url == at("case", case.pk)


@pytest.fixture
def ahead(begun, ada):
    """A day that the playbook counts from one that staff noted."""
    first = follow_ups_of(ada, begun.case)[0].what
    note_start(ada, begun.case, follow_up=first, on=day_of(begun.case))
    day = follow_ups_of(ada, begun.case)[0].first
    return day, first.title["es"]


@pytest.mark.feature("F034")
def test_the_final_letter_is_offered_changed_and_given_in_their_language(
    begun, ada, paul, ahead
):
    case, desk = begun.case, sign_in(ada)
    person = begun.petitioner.person
    address = at("final-letters", case.pk)
    assert sign_in(paul).get(address).status_code == 403
    close_case(ada, case, on=day_of(case))
    offered = text_of(desk.get(f"{address}?to={person.key}"))
    assert (
        "Nuestro trabajo" in offered and f"{ahead[0].isoformat()} {ahead[1]}" in offered
    )
    said = {"person": person.key, "language": "es"}
    said |= {"words": "Hola [aquí]", "ahead": "2020-01-01 Tarde"}
    wrong = text_of(desk.post(address, said))
    assert "Something in brackets" in wrong and "this day is over already" in wrong
    said |= {
        "words": "Su caso terminó.",
        "ahead": f"{ahead[0].isoformat()} Pida la I-751",
    }
    assert desk.post(address, said).status_code == 302
    letter = FinalLetter.objects.get()
    assert letter.ahead == [{"on": ahead[0].isoformat(), "words": "Pida la I-751"}]


@pytest.mark.feature("F040")
def test_the_archive_is_in_no_list_and_search_finds_it(begun, ada, pat, clock):
    case, desk = begun.case, sign_in(ada)
    assert "Close it first" in text_of(
        desk.post(at("archive-case", case.pk), follow=True)
    )
    close_case(ada, case, on=day_of(case))
    desk.post(at("archive-case", case.pk))
    for show in ("closed", "all", ""):
        page = text_of(desk.get(at("cases") + f"?show={show}"))
        assert case.number not in page
    assert case.number in text_of(desk.get(at("archive")))
    assert case.number in text_of(desk.post(at("search"), {"q": "rivas"}, follow=True))
    desk.post(at("unarchive-case", case.pk))
    assert case.number in text_of(desk.get(at("cases") + "?show=closed"))


@pytest.mark.feature("F040")
def test_the_firm_decides_when_closed_cases_go_to_the_archive(begun, ada, pat, clock):
    case, desk = begun.case, sign_in(pat)
    wrong = desk.post(at("keeping-rule"), {"archive_days": "-1", "keep_years": ""})
    assert wrong.status_code == 422
    desk.post(at("keeping-rule"), {"archive_days": "90", "keep_years": "7"})
    close_case(ada, case, on=day_of(case))
    assert put_away(clock, day_of(case) + timedelta(days=89)) == 0
    assert put_away(clock, day_of(case) + timedelta(days=90)) == 1
    assert put_away(clock, day_of(case) + timedelta(days=91)) == 0
    assert str(day_of(case).year + 7) in text_of(desk.get(at("archive")))
    case.refresh_from_db()
    reopen_case(ada, case, reason="An appeal")
    case.refresh_from_db()
    assert (case.closed_on, case.archived_on) == (None, None)
