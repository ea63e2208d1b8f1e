"""The pages of the waiting room: right for their reader, closed to everybody else."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from harborlight.billing.actions import issue_invoice
from harborlight.billing.queries import invoices
from harborlight.billing.sheets import invoice_sheet
from harborlight.documents.actions import return_version
from harborlight.documents.queries import asked, to_review
from harborlight.facts.queries import sheet
from harborlight.filings.actions import approve_form, fill_forms
from harborlight.filings.models import Signing
from harborlight.filings.queries import filings
from harborlight.firm.readers import keep_up_in
from harborlight.papers.tests import honest
from harborlight.portal.tests.conftest import browser_of
from harborlight.questionnaires.queries import sent_to
from harborlight.workflow.actions import bill_case
from harborlight.workflow.queries import course_of
from tests.questions import questions
from tests.whole_case import (
    accept_papers,
    answer_everything,
    family,
    send_papers,
    to_the_receipt,
)

SECTIONS = ("home", "questions", "documents", "payments", "case")
MOST_QUERIES = 12


def sent_of(actor, begun):
    return sent_to(actor, begun.case)[0]


@pytest.fixture
def to_sign(harbor, begun, clients, ada, paul):
    """Everything is answered, sent and accepted; a form waits to be signed, an invoice to be paid."""
    for part, client in clients.items():
        sent = next(s for s in sent_to(ada, begun.case) if s.party.part == part)
        answer_everything(client, sent.pk, family())
        send_papers(client, begun.case)
    accept_papers(paul, begun.case)
    for filled in fill_forms(paul, filings(ada, begun.case).get()):
        approve_form(ada, filled, despite_open=True)
    issue_invoice(ada, bill_case(ada, begun.case, course_of(ada, begun.case)))
    keep_up_in(harbor)
    return Signing.objects.filter(person=begun.petitioner.person).first()


@pytest.fixture
def all_done(harbor, begun, clients, ada, paul, pat):
    filing = to_the_receipt(begun, clients, ada, paul, pat, family())
    keep_up_in(harbor)
    return filing


def words_of(page):
    text = re.sub(
        r"<(script|style|template)[^>]*>.*?</\1>", "", page.content.decode(), flags=re.S
    )
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def get(browser, name, *args):
    page = browser.get(reverse(f"portal:{name}", args=args), follow=True)
    assert page.status_code == 200
    return words_of(page)


def addresses(begun, client):
    """Every address of the portal that is about something of this client."""
    found = [reverse("portal:home-of-case", args=[begun.case.key])]
    found.append(reverse("portal:case-of", args=[begun.case.key]))
    sent = sent_of(client, begun)
    found.append(reverse("portal:questionnaire", args=[sent.key]))
    found.append(reverse("portal:screen", args=[sent.key, "petitioner-birth"]))
    for one in asked(client, begun.case):
        found.append(reverse("portal:document", args=[one.request.key]))
        if one.newest:
            found.append(reverse("portal:version-file", args=[one.newest.key]))
    found += [reverse("portal:invoice", args=[row.key]) for row in invoices(client)]
    for signing in Signing.objects.visible_to(client):
        found.append(reverse("portal:form", args=[signing.key]))
        found.append(reverse("portal:form-file", args=[signing.key]))
        found.append(reverse("portal:form-page", args=[signing.key, 1]))
    return found


def test_a_new_client_is_told_what_to_do_first(marias, begun):
    home = get(marias, "home")
    assert "Hello, Maria" in home
    assert "Where your case is" in home
    assert "Begin" in get(marias, "questionnaire", sent_of_maria(begun).key)


def sent_of_maria(begun):
    from harborlight.questionnaires.models import Sent

    return Sent.objects.get(party=begun.petitioner)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.feature("F310")
def test_every_section_speaks_the_readers_language(clients, maria, language):
    browser = browser_of(maria, language)
    for name in SECTIONS:
        page = browser.get(reverse(f"portal:{name}"), follow=True)
        assert page.status_code == 200
        assert f'<html lang="{language}"' in page.content.decode()
        assert "/account/sign-in/" not in page.request["PATH_INFO"]


@pytest.mark.feature("F109")
def test_a_paper_that_was_sent_back_says_why_in_the_reviewers_words(
    marias, begun, clients, paul
):
    send_papers(clients["petitioner"], begun.case)
    version = to_review(paul).filter(case=begun.case).first()
    return_version(paul, version, reason="other", comment="The photo is too dark.")
    assert "The photo is too dark." in get(marias, "home")
    one = next(
        o
        for o in asked(clients["petitioner"], begun.case)
        if o.newest and o.newest.pk == version.pk
    )
    page = get(marias, "document", one.request.key)
    assert "The photo is too dark." in page and "Send a new version" in page


@pytest.mark.feature("F047", "F050")
def test_a_form_to_sign_and_an_invoice_to_pay_stand_on_the_home_page(marias, to_sign):
    home = get(marias, "home")
    assert "Read and sign" in home
    assert "To pay" in home and home.count("$2,475.00") == 1
    form = get(marias, "form", to_sign.key)
    assert "Not signed yet" in form and "black pen" in form


def test_when_all_is_done_nothing_waits_and_the_receipt_number_is_told(
    marias, all_done
):
    assert "Nothing is waiting for you." in get(marias, "home")
    case = get(marias, "case")
    assert re.search(r"IOE\d{10}", case)
    assert "What happened before" in case
    assert "Receipt" in get(marias, "payments") or "Earlier invoices" in get(
        marias, "payments"
    )


def test_a_page_asks_the_database_few_questions(marias, to_sign, begun, clients):
    sections = [
        marias.get(reverse(f"portal:{name}"), follow=True).request["PATH_INFO"]
        for name in SECTIONS
    ]
    for where in [*sections, *addresses(begun, clients["petitioner"])]:
        if where.endswith("/file/") or re.search(r"/\d+/$", where):
            continue
        marias.get(where)  # the first look notes the session
        with CaptureQueriesContext(connection) as asked_for:
            assert marias.get(where).status_code == 200 or "birth" in where
        counted = [
            re.sub("SELECT .*? FROM", "FROM", sql)[:170] for sql in questions(asked_for)
        ]
        assert len(counted) <= MOST_QUERIES, "\n".join([where, *counted])


@pytest.mark.feature("F016", "F044", "F077", "F100")
def test_another_client_and_another_firm_find_nothing_there(
    marias, to_sign, begun, clients, harbor, rival
):
    from harborlight.firm.roles import Role
    from tests.cast import join

    found = addresses(begun, clients["petitioner"])
    assert len(found) > 8
    zoe, rex = join(harbor, "Zoe", Role.CLIENT), join(rival, "Rex", Role.CLIENT)
    for stranger in (zoe, rex):
        browser = browser_of(stranger)
        for where in found:
            assert browser.get(where).status_code == 404, where
            assert browser.post(where).status_code in (404, 405), where
    # Her husband shares the case, but not her answers and papers.
    omars = browser_of(clients["beneficiary"])
    hers = [
        where for where in found if "/documents/" in where or "/questions/" in where
    ]
    assert {omars.get(where).status_code for where in hers} == {404}


def test_whoever_is_not_signed_in_is_asked_to(client, begun, clients):
    for where in addresses(begun, clients["petitioner"]):
        assert client.get(where)["Location"].startswith(reverse("account_login"))


@pytest.mark.feature("F077")
def test_an_answer_saves_itself_and_opens_the_next_question(marias, begun):
    sent = sent_of_maria(begun)
    where = reverse("portal:screen", args=[sent.key, "petitioner-language"])
    page = marias.get(where)
    field = re.search(r'name="([a-z_-]+english)"', page.content.decode())[1]
    told = marias.post(where, {field: "no"}, headers={"X-Keeps-Words": "1"}).json()
    assert told["errors"] == {}
    # Which language they read, and whether somebody reads the forms to them.
    assert len(told["asked"]) == 3
    assert (
        'value="no"'
        in re.search(r"<input[^>]*checked[^>]*>", marias.get(where).content.decode())[0]
    )


def test_what_cannot_be_taken_down_is_said_and_the_rest_is_kept(marias, begun):
    sent = sent_of_maria(begun)
    where = reverse("portal:screen", args=[sent.key, "petitioner-birth"])
    wrong = {
        "petitioner-birth-date_day": "31",
        "petitioner-birth-date_month": "2",
        "petitioner-birth-date_year": "1988",
        "petitioner-birth-city": "Santa Ana",
    }
    told = marias.post(where, wrong, headers={"X-Keeps-Words": "1"}).json()
    assert list(told["errors"]) == ["petitioner-birth-date"]
    page = marias.post(where, wrong)
    assert page.status_code == 422
    assert "There is a problem" in words_of(page)
    assert "Santa Ana" in marias.get(where).content.decode()


def test_a_finished_questionnaire_can_be_opened_again(marias, to_sign, begun):
    sent = sent_of_maria(begun)
    assert "You answered everything" in get(marias, "questionnaire", sent.key)
    marias.post(reverse("portal:questionnaire-reopen", args=[sent.key]))
    assert "Send my answers" in get(marias, "questionnaire", sent.key)


def test_the_home_page_says_truly_what_is_encrypted_and_who_may_open_it(marias):
    page = get(marias, "home")
    assert "your other answers are not" in page
    assert "Staff of Harbor Law can open your case" in page
    assert "Only the people who work on your case" not in page


def test_the_home_page_is_light(marias, all_done):
    import gzip

    page = marias.get(reverse("portal:home"))
    assert len(gzip.compress(page.content)) < 15_000
    assert (
        len(re.findall(r'<(?:link rel="stylesheet"|script src)', page.content.decode()))
        <= 4
    )


def test_answers_sent_meanwhile_from_another_page_lose_no_word(marias, to_sign, begun):
    sent = sent_of_maria(begun)
    screen = reverse("portal:screen", args=[sent.key, "petitioner-name"])
    written = {"petitioner-name-family": "Rivas de la Peña"}
    page = marias.post(screen, written, follow=True)
    assert "from another page" in words_of(page)
    assert "Rivas de la Peña" in words_of(page)
    assert (
        marias.post(screen, written, headers={"X-Keeps-Words": "1"}).status_code == 409
    )


@pytest.mark.feature("F041")
def test_a_case_is_called_in_the_readers_language(begun, clients, maria, ada):
    assert begun.case.title == "María Rivas Peña and Omar Haddad: practice"
    invoice = bill_case(ada, begun.case, course_of(ada, begun.case))
    issue_invoice(ada, invoice)
    with override("es"):
        assert begun.case.called == "María Rivas Peña y Omar Haddad: práctica"
        facts = invoice_sheet(begun.case.firm, invoice, [])["facts"]
    assert f"{begun.case.number} María Rivas Peña y Omar Haddad: práctica" in [
        words for _, words in facts
    ]


def test_a_refused_file_is_told_once_where_it_was_chosen(marias, begun, clients):
    asking = asked(clients["petitioner"], begun.case)[0].request
    broken = SimpleUploadedFile("passport.pdf", b"%PDF-1.7\nthis is no paper")
    said = {"file": broken, "country": "MX", "language": "es"}
    page = marias.post(reverse("portal:document", args=[asking.key]), said)
    assert page.status_code == 422
    assert words_of(page).count("This file is damaged or incomplete") == 1
    assert 'id="file-error" role="alert"' in page.content.decode()


def test_a_size_without_its_unit_is_asked_for_and_shown_with_it(
    maria, marias, begun, paul
):
    sent = sent_of_maria(begun)
    where = reverse("portal:screen", args=[sent.key, "petitioner-body"])
    typed = {"petitioner-height": "163", "petitioner-weight": "64"}
    page = marias.post(where, typed)
    assert page.status_code == 422
    assert "Please write the unit too, like 64 kg or 140 lb." in words_of(page)
    assert "weight" not in sheet(paul, begun.case, begun.petitioner.person).plain()

    marias.post(where, {**typed, "petitioner-weight": "64 kg"})
    for language, height, weight in (
        ("en", "5′ 4″ (163 cm)", "141 lb (64 kg)"),
        ("es", "163 cm (5′ 4″)", "64 kg (141 lb)"),
    ):
        shown = browser_of(maria, language).get(where).content.decode()
        assert f'value="{height}"' in shown and f'value="{weight}"' in shown


@pytest.mark.feature("F093", "F104")
@pytest.mark.parametrize(
    ("name", "content"), [("nota.txt", b"hola"), ("letter.docx", honest.docx())]
)
def test_a_file_without_pages_to_look_at_is_no_proof(
    marias, begun, clients, name, content
):
    asking = asked(clients["petitioner"], begun.case)[0].request
    where = reverse("portal:document", args=[asking.key])
    file = SimpleUploadedFile(name, content)
    page = marias.post(where, {"file": file, "country": "MX", "language": "es"})
    assert page.status_code == 422
    told = words_of(page)
    assert "Send one of these: PDF, JPG, PNG, HEIC, TIF." in told
    # What the page says before anybody chose a file is the same.
    assert "PDF, JPG, PNG, HEIC, TIF: up to 50 MB." in told


@pytest.mark.feature("F093")
def test_what_the_firm_takes_is_what_the_page_says(marias, begun, clients):
    asking = asked(clients["petitioner"], begun.case)[0].request
    firm = begun.case.firm
    firm.takes_texts, firm.largest_evidence_mb = True, 20
    firm.save()
    told = words_of(marias.get(reverse("portal:document", args=[asking.key])))
    assert "PDF, JPG, PNG, HEIC, TIF, DOCX, TXT: up to 20 MB." in told


def test_what_is_missing_of_a_paper_is_said_in_words(marias, begun, clients):
    asking = asked(clients["petitioner"], begun.case)[0].request
    page = marias.post(reverse("portal:document", args=[asking.key]), {})
    told = words_of(page)
    assert "Choose a file first." in told and "Choose the country." in told
    assert "This field is required" not in told


def test_a_spanish_day_is_written_small():
    with override("es"):
        assert date_format(date(2026, 12, 9), "SHORT_DATE_FORMAT") == "9 dic 2026"


def test_the_first_of_several_is_not_asked_for_as_another_one(marias, begun):
    sent = sent_of_maria(begun)
    where = reverse("portal:screen", args=[sent.key, "petitioner-parent-list"])
    page = words_of(marias.get(where))
    assert "Add: one of your parents" in page and "Add your other parent" not in page
