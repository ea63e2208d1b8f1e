"""Notices of the agency: which kind, which number, which of the days is which."""

import pytest

from harborlight.papers import sandbox
from harborlight.papers.notices import read_notice
from harborlight.papers.page_text import PageText, Word
from harborlight.papers.reading_pages import read_pages
from harborlight.papers.tests import agency, pages


def page(*rows):
    """Rows of (left, text), each row 0.05 below the one before."""
    words = [
        Word(
            part,
            left + 0.012 * at,
            0.1 + 0.02 * row,
            left + 0.012 * (at + len(part)),
            0.115 + 0.02 * row,
        )
        for row, cells in enumerate(rows)
        for left, text in cells
        for part, at in _parts(text)
    ]
    return PageText(1, "", words)


def _parts(text):
    at = 0
    for part in text.split():
        yield part, at
        at += len(part) + 1


def receipt(form="I-797C", kind="Receipt Notice"):
    return page(
        [(0.1, f"Form {form}, Notice of Action")],
        [(0.1, "Receipt Number"), (0.5, "Case Type I130 - PETITION")],
        [(0.1, "IOE0912345678")],
        [(0.1, "Received Date"), (0.3, "Priority Date"), (0.5, "Petitioner")],
        [(0.1, "03/15/2026"), (0.3, "03/14/2026"), (0.5, "WHITFIELD")],
        [(0.1, "Notice Date: March 20, 2026"), (0.6, f"Notice Type: {kind}")],
    )


def told(notice):
    return {one.name: one.text for one in notice.told}


def test_three_days_are_three_days():
    notice = read_notice([receipt()])
    assert (notice.form, notice.kind) == ("I-797C", "receipt")
    assert told(notice) == {
        "receipt_number": "IOE0912345678",
        "case_form": "I-130",
        "received_on": "2026-03-15",
        "noticed_on": "2026-03-20",
        "priority_on": "2026-03-14",
    }


def test_the_place_shows_the_label_and_its_value():
    place = next(
        one.place for one in read_notice([receipt()]).told if one.name == "priority_on"
    )
    assert (place.left, place.top) == pytest.approx((0.3, 0.16))
    assert place.bottom == pytest.approx(0.195)
    assert place.right < 0.5


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Receipt Notice", "receipt"),
        ("Approval Notice", "approval"),
        ("Transfer Notice", "transfer"),
        ("ASC Appointment Notice", "biometrics"),
        ("Request for Evidence", "evidence"),
        ("Request for Initial Evidence", "evidence"),
        ("Rejection Notice", "rejection"),
        ("Interview Notice", "interview"),
        ("Denial Notice", "denial"),
        ("Notice of Intent to Deny", "intent"),
        ("Notice of Intent to Revoke", "intent to revoke"),
    ],
)
def test_what_it_is(said, kind):
    assert read_notice([receipt(kind=said)]).kind == kind


@pytest.mark.parametrize("form", ["I-797", "I-797A", "I-797B", "I-797E", "l-797C"])
def test_which_form(form):
    assert read_notice([receipt(form=form)]).form == form.replace("l", "I")


def test_an_approval_says_from_when_to_when():
    notice = read_notice(
        [
            page(
                [(0.1, "I-797A, Notice of Action")],
                [(0.1, "Receipt Number EAC2612345678"), (0.5, "Approval Notice")],
                [(0.1, "Class: H1B"), (0.3, "Valid from 10/01/2026 to 09/30/2029")],
            )
        ]
    )
    assert notice.kind == "approval"
    assert (notice.get("valid_from"), notice.get("valid_to")) == (
        "2026-10-01",
        "2029-09-30",
    )


def test_letters_among_the_digits_of_a_number_are_put_right():
    notice = read_notice(
        [page([(0.1, "Form I-797C")], [(0.1, "Receipt Number IOEO9I2345678")])]
    )
    assert notice.get("receipt_number") == "IOE0912345678"


def test_a_day_that_does_not_exist_is_not_told():
    notice = read_notice(
        [page([(0.1, "I-797C LIN2612345678")], [(0.1, "Notice Date 02/31/2026")])]
    )
    assert notice.get("noticed_on") == ""


def test_a_letter_that_mentions_a_notice_is_none():
    assert (
        read_notice([page([(0.1, "We have your form I-797 and thank you.")])]) is None
    )
    assert read_notice([PageText(1, "")]) is None


@pytest.mark.everything
def test_a_photographed_notice():
    photo = pages.photographed(agency.notice(body=["We have received your petition."]))
    with sandbox.in_memory([pages.jpeg_of(photo)], most=50_000_000) as file:
        (read,) = read_pages(file, "jpeg", (1,))
    notice = read_notice([read.text])
    assert (notice.form, notice.kind) == ("I-797C", "receipt")
    assert told(notice) == {
        "receipt_number": "IOE0912345678",
        "case_form": "I-130",
        "received_on": "2026-03-15",
        "noticed_on": "2026-03-20",
        "priority_on": "2026-03-14",
    }
