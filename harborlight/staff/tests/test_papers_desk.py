"""What came from a client, as the desk finds it: in its case, in the queue, with its past."""

import re
from dataclasses import replace
from datetime import UTC, date

import pytest
from django.conf import settings
from django.urls import reverse

from harborlight.cases.actions import put_on_team
from harborlight.config.demo.checking import certify
from harborlight.documents.actions import (
    About,
    accept_version,
    receive_document,
    return_version,
    say_cannot,
)
from harborlight.documents.models import Version
from harborlight.documents.queries import asked, to_review
from harborlight.filings.actions import approve_form, fill_forms
from harborlight.filings.queries import filings
from harborlight.firm.models import User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.sightings import write_sightings
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from harborlight.staff.tests.desk import at
from harborlight.staff.tests.test_sending import on
from tests.pages import text
from tests.whole_case import (
    MARIA,
    OMAR,
    accept_papers,
    begin,
    paper,
    send_papers,
)

CITIZEN = "Proof that you are a citizen or permanent resident"


@pytest.fixture
def sent(begun, maria):
    """Everything that Maria is asked for has come; the first of it."""
    send_papers(maria, begun.case)
    rows = Version.objects.filter(case=begun.case).order_by(
        "document__request__position"
    )
    return rows.first()


@pytest.mark.feature("F111")
def test_whoever_likes_goes_through_the_papers_of_their_own_cases(
    ada, paul, begun, maria, sent
):
    desk = at_the_desk(paul)
    assert at("review-version", sent.pk) in words(desk.get(at("review")))
    page = desk.get(at("review"), {"show": "mine"})
    assert "Nothing waits for your review" in text(page)
    put_on_team(
        ada, begun.case, user=User.objects.get(pk=paul.user_id), part="paralegal"
    )
    # Chosen once, it stays: also for what comes after one that was decided.
    assert at("review-version", sent.pk) in words(desk.get(at("review")))
    other = begin(ada, playbook="practice-spouse", **strangers()).case
    receive_document(
        ada,
        asked(ada, other)[0].request,
        checked=paper(ada.firm, other.pk),
        about=About(),
    )
    for version in to_review(paul).filter(case=begun.case).exclude(pk=sent.pk):
        accept_version(paul, version)
    # One of another case waits, and that is not whose papers they go through.
    assert desk.post(at("accept-version", sent.pk)).url == at("review")
    assert "Nothing waits for your review" in text(desk.get(at("review")))
    assert to_review(paul).filter(case=other).exists()


@pytest.mark.feature("F110")
def test_a_paper_sent_for_another_one_is_put_where_it_belongs(paul, begun, maria):
    passport, wedding = (one.request for one in asked(maria, begun.case)[:2])
    checked = paper(paul.firm, begun.case.pk)
    version = receive_document(maria, passport, checked=checked, about=About())
    desk, move = at_the_desk(paul), at("move-version", version.pk)
    page = desk.get(at("review-version", version.pk))
    assert "It is another paper" in text(page)
    assert desk.post(move, {"to": ""}).status_code == 422
    done = desk.post(
        move, {"to": str(wedding.pk), "reason": "It says so."}, follow=True
    )
    assert f"It is now: {wedding.name}. It waits for your decision there." in text(done)
    page = text(desk.get(at("case-documents", begun.case.pk)))
    assert f"{wedding.name} To review" in page
    assert f"{passport.name} Waiting for the client" in page
    desk.post(at("accept-version", version.pk))
    late = desk.post(
        move, {"to": str(passport.pk), "reason": "It says so."}, follow=True
    )
    assert "Paul has just decided on this: nothing was changed." in text(late)


