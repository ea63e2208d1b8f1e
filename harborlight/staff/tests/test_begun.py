"""A notice that was read offers the deadline that it begins; a person sets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from harborlight.deadlines.models import Deadline
from harborlight.documents.actions import (
    About,
    Checked,
    WasRead,
    keep_reading,
    receive_document,
)
from harborlight.documents.queries import asked
from harborlight.firm.vault.stored import keep_bytes
from harborlight.papers.tests import pages
from harborlight.papers.tests.test_notices import receipt
from harborlight.staff.tests.desk import at, sign_in, text_of
from tests.whole_case import MARIA, OMAR, begin, furnish


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


@pytest.fixture
def notice(harbor, clock, maria, begun):
    """A request for evidence of March 20, 2026, that came and was read."""
    request = asked(maria, begun.case)[0].request
    file = keep_bytes(harbor, begun.case.pk, pages.jpeg_of(pages.sheet(())))
    checked = Checked(file, "paper.jpg", "jpeg", 1)
    version = receive_document(maria, request, checked=checked, about=About())
    page = receipt(form="I-797E", kind="Request for Evidence")
    keep_reading(clock, version, found=WasRead([page], searchable=b"%PDF-1.7"))
    return version


@pytest.mark.feature("F132")
def test_the_deadline_of_a_notice_is_filled_in_and_set_by_a_person(begun, notice, ada):
    client = sign_in(ada)
    page = client.get(at("version-read", notice.pk))
    assert "This notice begins a deadline" in text_of(page)
    address = f"/staff/cases/{begun.case.key}/deadlines/law/d01/?paper={notice.key}"
    assert address in page.content.decode()
    asks = client.get(address)
    text = asks.content.decode()
    assert "Filled in from the notice" in text_of(asks)
    assert 'name="said_served_on_day"' in text and 'value="20"' in text
    words = {
        "said_served_on_day": "20",
        "said_served_on_month": "3",
        "said_served_on_year": "2026",
        "said_served": "mail",
        "said_answered": "paper",
        "do": "count",
    }
    # As the notice says it, nobody has to say where it is known from.
    looked = client.post(address, words)
    assert looked.status_code == 200, text_of(looked)
    seen = looked.context["form"]["seen"].value()
    done = {"do": "set", "seen": seen, "sure": "on"}
    assert client.post(address, words | done).status_code == 302
    made = Deadline.objects.get()
    assert made.due_on == date(2026, 6, 15)
    assert made.basis.paper_id == notice.pk
    assert made.basis.said["served_on"] == {"text": "2026-03-20", "from": "notice"}
    page = text_of(client.get(at("deadline", made.pk)))
    assert "The notice that it was read from" in page


def test_another_day_than_the_notice_says_needs_a_reason(begun, notice, ada):
    address = f"/staff/cases/{begun.case.key}/deadlines/law/d01/?paper={notice.key}"
    words = {
        "said_served_on_day": "21",
        "said_served_on_month": "3",
        "said_served_on_year": "2026",
        "said_served": "mail",
        "said_answered": "paper",
        "do": "count",
    }
    page = sign_in(ada).post(address, words)
    assert page.status_code == 422
    assert "Write where you know it from" in text_of(page)


def test_a_paper_of_another_case_fills_in_nothing(begun, notice, ada):
    fresh = {
        "petitioner": replace(MARIA, email=""),
        "beneficiary": replace(OMAR, email=""),
    }
    other = begin(ada, **fresh).case
    address = f"/staff/cases/{other.key}/deadlines/law/d01/?paper={notice.key}"
    page = text_of(sign_in(ada).get(address))
    assert "Filled in from the notice" not in page
    wrong = f"/staff/cases/{other.key}/deadlines/law/d01/?paper=nothing"
    assert sign_in(ada).get(wrong).status_code == 200
