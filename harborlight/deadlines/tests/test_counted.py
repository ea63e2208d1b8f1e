"""Deadlines that the law counts for a case: their days, what moves them, who is told."""

from __future__ import annotations

from datetime import date

import pytest

from harborlight.deadlines.actions import (
    AlreadyOver,
    accept_shift,
    add_closure,
    change_buffers,
    count_deadline,
    keep_day,
    meet_deadline,
    recount_deadline,
    remove_closure,
    show_to_client,
)
from harborlight.deadlines.jobs import compare_with_book
from harborlight.deadlines.models import Basis, Deadline, Shift
from harborlight.deadlines.queries import for_client, shifts
from harborlight.firm.acting import Refused
from harborlight.firm.models import Event
from harborlight.law.deadlines.types import NotCounted
from tests.whole_case import begin, furnish

# The 84 days and 3 for the mail end on Friday, 2026-06-19, a holiday: Juneteenth.
ON_JUNETEENTH = {"served_on": "2026-03-24"}
BEFORE, MONDAY = date(2026, 6, 18), date(2026, 6, 22)
SNOW = {"office": "USCIS", "why": "A storm", "source": "uscis.gov/office-closings"}


@pytest.fixture
def case(clock, ada):
    furnish(clock)
    return begin(ada).case


@pytest.fixture
def answer(ada, case):
    return count_deadline(ada, case, rule="D01", texts=ON_JUNETEENTH, source="Her mail")


@pytest.mark.feature("F132", "F133")
def test_the_four_days_of_a_request_for_evidence_and_why(answer):
    basis = Basis.objects.get(deadline=answer)
    assert answer.due_on == basis.legal_last == MONDAY
    assert (basis.legal_raw, basis.firm_last) == (date(2026, 6, 19), BEFORE)
    assert (basis.printed, basis.controls) == (None, "rule")
    # The last safe day is what the firm works to, and people are warned of.
    assert (answer.inner_on, answer.warn_on) == (BEFORE, date(2026, 5, 19))
    assert "103.2(b)(8)" in basis.citation and not basis.reviewed
    assert any("Juneteenth" in step for step in basis.steps)
    assert basis.source == "Her mail"
    assert basis.said["served_on"] == {"text": "2026-03-24", "from": "hand"}


@pytest.mark.feature("F133")
def test_an_earlier_day_on_the_notice_counts(ada, case):
    texts = ON_JUNETEENTH | {"printed": "2026-06-16"}
    found = count_deadline(ada, case, rule="D01", texts=texts, read_off=["printed"])
    assert found.due_on == date(2026, 6, 16)
    assert found.basis.controls == "printed"
    assert found.basis.said["printed"]["from"] == "notice"


@pytest.mark.feature("F133")
def test_the_firm_wants_it_done_before_and_on_an_open_day(ada, case):
    change_buffers(ada, days={"": 3, "D01": 4})
    found = count_deadline(ada, case, rule="D01", texts=ON_JUNETEENTH)
    # Four days before the last safe one is a Sunday: the Friday before it.
    assert found.inner_on == date(2026, 6, 12)
    other = count_deadline(ada, case, rule="D04", texts=ON_JUNETEENTH)
    assert (other.basis.firm_last - other.inner_on).days >= 3


def test_one_of_several_days_of_a_window_is_the_deadline(ada, case):
    texts = {"expires_on": "2027-03-15"}
    found = count_deadline(ada, case, rule="D18", texts=texts, named="opens")
    assert found.due_on == date(2026, 12, 15)
    assert found.basis.legal_raw is None
    assert found.called.startswith("Removing conditions on residence")
    with pytest.raises(NotCounted):
        count_deadline(ada, case, rule="D18", texts=texts, named="nothing")
    assert Deadline.objects.count() == 1


def test_counted_anew_it_moves_and_says_from_where(ada, answer):
    recount_deadline(
        ada, answer, texts=ON_JUNETEENTH | {"served": "online"}, source="The account"
    )
    answer.refresh_from_db()
    assert (answer.due_on, answer.basis.source) == (date(2026, 6, 16), "The account")
    assert Event.objects.filter(kind="deadline.recounted").count() == 1


