"""What the waiting room promises: what to do, how far it is, what came, what is to pay."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageFilter

from harborlight.billing.actions import add_line, draft_invoice, issue_invoice
from harborlight.billing.queries import invoices
from harborlight.cases.queries import get_case
from harborlight.documents.actions import request_document, return_version
from harborlight.documents.models import Document, Request, Version
from harborlight.documents.queries import asked, to_review
from harborlight.facts.queries import sheet
from harborlight.firm.clock import standing_at
from harborlight.firm.models import User
from harborlight.firm.readers import keep_up_in
from harborlight.portal.tests.conftest import browser_of
from harborlight.portal.tests.test_pages import (
    all_done,
    get,
    sent_of_maria,
    to_sign,
    words_of,
)
from harborlight.questionnaires.actions import correct_answer
from harborlight.workflow.actions import begin_case, bill_case
from harborlight.workflow.queries import course_of, get_playbook
from tests.browser.papers import photo, scan
from tests.whole_case import MARIA, OMAR, send_papers

__all__ = ["all_done", "to_sign"]
CITIZEN = "Proof that you are a citizen or permanent resident"
EARLIER = "Proof that earlier marriages ended"
LADDER = (
    "a letter on its own paper: that it has no such record, and why",
    "another paper that shows the same: a church record",
    "sworn statements of two people",
)
STAGES = (
    "Your answers and papers",
    "We prepare your forms",
    "A second person checks them",
    "You read and sign",
    "Sent to the government",
    "The government decides",
)
SIX = range(len(STAGES))


@pytest.fixture
def asking(begun, clients):
    """The paper that Maria is asked for first."""
    return asked(clients["petitioner"], begun.case)[0].request


def address(name, *rows):
    return reverse(f"portal:{name}", args=[row.key for row in rows])


def links(page):
    return re.findall(r'href="([^"#]+)"', page.content.decode())


def between(text, start, end):
    """What a page says after one heading and before the next."""
    return text.split(start, 1)[1].split(end, 1)[0]


# --- Home ---------------------------------------------------------------------


@pytest.mark.feature("F001", "F308", "F314", "F315")
def test_home_says_what_is_first_and_leads_there_in_one_step(marias, begun):
    page = marias.get(reverse("portal:home"))
    text = words_of(page)
    assert text.index("Answer our questions") < text.index("After that")
    assert text.index("After that") < text.index(f"Send us: {CITIZEN}")
    assert text.index(f"Send us: {CITIZEN}") < text.index("Where your case is")
    assert re.search(r"Due \w+day, \w+ \d+, \d{4} · takes about \d+ minutes", text)
    ways = [reverse(f"portal:{name}") for name in ("questions", "documents")]
    ways += [reverse(f"portal:{name}") for name in ("payments", "case")]
    first = address("questionnaire", sent_of_maria(begun))
    assert {*ways, first} <= set(links(page))
    assert all(
        marias.get(way, follow=True).status_code == 200 for way in [*ways, first]
    )


def stages_done(text):
    """How many stages stand as done, and which one the case is at."""
    said = between(text, "Where your case is", "Your documents")
    here = next(n for n in SIX if f"{STAGES[n]} You are here" in said)
    return [n for n in SIX if f"{STAGES[n]} (done)" in said], here


@pytest.mark.feature("F311", "F314")
def test_the_way_of_a_case_is_shown_stage_by_stage(marias, begun):
    assert stages_done(get(marias, "home")) == ([], 0)


def test_what_happened_tells_of_no_paper_that_perhaps_nobody_will_ask_for(
    marias, begun, harbor, paul
):
    for name, rule in (("Police papers", {"is": "no"}), ("Lease", None)):
        request_document(
            paul,
            begun.case,
            person=begun.petitioner.person,
            kind="other",
            title={"en": name, "es": name},
            need=Request.Need.CONDITIONAL,
            applies_when=rule,
        )
    keep_up_in(harbor)
    page = words_of(marias.get(address("case-of", begun.case)))
    assert "We asked you for: Lease." in page
    assert "We asked you for: Police papers." not in page


@pytest.mark.feature("F311")
def test_a_case_that_went_on_stands_further_on(marias, to_sign):
    assert stages_done(get(marias, "home")) == ([0, 1, 2], 3)


@pytest.mark.feature("F031", "F098")
def test_the_share_that_is_done_grows_with_what_is_accepted(marias, to_sign):
    """Four of the five papers are accepted; the signed pages are still to come."""
    assert "4 of 5 done" in get(marias, "home")
    assert "4 / 5 4 of 5" in get(marias, "documents")


@pytest.mark.feature("F059")
def test_at_three_on_a_sunday_night_she_answers_and_sends(
    begun, clients, maria, asking, paul
):
    with standing_at(datetime(2026, 6, 14, 8, tzinfo=UTC)):
        night = browser_of(maria)
        assert "Answer our questions" in get(night, "home")
        said = {"petitioner-birth-city": "Santa Ana"}
        where = reverse(
            "portal:screen", args=[sent_of_maria(begun).key, "petitioner-birth"]
        )
        night.post(where, said, headers={"X-Keeps-Words": "1"})
        send_papers(clients["petitioner"], begun.case)
        assert "We have it and will check it" in get(night, "documents")
    known = sheet(paul, begun.case, begun.petitioner.person)
    assert known.get("birth.city") == "Santa Ana"


# --- Several cases --------------------------------------------------------------


@pytest.mark.feature("F023", "F045", "F049")
def test_whoever_has_two_cases_finds_each_with_its_own_things(
    marias, begun, clients, ada
):
    olivia = replace(OMAR, email="olivia@example.org", given_name="Olivia")
    second = begin_case(
        ada,
        get_playbook(ada, "practice-spouse"),
        newcomers={"petitioner": MARIA, "beneficiary": olivia},
        known={"petitioner": begun.petitioner.person},
        lead=User.objects.get(pk=ada.user_id),
    )
    send_papers(clients["petitioner"], begun.case)
    issue_invoice(ada, bill_case(ada, second, course_of(ada, second)))
    both = marias.get(reverse("portal:home"))
    for case in (begun.case, second):
        assert address("home-of-case", case) in links(both)
        assert f"Your answers and papers · {case.number}" in words_of(both)
    assert both.content.decode().count("<progress") == 2
    first = words_of(marias.get(address("home-of-case", begun.case)))
    other = words_of(marias.get(address("home-of-case", second)))
    assert "We have it and will check it" in first
    assert "We have it and will check it" not in other
    assert "$2,475.00" in other and "$2,475.00" not in first


# --- Papers ---------------------------------------------------------------------


@pytest.mark.feature("F086", "F104", "F318", "F326")
def test_a_paper_is_asked_for_with_its_reason_and_what_makes_it_good(marias, asking):
    page = words_of(marias.get(address("document", asking)))
    assert CITIZEN in page
    assert "Only a citizen or permanent resident can file this petition." in page
    assert "Your passport page with the photo, birth certificate" in page
    assert "PDF, JPG, PNG, HEIC, TIF: up to 50 MB." in page


@pytest.mark.feature("F085", "F089")
def test_a_paper_says_an_example_who_looks_at_it_and_how_it_is_filed(
    marias, begun, clients
):
    every = asked(clients["petitioner"], begun.case)
    wedding = next(one for one in every if one.request.kind == "marriage certificate")
    page = words_of(marias.get(address("document", wedding.request)))
    assert "For example: The certified copy that the county" in page
    assert "If it is not in English, we also need a full English translation" in page
    assert "Ada looks at what you send." in page
    assert "we file it as “Rivas Peña - Marriage certificate”" in page


@pytest.mark.feature("F093")
def test_whoever_sends_the_same_file_twice_hears_it_and_it_is_taken(
    marias, begun, clients
):
    several = [one.request for one in asked(clients["petitioner"], begun.case)[:2]]
    # Made once: the time of its making stands in it.
    same = scan("passport")
    for request, twice in zip(several, (False, True), strict=True):
        sent = SimpleUploadedFile("scan.pdf", same, "application/pdf")
        said = {"file": sent, "country": "SV", "language": "es"}
        page = words_of(marias.post(address("document", request), said, follow=True))
        assert "We have it." in page
        assert ("You sent this same file before" in page) == twice


@pytest.mark.feature("F095")
def test_whoever_cannot_get_a_paper_reads_what_else_will_do_and_tells_us(
    marias, begun, clients
):
    every = asked(clients["petitioner"], begun.case)
    wedding = next(one for one in every if one.request.kind == "marriage certificate")
    there, tell = (
        address(name, wedding.request) for name in ("document", "document-cannot")
    )
    page = words_of(marias.get(there))
    steps = [page.index(words) for words in LADDER]
    assert steps == sorted(steps)
    empty = marias.post(tell, {"why": "  "})
    assert empty.status_code == 422
    assert "Write in a few words why you cannot get it." in words_of(empty)
    said = "The registry burned down in 1982."
    answered = marias.post(tell, {"why": said}, follow=True)
    page = words_of(answered)
    assert "You told us that you cannot get it" in page and said in page
    assert "You cannot get" in words_of(marias.get(address("documents")))


@pytest.mark.feature("F092")
def test_the_phone_is_asked_for_its_camera_and_told_what_a_good_picture_is(
    marias, asking
):
    page = marias.get(address("document", asking))
    boxes = re.findall(r'<input[^>]*type="file"[^>]*>', page.content.decode())
    assert [box for box in boxes if 'capture="environment"' in box and "image/" in box]
    assert "in good light, with all four corners in the picture" in words_of(page)


@pytest.mark.feature("F079", "F081", "F101", "F320")
def test_what_is_said_of_a_paper_when_it_is_sent_stays_with_it(
    maria, marias, asking, begun
):
    file = SimpleUploadedFile("acta.pdf", scan("acta"))
    said = {"file": file, "country": "SV", "language": "es", "tags": ["copy"]}
    said |= {"issued_on_year": "2021", "issued_on_month": "5", "issued_on_day": "17"}
    page = marias.post(address("document", asking), said, follow=True)
    assert "We have it." in words_of(page)
    paper = Document.objects.get(request=asking)
    assert (paper.kind, paper.country, paper.language) == (asking.kind, "SV", "es")
    assert (paper.tags, str(paper.issued_on)) == (["copy"], "2021-05-17")
    assert (paper.case_id, paper.person_id) == (begun.case.pk, asking.person_id)
    sent = Version.objects.get(document=paper)
    assert (sent.name, sent.kind, sent.uploaded_by_id) == (
        "acta.pdf",
        "pdf",
        maria.user_id,
    )
    assert sent.file.length == len(scan("acta")) and sent.file.complete


def test_a_paper_that_is_dated_in_the_future_comes_back_with_its_words(marias, asking):
    said = {"country": "SV", "language": "es", "issued_on_year": "2999"}
    said |= {"issued_on_month": "5", "issued_on_day": "17"}
    said |= {"file": SimpleUploadedFile("acta.pdf", scan("acta"))}
    page = marias.post(address("document", asking), said)
    assert page.status_code == 422 and not Document.objects.filter(request=asking)
    assert "This date is in the future. Please check it." in words_of(page)
    assert 'value="2999"' in page.content.decode()


def blurred() -> bytes:
    sharp = Image.open(io.BytesIO(photo("Registro civil de San Pedro " * 6)))
    made = io.BytesIO()
    sharp.filter(ImageFilter.GaussianBlur(4)).save(made, "JPEG")
    return made.getvalue()


@pytest.mark.feature("F092", "F093")
def test_whoever_sent_a_photo_that_nobody_can_read_hears_it_at_once(
    marias, asking, paul
):
    said = {"country": "SV", "language": "es"}
    said["file"] = SimpleUploadedFile("acta.jpg", blurred())
    page = marias.post(address("document", asking), said, follow=True)
    assert "We have it. It may be hard to read." in words_of(page)
    assert "The letters look blurred. Hold the phone still" in words_of(page)
    assert "I have a better copy" in words_of(page)  # advice, never a wall
    sent = Version.objects.get(document__request=asking)
    review = browser_of(paul).get(reverse("staff:review-version", args=[sent.pk]))
    assert "The sender was told" in words_of(review)
    # A sharp one takes its place, and nothing is left to be said of it.
    said["file"] = SimpleUploadedFile("acta.jpg", photo("Registro civil " * 12))
    page = marias.post(address("document", asking), said, follow=True)
    assert "It may be hard to read" not in words_of(page)


@pytest.mark.feature("F084", "F088", "F096")
def test_what_is_needed_stands_before_what_only_helps(marias, begun):
    page = get(marias, "documents")
    needed = between(page, "To send", "If you have it")
    assert f"{CITIZEN} Not sent yet Due" in needed
    assert "Marriage certificate Not sent yet Due" in needed
    helps = page.split("If you have it")[1]
    assert (
        f"{EARLIER} Not sent yet" in helps and "Due" not in helps.split("Proof of")[0]
    )


@pytest.mark.feature("F084", "F096")
def test_what_applies_by_their_answer_is_asked_for_like_the_rest(
    marias, begun, clients, ada
):
    wife, husband = begun.petitioner.person, begun.beneficiary.person
    either = [
        {"fact": f"{part}.married_before", "is": "yes"}
        for part in ("petitioner", "beneficiary")
    ]
    asking = Request.objects.filter(case=begun.case, kind="earlier marriages ended")
    asking.update(applies_when={"any": either})
    # What another person answered, their page does not tell.
    _they_said(ada, begun.case, husband, "married_before", "yes")
    assert EARLIER in get(marias, "documents").split("If you have it")[1]
    _they_said(ada, begun.case, wife, "married_before", "yes")
    page = get(marias, "documents")
    assert f"{EARLIER} Not sent yet" in between(page, "To send", "If you have it")
    there = reverse("staff:case-documents", args=[begun.case.pk])
    desk = words_of(browser_of(ada).get(there))
    assert EARLIER in desk and "If it applies" not in desk
    _they_said(ada, begun.case, husband, "married_before", "no")
    _they_said(ada, begun.case, wife, "married_before", "no")
    assert EARLIER in get(marias, "documents").split("If you have it")[1]
    assert "If it applies" in words_of(browser_of(ada).get(there))


def _they_said(ada, case, person, name, value):
    correct_answer(
        ada,
        case,
        person=person,
        place=(name, None),
        value=value,
        reason="Said on the phone.",
    )


@pytest.mark.feature("F096", "F097", "F108")
def test_each_paper_says_whether_it_is_missing_looked_at_or_to_be_sent_again(
    marias, begun, clients, paul
):
    assert f"{CITIZEN} Not sent yet" in get(marias, "documents")
    send_papers(clients["petitioner"], begun.case)
    page = get(marias, "documents")
    assert "To send" not in page
    assert f"{CITIZEN} We have it and will check it" in page.split("We are checking")[1]
    version = to_review(paul).filter(case=begun.case).first()
    return_version(paul, version, reason="blurry", comment="Please take it again.")
    page = get(marias, "documents")
    again = between(page, "Please correct", "We are checking")
    assert version.document.request.name in again


@pytest.mark.feature("F097", "F108")
def test_an_accepted_paper_says_so(marias, to_sign):
    assert f"{CITIZEN} Accepted" in get(marias, "documents")


# --- Money ----------------------------------------------------------------------


@pytest.mark.feature("F053", "F054", "F065", "F167", "F170", "F187", "F189")
def test_what_is_to_pay_stands_with_its_day_and_is_two_steps_from_home(
    marias, clients, ada, begun, all_done
):
    case = get_case(ada, begun.case.pk)
    second = draft_invoice(ada, case, payer=begun.petitioner.person)
    add_line(ada, second, kind="fee", words="An appeal", cents=247_500, to="operating")
    issue_invoice(ada, second)
    page = get(marias, "payments")
    still = between(page, "To be paid", "All that happened")
    assert still.count("$2,475.00") == 3 and "Next: $2,475.00, due" in still
    assert "Unpaid" in still and re.search(r"Due \w{3} \d+, \d{4}", still)
    assert "Paid $2,475.00" in page.split("Earlier invoices")[1]
    owed = next(row for row in invoices(clients["petitioner"]) if row.is_open)
    home = marias.get(reverse("portal:home"))
    assert address("invoice", owed) in links(home)
    invoice = marias.get(address("invoice", owed))
    assert "Pay $2,475.00" in words_of(invoice)
    assert re.search(r"Due \w+day, \w+ \d+, \d{4}", words_of(invoice))
    assert f'action="{address("pay", owed)}"' in invoice.content.decode()


# --- The case -------------------------------------------------------------------


@pytest.mark.feature("F120", "F125")
def test_a_milestone_stands_on_the_clients_page_with_its_paper(
    marias, all_done, clients
):
    page = marias.get(reverse("portal:case"), follow=True)
    said = between(words_of(page), "Accepted by the government", "What we do now")
    assert all_done.receipt_number in said
    assert address("version-file", all_done.receipt_notice) in links(page)
    file = marias.get(address("version-file", all_done.receipt_notice))
    assert b"".join(file.streaming_content) == b"receipt notice"


@pytest.mark.feature("F125")
def test_sent_and_accepted_are_news_in_the_words_of_the_client(
    harbor, marias, all_done
):
    keep_up_in(harbor)
    news = get(marias, "case").split("What happened")[1]
    accepted = f"Your receipt number is {all_done.receipt_number}"
    assert news.index(accepted) < news.index("We sent your case on June 15, 2026.")
