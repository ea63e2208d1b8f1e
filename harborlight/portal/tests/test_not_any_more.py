"""The office goes another way while a client has a page open: it is said, not left to guess."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from harborlight.documents.actions import (
    About,
    NoLongerAsked,
    accept_version,
    receive_document,
    return_version,
    withdraw_request,
)
from harborlight.documents.models import Request, Version
from harborlight.documents.queries import asked
from harborlight.documents.readiness import not_accepted, owes_papers
from harborlight.filings.actions import approve_form, fill_forms
from harborlight.filings.models import Signing
from harborlight.firm.readers import keep_up_in
from harborlight.portal.tests.test_pages import all_done, get, to_sign, words_of
from harborlight.portal.tests.test_waiting_room import asking, stages_done
from tests.whole_case import paper

__all__ = ["all_done", "asking", "to_sign"]
SIGNED_LONG_AGO = {
    "issued_on_year": "2020",
    "issued_on_month": "1",
    "issued_on_day": "1",
}


def send(browser, request, **said):
    where = reverse("portal:document", args=[request.key])
    return browser.post(
        where, {"file": SimpleUploadedFile("mine.pdf", b"%PDF"), **said}
    )


@pytest.mark.feature("F096")
def test_a_file_for_what_is_no_longer_asked_for_is_not_taken_and_it_is_said_why(
    marias, asking, clients, begun, paul
):
    withdraw_request(paul, asking)
    page = send(marias, asking, country="SV", language="es")
    assert page.status_code == 409
    assert "We no longer ask for this. Your file was not taken." in words_of(page)
    assert "We no longer ask for this." in get(marias, "document", asking.key)
    assert asking.name not in get(marias, "documents")
    with pytest.raises(NoLongerAsked):
        checked = paper(begun.case.firm, begun.case.pk)
        receive_document(clients["petitioner"], asking, checked=checked, about=About())
    assert not Version.objects.exists()


def test_a_paper_asked_for_without_a_reason_shows_no_empty_card(marias, asking):
    assert "What it is for" in get(marias, "document", asking.key)
    Request.objects.filter(pk=asking.pk).update(purpose={}, advice={})
    assert "What it is for" not in get(marias, "document", asking.key)


@pytest.mark.feature("F030", "F311")
def test_a_form_filled_again_is_not_signed_and_the_case_goes_back_to_the_second_reader(
    harbor, marias, to_sign, ada, paul
):
    where = reverse("portal:document", args=[to_sign.request.key])
    early = marias.post(where, SIGNED_LONG_AGO)
    assert early.status_code == 422 and "nobody signed it before" in words_of(early)

    again = fill_forms(paul, to_sign.filled.needed.filing)
    keep_up_in(harbor)
    home = get(marias, "home")
    assert stages_done(home) == ([0, 1], 2)
    assert "Read and sign Form" not in home and "sign in ink" not in home
    form = get(marias, "form", to_sign.key)
    assert "This form is not used any more." in form and "print" not in form
    late = send(marias, to_sign.request)
    assert late.status_code == 409
    assert "The form is made anew." in words_of(late)

    for filled in again:
        approve_form(ada, filled, despite_open=True)
    keep_up_in(harbor)
    home = get(marias, "home")
    assert stages_done(home) == ([0, 1, 2], 3) and "Read and sign Form" in home
    # From then on the old pages lead to the new form, and promise nothing.
    new = Signing.objects.get(filled__in=again, person=to_sign.person)
    for name, row in (("form", to_sign), ("document", to_sign.request)):
        old = marias.get(reverse(f"portal:{name}", args=[row.key]))
        said = words_of(old)
        assert "The form was made anew." in said and "We tell you when" not in said
        assert reverse("portal:form", args=[new.key]) in old.content.decode()


@pytest.mark.feature("F108")
def test_an_accepted_copy_stays_accepted_where_a_later_one_is_sent_back(
    marias, asking, clients, begun, paul
):
    maria = clients["petitioner"]
    others = {one.pk for one in not_accepted(paul, begun.case)} - {asking.pk}
    for words in (b"one", b"another"):
        checked = paper(begun.case.firm, begun.case.pk, words)
        receive_document(maria, asking, checked=checked, about=About())
    first, second = Version.objects.order_by("number")
    accept_version(paul, first)
    return_version(paul, second, reason="other", comment="This one is too dark.")
    one = next(row for row in asked(maria, begun.case) if row.request == asking)
    assert one.is_done and not one.waits_for_client
    assert {one.pk for one in not_accepted(paul, begun.case)} == others
    assert owes_papers(maria, begun.case)  # the others
    page = get(marias, "document", asking.key)
    assert "Send a new version" not in page and "Please send another copy" not in page
    assert "Please send another copy" not in get(marias, "home")


@pytest.mark.feature("F117", "F132")
def test_after_the_receipt_nothing_is_left_to_sign_and_only_what_is_now_is_told(
    marias, all_done, begun
):
    signing = Signing.objects.filter(person=begun.petitioner.person).latest("pk")
    form = get(marias, "form", signing.key)
    assert "This form was sent to the government." in form
    for order in ("How to sign", "send the pages", "Go to my answers", "to print"):
        assert order not in form
    case = get(marias, "case")
    assert case.count("What we do now") == 1
    assert "We wait for the receipt" not in case
    assert "paper.pdf" not in case and "Receipt notice" in case