@pytest.mark.feature("F320")
def test_an_upload_is_told_to_other_programs_in_the_agreed_names(
    harbor, paul, maria, begun
):
    asking = asked(maria, begun.case)[0].request
    about = About(date(2024, 12, 15), "MX", "es", ["original", "all pages"])
    version = receive_document(
        maria, asking, checked=paper(harbor, begun.case.pk, b"%PDF-" * 100), about=about
    )
    told = at_the_desk(paul).get(at("version-record", version.pk)).json()
    sent_at = version.uploaded_at.astimezone(UTC)
    assert told == {
        "uploadId": version.key,
        "matterId": begun.case.number,
        "clientId": begun.petitioner.person.key,
        "uploadedAt": sent_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "fileName": version.name,
        "fileSizeBytes": 500,
        "mimeType": "application/pdf",
        "documentType": "passport",
        "documentDate": "2024-12-15",
        "issuingCountry": "Mexico",
        "language": "es",
        "tags": ["original", "all pages"],
        "uploaderRole": "client",
        "encryption": {"encryptedAtRest": True, "encryptedInTransit": False},
    }


@pytest.mark.feature("F095")
def test_the_desk_reads_that_a_paper_cannot_be_had_and_answers(paul, begun, maria):
    asking = next(
        one.request
        for one in asked(maria, begun.case)
        if one.request.kind == "marriage certificate"
    )
    say_cannot(maria, asking, why="The registry burned down in 1982.")
    desk, answer = at_the_desk(paul), at("ask-again", asking.pk)
    page = desk.get(at("case-documents", begun.case.pk))
    assert "Marriage certificate Cannot be had" in text(page)
    assert "cannot get it: “The registry burned down in 1982.”" in text(page)
    assert answer in words(page)
    page = text(desk.get(answer))
    assert "8 CFR 103.2(b)(2)(i) and (ii) · No lawyer has reviewed this" in page
    assert desk.post(answer, {"answer": ""}).status_code == 422
    done = desk.post(answer, {"answer": "Ask the registry for a letter."}, follow=True)
    assert "Asked again. The client reads your answer." in text(done)
    late = desk.post(answer, {"answer": "Or wait."}, follow=True)
    assert "Somebody answered this, or the paper came." in text(late)
    page = browser_of(maria).get(reverse("portal:document", args=[asking.key]))
    assert "Ask the registry for a letter." in text(page)


@pytest.mark.feature("F026", "F103", "F111")
def test_what_a_client_sends_lies_in_its_case_and_waits_in_the_queue(
    paul, ada, begun, sent
):
    other = begin(ada, playbook="practice-spouse", **strangers()).case
    desk = at_the_desk(paul)
    assert f"{CITIZEN} To review" in text(desk.get(at("case-documents", begun.case.pk)))
    assert "To review" not in text(desk.get(at("case-documents", other.pk)))
    queue = desk.get(at("review"))
    assert at("review-version", sent.pk) in words(queue)
    assert f"{CITIZEN} María Rivas Peña {begun.case.number}" in text(queue)


def strangers():
    return {
        "petitioner": replace(MARIA, email="", phone=""),
        "beneficiary": replace(OMAR, email=""),
    }


@pytest.mark.feature("F101", "F320")
def test_the_reviewer_reads_what_the_client_said_of_the_paper(paul, sent):
    page = text(at_the_desk(paul).get(at("review-version", sent.pk)))
    for said in ("January 2, 2020", "El Salvador", "Spanish", "This is a copy"):
        assert said in page.split("What was said of it")[1]
    assert "paper.pdf" in page and "Maria" in page.split("Sent")[-1]


def test_in_spanish_who_cannot_see_the_picture_hears_its_title_in_spanish(paul, sent):
    desk = at_the_desk(paul)
    desk.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    page = words(desk.get(at("review-version", sent.pk)))
    assert CITIZEN not in page
    assert 'alt="Prueba de que es ciudadano o residente permanente, página 1' in page


@pytest.mark.feature("F112")
def test_whoever_is_on_the_case_hears_that_a_paper_came(
    harbor, ada, paul, begun, maria, clock
):
    user = User.objects.get(pk=paul.user_id)
    put_on_team(ada, begun.case, user=user, part="paralegal")
    keep_up_in(harbor)
    desk = at_the_desk(paul)
    told = f"Maria sent {CITIZEN}"
    assert told not in text(desk.get(at("notices")))
    send_papers(maria, begun.case)
    keep_up_in(harbor)
    assert told in text(desk.get(at("notices")))


