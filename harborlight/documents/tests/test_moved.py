"""A paper that was sent for another one is put where it belongs; nobody sends it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from harborlight.documents.actions import (
    About,
    AlreadyReviewed,
    NoLongerAsked,
    accept_version,
    move_version,
    receive_document,
    withdraw_request,
)
from harborlight.documents.queries import asked, get_version
from harborlight.documents.record import upload_record
from harborlight.firm.acting import Refused
from harborlight.firm.tenancy import NotFound
from tests.whole_case import MARIA, OMAR, begin, furnish, paper

WHY = "It says so at its top."


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


def one_of(actor, begun, kind):
    every = asked(actor, begun.case)
    return next(one for one in every if one.request.kind == kind)


@pytest.fixture
def sent(harbor, paul, maria, begun):
    """A marriage certificate, sent where the passport is asked for."""
    passport = one_of(maria, begun, "passport").request
    about = About(date(2020, 5, 17), "SV", "es", ["translation", "certificate"])
    checked = paper(harbor, begun.case.pk)
    version = receive_document(maria, passport, checked=checked, about=about)
    return get_version(paul, version.pk)


@pytest.mark.feature("F110")
def test_it_waits_for_review_where_it_belongs_and_the_other_is_asked_for_again(
    paul, maria, begun, sent
):
    move_version(
        paul, sent, to=one_of(paul, begun, "marriage certificate").request, reason=WHY
    )
    wedding = one_of(maria, begun, "marriage certificate")
    assert (wedding.state, wedding.newest) == ("received", sent)
    assert one_of(maria, begun, "passport").state == "asked"
    document = sent.document
    assert (document.kind, document.country) == ("marriage certificate", "SV")
    assert document.issued_on == date(2020, 5, 17)
    accept_version(paul, sent)
    assert one_of(maria, begun, "marriage certificate").is_done


def test_it_is_the_next_version_where_one_was_sent_before(
    harbor, paul, maria, begun, sent
):
    wedding = one_of(maria, begun, "marriage certificate").request
    checked = paper(harbor, begun.case.pk, b"an older copy")
    receive_document(maria, wedding, checked=checked, about=About())
    move_version(paul, sent, to=wedding, reason=WHY)
    sent.refresh_from_db()
    assert sent.number == 2


def test_what_was_decided_or_is_not_asked_stays(ada, paul, begun, sent):
    wedding = one_of(paul, begun, "marriage certificate").request
    withdraw_request(ada, wedding)
    with pytest.raises(NoLongerAsked):
        move_version(paul, sent, to=wedding, reason=WHY)
    accept_version(ada, sent)
    with pytest.raises(AlreadyReviewed):
        shared = one_of(paul, begun, "shared life").request
        move_version(paul, sent, to=shared, reason=WHY)
    assert one_of(paul, begun, "passport").is_done


def test_what_one_spouse_sent_may_be_the_other_ones_paper(
    paul, maria, omar, begun, sent
):
    person = begun.beneficiary.person
    person.login_id = omar.user_id
    person.save()
    his = next(one.request for one in asked(omar, begun.case))
    move_version(paul, sent, to=his, reason=WHY)
    assert sent.document.person == person and sent.waits
    assert one_of(maria, begun, "passport").state == "asked"
    with pytest.raises(NotFound):
        get_version(maria, sent.pk)
    assert get_version(omar, sent.pk) == sent


@pytest.mark.feature("F110")
def test_it_may_be_what_nobody_asked_for_and_become_what_was_asked_for(
    paul, maria, begun, sent
):
    move_version(
        paul, sent, to=None, kind="letter", title="A letter of her bank",
        person=begun.petitioner.person, reason=WHY,
    )  # fmt: skip
    document = sent.document
    assert (document.request, document.kind, document.country) == (None, "letter", "SV")
    assert document.called == "A letter of her bank" and sent.waits
    assert one_of(maria, begun, "passport").state == "asked"
    shared = one_of(maria, begun, "shared life").request
    move_version(paul, get_version(paul, sent.pk), to=shared, reason=WHY)
    assert one_of(maria, begun, "shared life").state == "received"


def test_a_case_takes_no_paper_of_another_case(ada, paul, begun, sent):
    strangers = (replace(one, email="") for one in (MARIA, OMAR))
    other = begin(
        ada, **dict(zip(("petitioner", "beneficiary"), strangers, strict=True))
    )
    theirs = asked(ada, other.case)[0].request
    with pytest.raises(Refused):
        move_version(paul, sent, to=theirs, reason=WHY)


def test_after_a_move_more_can_be_sent_and_it_can_be_moved_back(
    harbor, paul, maria, begun, sent
):
    passport = one_of(maria, begun, "passport").request
    wedding = one_of(maria, begun, "marriage certificate").request

    def send(words):
        checked = paper(harbor, begun.case.pk, words)
        return receive_document(maria, passport, checked=checked, about=About())

    second = send(b"the second")
    move_version(paul, sent, to=wedding, reason=WHY)
    third = send(b"the third")
    move_version(paul, get_version(paul, sent.pk), to=passport, reason=WHY)
    sent.refresh_from_db()
    assert (second.number, third.number, sent.number) == (2, 3, 4)


def test_a_move_changes_nothing_that_was_said_of_the_paper_that_was_there(
    harbor, paul, maria, begun, sent
):
    wedding = one_of(maria, begun, "marriage certificate").request
    checked = paper(harbor, begun.case.pk, b"the right one")
    said = About(date(2010, 3, 4), "CA", "en")
    first = receive_document(maria, wedding, checked=checked, about=said)
    accept_version(paul, get_version(paul, first.pk))
    move_version(paul, sent, to=wedding, reason=WHY)
    document = get_version(paul, first.pk).document
    assert (document.country, document.issued_on) == ("CA", date(2010, 3, 4))


def test_each_version_tells_what_was_said_of_it(harbor, paul, maria, begun, sent):
    passport = one_of(maria, begun, "passport").request
    checked = paper(harbor, begun.case.pk, b"another one")
    receive_document(
        maria, passport, checked=checked, about=About(date(2019, 3, 4), "MX", "en")
    )
    told = upload_record(paul, get_version(paul, sent.pk))
    assert (told["issuingCountry"], told["documentDate"]) == (
        "El Salvador",
        "2020-05-17",
    )
    move_version(paul, sent, to=one_of(paul, begun, "shared life").request, reason=WHY)
    assert (sent.document.country, sent.document.tags) == (
        "SV",
        ["translation", "certificate"],
    )
