"""Tags of the firm's own, and samples of closed cases."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from harborlight.cases.actions import close_case
from harborlight.documents.actions import add_tag, draw_sample, retag, withdraw_tag
from harborlight.documents.models import SampledCase, Version
from harborlight.documents.queries import asked
from harborlight.documents.tags import tag_choices
from harborlight.documents.watching import closed_since
from harborlight.firm.acting import Refused
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.at_the_desk import a_day, at_the_desk
from tests.whole_case import MARIA, OMAR, begin, furnish, send_papers

SEEN = {"en": "Seen in the original", "es": "Visto en original"}
WEAK = {"en": "Weak proof", "es": "Prueba débil"}


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


def text(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


@pytest.mark.feature("F027", "F082")
def test_a_tag_of_the_firm_is_offered_where_it_belongs(pat, ada, maria, begun):
    desk, page = at_the_desk(pat), reverse("staff:tags")
    assert "No tags of your own yet" in text(desk.get(page))
    said = {"label_en": SEEN["en"], "label_es": SEEN["es"], "kind": "passport"}
    assert SEEN["en"] in text(desk.post(page, said | {"at_upload": "on"}, follow=True))
    add_tag(pat, label=WEAK, kind="", at_upload=False)
    assert tag_choices(ada, "passport") == [
        ("seen in the original", SEEN["en"]),
        ("weak proof", WEAK["en"]),
    ]
    assert tag_choices(ada, "shared life") == [("weak proof", WEAK["en"])]
    pages = {
        one.request.kind: reverse("portal:document", args=[one.request.key])
        for one in asked(maria, begun.case)
    }
    phone = browser_of(maria, "es")
    offered = text(phone.get(pages["passport"]))
    assert SEEN["es"] in offered and WEAK["es"] not in offered
    assert SEEN["es"] not in text(phone.get(pages["shared life"]))
    send_papers(maria, begun.case)
    version = Version.objects.get(document__kind="passport")
    there = reverse("staff:retag", args=[version.document.pk])
    asks = at_the_desk(ada)
    assert "What its sender said" in text(asks.get(there))
    asks.post(there, {"tags": ["weak proof", "original"]})
    version.document.refresh_from_db()
    assert version.document.tags == ["weak proof", "original"]
    review = text(asks.get(reverse("staff:review-version", args=[version.pk])))
    assert "Weak proof" in review
    wrong = asks.post(there, {"tags": ["no such tag"]})
    assert wrong.status_code == 422


def test_two_tags_never_share_a_code_and_an_old_one_stays_on_its_papers(
    pat, ada, maria, begun
):
    first, second = (add_tag(pat, label=SEEN, kind="", at_upload=True) for _ in "ab")
    assert first.code != second.code
    send_papers(maria, begun.case)
    version = Version.objects.get(document__kind="passport")
    retag(ada, version.document, tags=[first.code])
    withdraw_tag(pat, first)
    review = at_the_desk(ada).get(reverse("staff:review-version", args=[version.pk]))
    assert SEEN["en"] in text(review)
    kept = at_the_desk(ada).get(reverse("staff:retag", args=[version.document.pk]))
    assert f'value="{first.code}"' in kept.content.decode()
    with pytest.raises(Refused):
        add_tag(ada, label=SEEN, kind="", at_upload=True)


# --- Samples ------------------------------------------------------------------


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
