"""Whoever tells a day that does not fit is asked about it there, and staff see it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from harborlight.facts.queries import sheet
from harborlight.filings.actions import fill_forms
from harborlight.filings.findings import in_words
from harborlight.filings.queries import filings
from harborlight.portal.tests.test_pages import sent_of_maria, words_of
from harborlight.questionnaires.actions import answer
from harborlight.staff.tests.desk import sign_in

DATE = "case-marriage-date"


@pytest.fixture
def tell(marias, begun):
    where = reverse(
        "portal:screen", args=[sent_of_maria(begun).key, "petitioner-wedding"]
    )

    def wedding(year, **also):
        said = {f"{DATE}_year": year, f"{DATE}_month": "6", f"{DATE}_day": "1"}
        return marias.post(where, said | also)

    return wedding


def wedding_of(maria, begun):
    return sheet(maria, begun.case, None).get("marriage.date")


def test_a_wedding_before_a_spouse_was_born_is_not_taken(tell, maria, begun):
    page = tell("1950", **{f"{DATE}_sure": "on"})
    assert page.status_code == 422 and not wedding_of(maria, begun)
    said = words_of(page)
    assert "The wedding is before a spouse was born. Check both days." in said
    assert (
        'value="1950"' in page.content.decode() and "Yes, this day is right" not in said
    )
    assert tell("2021").status_code == 302
    assert wedding_of(maria, begun) == "2021-06-01"


def test_what_is_odd_is_taken_once_they_say_that_it_is_right(tell, maria, begun):
    born = int(sheet(maria, begun.case, begun.petitioner.person).get("birth.date")[:4])
    page = tell(str(born + 15))
    assert "Yes, this day is right" in words_of(page) and not wedding_of(maria, begun)
    assert tell(str(born + 15), **{f"{DATE}_sure": "on"}).status_code == 302
    assert wedding_of(maria, begun) == f"{born + 15}-06-01"


def test_staff_are_told_on_the_form_of_days_that_do_not_fit(
    maria, clients, begun, ada, paul
):
    wrong = {"case.marriage.date": "1950-06-01"}
    answer(maria, sent_of_maria(begun), screen="petitioner-wedding", answers=wrong)
    told = [
        in_words(problem)
        for filled in fill_forms(paul, filings(ada, begun.case).get())
        for problem in filled.problems
    ]
    assert "The wedding is before a spouse was born. Check both days." in told


def test_a_form_leads_staff_to_both_days_that_do_not_fit(
    maria, clients, begun, ada, paul
):
    wrong = {"case.marriage.date": "1950-06-01"}
    answer(maria, sent_of_maria(begun), screen="petitioner-wedding", answers=wrong)
    (filled,) = fill_forms(paul, filings(ada, begun.case).get())
    page = sign_in(ada).get(reverse("staff:filled-form", args=[filled.pk]))
    listed = page.content.decode().partition('id="problems"')[2].partition("</ul>")[0]
    for subject, fact in (
        (begun.case.pk, "marriage.date"),
        (begun.petitioner.person_id, "birth.date"),
    ):
        where = reverse("staff:answer", args=[begun.case.pk, subject, fact])
        assert f'href="{where}' in listed


SINCE, UNTIL = "petitioner-addresses-from", "petitioner-addresses-to"


@pytest.mark.feature("F077")
def test_a_time_that_runs_back_is_said_at_its_box_and_nothing_is_lost(marias, begun):
    sent = sent_of_maria(begun)
    marias.post(reverse("portal:entry-add", args=[sent.key, "petitioner-address-list"]))
    where = reverse(
        "portal:screen-of-entry", args=[sent.key, "petitioner-address-time", 0]
    )
    told = {"petitioner-addresses-current": "no", f"{SINCE}_month": "5"}
    marias.post(where, told)  # now it is asked until when
    told |= {f"{SINCE}_year": "2021", f"{UNTIL}_year": "2020"}
    page = marias.post(where, told)
    assert page.status_code == 422
    assert "An address or a job ends before it begins" in words_of(page)
    assert 'value="2020"' in page.content.decode()
    # A year alone may be the same year as a month of it.
    assert marias.post(where, told | {f"{UNTIL}_year": "2021"}).status_code == 302
    day_alone = told | {f"{UNTIL}_year": "2022", f"{UNTIL}_day": "3"}
    page = marias.post(where, day_alone)
    assert "leave the day open and write the year alone" in words_of(page)
    no_year = told | {f"{UNTIL}_year": "", f"{UNTIL}_month": "3"}
    assert "Write at least the year" in words_of(marias.post(where, no_year))
