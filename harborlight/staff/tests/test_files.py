"""Which files a firm takes, and what its page says of the walls."""

from __future__ import annotations

import pytest
from django.urls import reverse

from harborlight.documents.taking import taken
from harborlight.firm.models import Event
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from harborlight.staff.tests.desk import at


@pytest.fixture
def page():
    return reverse("staff:files")


@pytest.mark.feature("F090")
def test_a_firm_decides_how_large_evidence_is_and_of_which_kinds(pat, page):
    browser = at_the_desk(pat)
    said = {"largest_evidence_mb": "300", "takes_recordings": "on"}
    assert browser.post(page, said).status_code == 302
    pat.firm.refresh_from_db()
    kinds = ("pdf", "jpeg", "png", "heic", "tiff", "mp4", "m4a")
    assert taken(pat.firm, "case-paper").kinds == kinds
    assert taken(pat.firm, "case-paper").megabytes == 300
    assert taken(pat.firm, "filing-notice").megabytes == 50
    assert "mp4" not in taken(pat.firm, "signed-form").kinds
    assert Event.objects.filter(kind="firm.files-chosen").count() == 1
    assert (
        "MP4, M4A. PDFs and recordings may have up to 300 MB"
        in browser.get(page).content.decode()
    )


@pytest.mark.parametrize("size", ["0", "2049", "-1", "much", ""])
def test_a_size_that_cannot_be_is_refused_and_nothing_changes(pat, page, size):
    answer = at_the_desk(pat).post(page, {"largest_evidence_mb": size})
    assert answer.status_code == 422
    pat.firm.refresh_from_db()
    assert pat.firm.largest_evidence_mb == 2048


def test_the_page_says_which_walls_stand(pat, page):
    words = at_the_desk(pat).get(page).content.decode()
    for name in ("No network", "No files", "A process of its own"):
        assert name in words


@pytest.mark.feature("F071")
def test_the_firm_decides_how_long_declined_inquiries_are_kept(pat, paul, harbor):
    desk = at_the_desk(pat)
    assert "is kept until an attorney destroys it" in words(desk.get(at("office")))
    wrong = desk.post(at("keep-declined"), {"declined_kept_days": "7"})
    assert wrong.status_code == 422
    assert "Keep it for 30 days at least" in words(wrong)
    assert desk.post(at("keep-declined"), {"declined_kept_days": ""}).status_code == 422
    page = desk.post(at("keep-declined"), {"declined_kept_days": "365"}, follow=True)
    assert "destroyed 365 days after they were declined" in words(page)
    assert at_the_desk(paul).get(at("keep-declined")).status_code == 404