@pytest.mark.feature("F132")
def test_a_closure_moves_nothing_until_a_person_says_so(clock, ada, answer):
    assert compare_with_book(clock) == 0
    closure = add_closure(ada, day=MONDAY, **SNOW)
    assert compare_with_book(clock) == 1
    answer.refresh_from_db()
    assert answer.due_on == MONDAY
    (shift,) = shifts(ada)
    assert (shift.was, shift.due_on) == (MONDAY, date(2026, 6, 23))
    # Compared once more, nothing is asked twice.
    assert compare_with_book(clock) == 0 and Shift.objects.count() == 1
    accept_shift(ada, shift)
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 6, 23)
    assert any("A storm" in step for step in answer.basis.steps)
    with pytest.raises(AlreadyOver):
        accept_shift(ada, shift)
    # Taken back, it would move back.
    remove_closure(ada, closure)
    compare_with_book(clock)
    assert [one.due_on for one in shifts(ada)] == [MONDAY]


def test_no_deadline_moves_to_a_day_that_nobody_was_shown(clock, ada, answer):
    add_closure(ada, day=MONDAY, **SNOW)
    compare_with_book(clock)
    shown = shifts(ada).get()
    # The storm goes on, and nothing was compared with it yet.
    add_closure(ada, day=date(2026, 6, 23), **SNOW)
    with pytest.raises(AlreadyOver, match="another day"):
        accept_shift(ada, shown)
    answer.refresh_from_db()
    assert answer.due_on == MONDAY
    compare_with_book(clock)
    accept_shift(ada, shifts(ada).get())
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 6, 24)


def test_what_was_met_is_not_asked_about_any_more(clock, ada, answer):
    add_closure(ada, day=MONDAY, **SNOW)
    compare_with_book(clock)
    meet_deadline(ada, answer, on=BEFORE, proof="IOE0912345678")
    assert not shifts(ada).exists()


def test_a_day_that_somebody_kept_is_not_asked_about_again(clock, ada, answer):
    add_closure(ada, day=MONDAY, **SNOW)
    compare_with_book(clock)
    keep_day(ada, shifts(ada).get(), reason="We file on Thursday anyway.")
    Basis.objects.update(book="of old")
    compare_with_book(clock)
    assert not shifts(ada).exists()
    answer.refresh_from_db()
    assert answer.due_on == MONDAY


def test_another_agency_s_closure_moves_nothing(clock, ada, answer):
    add_closure(ada, day=MONDAY, **SNOW | {"office": "EOIR"})
    compare_with_book(clock)
    assert not shifts(ada).exists()
    with pytest.raises(Refused):
        add_closure(ada, day=MONDAY, **SNOW | {"office": "EOIR"})


@pytest.mark.feature("F131")
def test_a_client_reads_their_side_only_once_it_is_shown(ada, clock, maria, omar):
    furnish(clock)
    begun = begin(ada)
    for party, login in ((begun.petitioner, maria), (begun.beneficiary, omar)):
        party.person.login_id = login.user_id
        party.person.save()
    case = begun.case
    answer = count_deadline(ada, case, rule="D01", texts=ON_JUNETEENTH)
    assert not for_client(maria, case).exists()
    told = {"title": "Papers", "we_do": "We write.", "you_do": "You send."}
    day = date(2026, 6, 1)
    show_to_client(ada, answer, by=day, **told)
    assert [one.you_do for one in for_client(omar, case)] == ["You send."]
    show_to_client(ada, answer, by=day, person=begun.petitioner.person, **told)
    (seen,) = for_client(maria, case)
    assert (seen.title, seen.by) == ("Papers", day)
    assert not for_client(omar, case).exists()
    assert not Deadline.objects.visible_to(maria).exists()
    assert not Basis.objects.visible_to(maria).exists()
    meet_deadline(ada, answer, on=day, proof="Receipt")
    assert not for_client(maria, case).exists()