@pytest.mark.feature("F110", "F229")
def test_one_paper_is_accepted_and_one_sent_back_with_words(paul, begun, sent):
    desk = at_the_desk(paul)
    desk.post(at("accept-version", sent.pk))
    other = to_review(paul).filter(case=begun.case).first()
    said = {"reason": "blurry", "comment": "Please take it by daylight."}
    desk.post(at("return-version", other.pk), said)
    sent.refresh_from_db()
    other.refresh_from_db()
    assert (sent.state, sent.reviewed_by_id) == ("accepted", paul.user_id)
    assert (other.state, other.comment) == ("returned", said["comment"])
    queue = words(desk.get(at("review")))
    assert at("review-version", sent.pk) not in queue
    assert at("review-version", other.pk) not in queue


@pytest.mark.feature("F099", "F203")
def test_a_better_copy_is_a_second_version_and_the_first_one_stays(
    paul, maria, begun, sent
):
    return_version(paul, sent, reason="blurry", comment="Please take it again.")
    send_papers(maria, begun.case)
    both = Version.objects.filter(document=sent.document).order_by("number")
    assert [one.number for one in both] == [1, 2]
    desk = at_the_desk(paul)
    page = text(desk.get(at("case-documents", begun.case.pk)))
    assert re.search(r"Version 2 \w+ \d+, \d{4}, \d+:\d\d .* Version 1 \w+ \d+", page)
    for version in both:
        file = desk.get(at("version-file", version.pk))
        assert b"".join(file.streaming_content) == sent.document.kind.encode()


@pytest.mark.feature("F126", "F236")
def test_the_way_of_a_paper_is_told_from_the_asking_to_the_download(
    harbor, pat, paul, maria, begun, sent
):
    return_version(paul, sent, reason="blurry", comment="Please take it again.")
    send_papers(maria, begun.case)
    newest = Version.objects.get(document=sent.document, number=2)
    accept_version(paul, newest)
    desk = at_the_desk(paul)
    desk.get(at("version-file", newest.pk))
    keep_up_in(harbor)
    story = text(desk.get(at("case-activity", begun.case.pk)))
    happened = [
        f"Ada asked María Rivas Peña for: {CITIZEN}",
        f"Maria sent {CITIZEN}, version 1",
        f"Paul sent {CITIZEN}, version 1, back",
        f"Maria sent {CITIZEN}, version 2",
        f"Paul accepted {CITIZEN}",
        "Paul downloaded",
    ]
    places = [story.find(one) for one in happened]
    assert -1 not in places, (happened[places.index(-1)], story)
    assert places == sorted(places, reverse=True)


@pytest.mark.feature("F126")
def test_that_a_client_looked_at_their_case_stands_with_its_time(
    harbor, pat, maria, begun
):
    at_the_desk(maria).get(reverse("portal:case"), follow=True)
    write_sightings()
    page = text(at_the_desk(pat).get(at("looks")))
    assert re.search(r"\d+:\d\d .*Maria", page) and begun.case.number in page


@pytest.mark.feature("F141")
def test_a_filled_form_waits_for_everybody_but_whoever_filled_it(ada, paul, begun):
    filled = fill_forms(paul, filings(ada, begun.case).get())[0]
    approve = at("approve-form", filled.pk)
    for who, may in ((ada, True), (paul, False)):
        desk = at_the_desk(who)
        page = words(desk.get(at("filled-form", filled.pk)))
        assert (approve in page) == may
    row = text(at_the_desk(ada).get(at("forms-to-check")))
    assert begun.case.number in row and "Paul" in row.split(begun.case.number)[1]


@pytest.mark.feature("F224")
def test_a_filing_says_who_filled_who_checked_and_how_it_went_out(
    ada, paul, maria, begun
):
    filed = filings(ada, begun.case).get()
    approve_form(ada, fill_forms(paul, filed)[0], despite_open=True)
    send_papers(maria, begun.case)
    accept_papers(paul, begun.case)
    desk = at_the_desk(paul)
    day = begun.case.opened_on
    certify(paul, ada, filed, on=day)
    said = on(day) | {"tracking": "1Z999", "despite_open": "on"}
    desk.post(at("record-sent", filed.pk), said)
    page = text(desk.get(at("case-forms", begun.case.pk)))
    assert "Filled by Paul" in page and "checked by Ada" in page
    assert "1Z999" in page and "on paper" in page.lower()
