"""Closed cases drawn by lot: the same number draws the same ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from harborlight.cases.actions import close_case
from harborlight.documents.actions import draw_sample
from harborlight.documents.models import SampledCase
from harborlight.documents.sampling import closed_since
from harborlight.staff.tests.at_the_desk import a_day, at_the_desk
from tests.pages import text
from tests.whole_case import MARIA, OMAR, begin, furnish


@pytest.fixture
def closed(clock, ada):
    furnish(clock)
    several = [
        [
            replace(one, email=f"{n}.{one.email}", family_name=f"Name{n}x")
            for n in range(6)
        ]
        for one in (MARIA, OMAR)
    ]
    cases = [
        begin(ada, petitioner=hers, beneficiary=his).case
        for hers, his in zip(*several, strict=True)
    ]
    for case in cases:
        close_case(ada, case, on=date(2026, 5, 1))
    return cases


@pytest.mark.feature("F114")
def test_the_same_number_draws_the_same_closed_cases(pat, closed):
    since = date(2026, 1, 1)
    several = closed_since(pat, since)
    drawn = [
        draw_sample(pat, several=several, since=since, size=3, seed=seed)
        for seed in (7, 7, 8)
    ]
    numbers = [
        [one.case.number for one in sample.cases.order_by("position")]
        for sample in drawn
    ]
    assert numbers[0] == numbers[1] != numbers[2]
    assert len(numbers[0]) == 3 and drawn[0].drawn_from == 6


@pytest.mark.feature("F114")
def test_what_was_found_is_written_down(pat, ada, paul, closed):
    desk, page = at_the_desk(pat), reverse("staff:samples")
    assert "Nothing was drawn yet" in text(desk.get(page))
    since = a_day("since", 2030, 1, 1)
    none = desk.post(page, {**since, "size": "2", "seed": "5"})
    assert none.status_code == 422 and "No case that you may open" in text(none)
    since = a_day("since", 2026, 1, 1)
    found = text(desk.post(page, {**since, "size": "2", "seed": "5"}, follow=True))
    assert "From 6 cases closed since" in found and "with the number 5." in found
    first = SampledCase.objects.order_by("position").first()
    there = reverse("staff:check-sampled", args=[first.pk])
    half = desk.post(there, {"result": "wrong", "note": ""})
    assert half.status_code == 422 and "Write what must be put right." in text(half)
    said = {"result": "wrong", "note": "The passport has no tag."}
    assert "The passport has no tag." in text(desk.post(there, said, follow=True))
    assert "checked: 1 of 2" in text(desk.get(page))
    assert at_the_desk(paul).get(page).status_code == 404
