"""A firm asks of papers what it likes to know, without anybody writing a program."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from harborlight.documents.actions import add_detail, withdraw_detail
from harborlight.documents.models import Document, Version
from harborlight.documents.queries import asked
from harborlight.firm.acting import Refused
from harborlight.firm.roles import Role
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.at_the_desk import at_the_desk
from tests.browser.papers import scan
from tests.cast import join
from tests.pages import text
from tests.whole_case import begin, furnish

NUMBER = {"en": "Number of the certificate", "es": "Número del acta"}
SEEN = {"en": "When did you last see the original?", "es": "¿Cuándo vio el original?"}
WORN = {"en": "It is torn or worn", "es": "Está roto o gastado"}


@pytest.fixture
def pat(harbor):
    return join(harbor, "Pat", Role.PARTNER)


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


@pytest.fixture
def several(pat):
    """A text, a day and a box; of marriage certificates, but for the box."""
    wedding = "marriage certificate"
    return [
        add_detail(pat, label=NUMBER, sort="text", kind=wedding, is_required=True),
        add_detail(pat, label=SEEN, sort="day", kind=wedding, is_required=False),
        add_detail(pat, label=WORN, sort="yes", kind="", is_required=False),
    ]


def page_of(maria, begun, kind):
    asking = next(
        one.request for one in asked(maria, begun.case) if one.request.kind == kind
    )
    return reverse("portal:document", args=[asking.key])


@pytest.mark.feature("F082", "F105")
def test_what_the_firm_asks_is_asked_at_the_upload_and_read_at_the_review(
    ada, maria, begun, several
):
    phone = browser_of(maria)
    there = page_of(maria, begun, "marriage certificate")
    asks = text(phone.get(there))
    assert all(label["en"] in asks for label in (NUMBER, SEEN, WORN))
    passport = text(phone.get(page_of(maria, begun, "passport")))
    assert NUMBER["en"] not in passport and WORN["en"] in passport
    number, seen, worn = (f"detail_{one.key}" for one in several)
    said = {"country": "SV", "language": "es", worn: "on"}
    said |= {f"{seen}_day": "3", f"{seen}_month": "2", f"{seen}_year": "2026"}
    pdf = SimpleUploadedFile("acta.pdf", scan("acta"), "application/pdf")
    lacks = phone.post(there, {**said, "file": pdf})
    assert lacks.status_code == 422
    kept = re.search(r'name="file_upload" value="(\w+)"', lacks.content.decode())[1]
    done = phone.post(there, {**said, "file_upload": kept, number: "A-1982/77"})
    assert done.status_code == 302
    paper = Document.objects.get(kind="marriage certificate")
    first, second, third = (str(one.pk) for one in several)
    assert paper.details == {first: "A-1982/77", second: "2026-02-03", third: "yes"}
    version = Version.objects.get(document=paper)
    review = at_the_desk(ada).get(reverse("staff:review-version", args=[version.pk]))
    assert "Number of the certificate A-1982/77" in text(review)
    assert date(2026, 2, 3).strftime("%b") in text(review)


def test_it_is_asked_in_the_language_of_the_reader(maria, begun, several):
    phone = browser_of(maria, "es")
    assert "Número del acta" in text(
        phone.get(page_of(maria, begun, "marriage certificate"))
    )


def test_what_is_asked_no_more_stays_answered(pat, ada, maria, begun, several):
    withdraw_detail(pat, several[0])
    asks = text(browser_of(maria).get(page_of(maria, begun, "marriage certificate")))
    assert NUMBER["en"] not in asks


def test_partners_and_administrators_decide_it(pat, ada, several):
    for actor in (ada,):
        with pytest.raises(Refused):
            add_detail(actor, label=SEEN, sort="day", kind="", is_required=False)
        with pytest.raises(Refused):
            withdraw_detail(actor, several[0])


@pytest.mark.feature("F082")
def test_the_office_adds_a_question_and_takes_it_away(pat, ada, begun):
    desk, page = at_the_desk(pat), reverse("staff:paper-details")
    assert "Nothing of your own yet" in text(desk.get(page))
    half = desk.post(page, {"label_en": "Number", "sort": "text", "kind": ""})
    assert half.status_code == 422
    assert "Write it in every language" in text(half)
    said = {"label_en": NUMBER["en"], "label_es": NUMBER["es"], "sort": "text"}
    said["kind"] = "marriage certificate"
    shown = text(desk.post(page, said, follow=True))
    assert "Number of the certificate" in shown and "Marriage certificate" in shown
    address = re.search(r'action="([^"]+/withdraw/)"', desk.get(page).content.decode())
    gone = text(desk.post(address[1], follow=True))
    assert "Nothing of your own yet" in gone
    assert at_the_desk(ada).get(page).status_code == 404
