"""An envelope with several forms: each gets a number of its own, or comes back by itself."""

from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from harborlight.cases.queries import milestones
from harborlight.deadlines.models import Deadline
from harborlight.documents.models import Version
from harborlight.filings.models import Filing, FormOutcome, NeededForm
from harborlight.filings.queries import cases_with_receipt, filings
from harborlight.filings.receipts import awaited_of
from harborlight.firm.clock import today
from harborlight.staff.tests.at_the_desk import a_day, a_pdf, at_the_desk, words
from harborlight.staff.tests.desk import at
from tests.whole_case import certify


@pytest.fixture
def sent(signed, ada, paul):
    """An I-130, an I-485 and an I-765 with their G-28, in one envelope, sent by Paul."""
    begun, filed = signed
    desk, day = at_the_desk(paul), today(begun.case.firm.time_zone)
    on = a_day("on", day.year, day.month, day.day)
    for version in Version.objects.filter(case=begun.case, state="received"):
        desk.post(at("accept-version", version.pk))
    certify(paul, ada, filed, on=day)
    said = {"channel": "paper", "despite_open": "on", "despite_changes": "on", **on}
    desk.post(at("record-sent", filed.pk), said)
    filed.refresh_from_db()
    assert filed.state == "sent"
    forms = (("I-485", ""), ("I-765", "beneficiary"), ("G-28", "beneficiary"))
    for place, (form, client) in enumerate(forms, start=1):
        NeededForm.objects.create(
            firm=filed.firm,
            case=filed.case,
            filing=filed,
            form=form,
            client=client,
            position=place,
            circumstance="with a paid i-485" if form == "I-765" else "",
        )
    return desk, filed, on


def form_of(filed, form):
    return NeededForm.objects.get(filing=filed, form=form)


def number(text):
    return {"number": text, "again": text}


@pytest.mark.feature("F121", "F122")
def test_each_form_of_an_envelope_has_its_own_receipt(ada, maria, sent):
    desk, filed, on = sent
    chase = Deadline.objects.get(kind="receipt chase")
    desk.post(at("record-receipt", filed.pk), {**number("IOE0912345678"), **on})
    chase.refresh_from_db()
    # Two more are waited for, and no notice comes of a G-28.
    assert chase.is_open
    assert [one.form for one in awaited_of(ada, filed)] == ["I-485", "I-765"]
    page = words(desk.get(at("case-forms", filed.case_id)))
    assert "The other forms of this envelope" in page and "Nothing heard yet" in page
    notice = SimpleUploadedFile("notice.pdf", a_pdf(), "application/pdf")
    there = at("record-form-receipt", form_of(filed, "I-485").pk)
    said = {**number("IOE0912345679"), "file": notice, **on}
    page = words(desk.post(there, said, follow=True))
    assert "IOE0912345679" in page
    outcome = FormOutcome.objects.get()
    assert outcome.notice is not None and outcome.recorded_by.name == "Paul"
    there = at("record-form-receipt", form_of(filed, "I-765").pk)
    desk.post(there, {**number("IOE0912345680"), **on})
    chase.refresh_from_db()
    assert not chase.is_open
    told = {one.words.get("number") for one in milestones(maria, filed.case)}
    assert {"IOE0912345678", "IOE0912345679", "IOE0912345680"} <= told
    # A case is found by any of its numbers.
    assert cases_with_receipt(ada, "IOE0912345680") == [filed.case_id]


@pytest.mark.feature("F121")
def test_one_form_comes_back_while_the_others_stay(ada, maria, sent):
    desk, filed, on = sent
    desk.post(at("record-receipt", filed.pk), {**number("IOE0912345678"), **on})
    there = at("record-form-rejected", form_of(filed, "I-765").pk)
    answer = desk.post(there, {"why": "", **on})
    assert answer.status_code == 422
    assert "Write why it was rejected." in words(answer)
    said = {"why": "Wrong fee", "returned_cents": "260.00", **on}
    page = words(desk.post(there, said, follow=True))
    assert "Wrong fee" in page and "$260.00 came back with it." in page
    filed.refresh_from_db()
    assert filed.state == "accepted" and filed.receipt_number == "IOE0912345678"
    anew = FormOutcome.objects.get().again
    again = [(one.form, one.client) for one in anew.forms.order_by("position")]
    assert again == [("I-765", "beneficiary"), ("G-28", "beneficiary")]
    assert anew.forms.get(form="I-765").circumstance == "with a paid i-485"
    assert anew.state == "preparing" and anew.name.endswith("I-765")
    # Nobody tells the client by a line on a page.
    assert not milestones(maria, filed.case).filter(words__number="Wrong fee").exists()
    # What is known is not recorded a second time.
    page = desk.get(there)
    assert "is written down" in words(page)
    answer = desk.post(there, {"why": "Once more", **on})
    assert answer.status_code == 422
    assert FormOutcome.objects.count() == 1 and filings(ada, filed.case).count() == 2


@pytest.mark.feature("F121")
def test_what_has_a_receipt_is_not_filed_anew_when_the_rest_comes_back(ada, sent):
    desk, filed, on = sent
    there = at("record-form-receipt", form_of(filed, "I-765").pk)
    desk.post(there, {**number("IOE0912345680"), **on})
    desk.post(at("record-rejected", filed.pk), {"why": "No signature", **on})
    anew = Filing.objects.exclude(pk=filed.pk).get(case=filed.case)
    forms = {one.form for one in anew.forms.all()}
    assert "I-485" in forms and "I-765" not in forms
    page = words(desk.get(at("case-forms", filed.case_id)))
    assert "Came back with the rest" in page and "IOE0912345680" in page


@pytest.mark.feature("F121")
def test_a_number_belongs_to_one_form(ada, sent):
    desk, filed, on = sent
    desk.post(at("record-receipt", filed.pk), {**number("IOE0912345678"), **on})
    there = at("record-form-receipt", form_of(filed, "I-485").pk)
    for typed, sentence in (
        ("IOE0912345678", "Another form of this filing has this receipt number"),
        ("IOE09123", "three letters and ten digits"),
        ("QQQ0912345678", "no receipt number that begins with QQQ"),
    ):
        answer = desk.post(there, {**number(typed), **on})
        assert answer.status_code == 422 and sentence in words(answer)
        assert typed in words(answer)
    assert not FormOutcome.objects.exists()
    # A form that gets no notice of its own, and the one whose notice is the filing's.
    for needed in (
        form_of(filed, "G-28"),
        NeededForm.objects.get(filing=filed, position=0),
    ):
        there = at("record-form-receipt", needed.pk)
        answer = desk.post(there, {**number("IOE0912345690"), **on})
        assert answer.status_code == 422 and "no receipt of its own" in words(answer)


@pytest.mark.feature("F121")
def test_a_wrong_number_of_a_form_is_put_right(ada, maria, sent):
    desk, filed, on = sent
    needed = form_of(filed, "I-485")
    desk.post(at("record-form-receipt", needed.pk), {**number("IOE0912345679"), **on})
    there = at("correct-form-receipt", needed.pk)
    answer = desk.post(there, {**number("IOE0912345679"), "reason": "x", **on})
    assert "stand there already" in words(answer)
    said = {**number("IOE0912345697"), "reason": "Two digits swapped", **on}
    assert "IOE0912345697" in words(desk.post(there, said, follow=True))
    told = [one.words.get("number") for one in milestones(maria, filed.case)]
    assert "IOE0912345697" in told and "IOE0912345679" not in told


@pytest.mark.feature("F107")
def test_signed_pages_are_told_with_the_filing_they_went_with(ada, sent):
    desk, filed, on = sent
    there = at("papers-sent", filed.case_id)
    page = words(desk.get(there))
    assert f"with its form in {filed.name}" in page
    desk.post(at("record-rejected", filed.pk), {"why": "No signature", **on})
    assert "Came back with its filing" in words(desk.get(there))


@contextmanager
def somebody_quicker(table, write):
    """Another person's write lands between what is checked and what is written down."""

    def meanwhile(execute, sql, params, many, context):
        if sql.startswith(f'UPDATE "{table}"') and write:
            write.pop()()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        yield


@pytest.mark.feature("F121")
def test_two_who_correct_to_one_number_at_once_are_told_so_in_a_sentence(sent):
    desk, filed, on = sent
    desk.post(at("record-receipt", filed.pk), {**number("IOE0912345678"), **on})
    for form, own in (("I-485", "IOE0912345679"), ("I-765", "IOE0912345680")):
        there = at("record-form-receipt", form_of(filed, form).pk)
        desk.post(there, {**number(own), **on})
    one, other = (form_of(filed, form) for form in ("I-485", "I-765"))
    taken = "IOE0912345681"
    theirs = FormOutcome.objects.filter(needed=other)
    said = {**number(taken), **on, "reason": "Read once more"}
    with somebody_quicker("filings_formoutcome", [lambda: theirs.update(number=taken)]):
        page = desk.post(at("correct-form-receipt", one.pk), said)
    assert page.status_code == 422
    assert "has this receipt number already" in words(page)
    assert taken in page.content.decode()  # what was typed is still there
    assert FormOutcome.objects.get(needed=one).number == "IOE0912345679"
    # The number of the filing itself, too.
    with somebody_quicker(
        "filings_filing",
        [lambda: Filing.objects.create(**another(filed, "IOE0912345690"))],
    ):
        said = {**number("IOE0912345690"), **on, "reason": "Read once more"}
        page = desk.post(at("correct-receipt", filed.pk), said)
    assert page.status_code == 422
    assert "has this receipt number already" in words(page)
    filed.refresh_from_db()
    assert filed.receipt_number == "IOE0912345678"


def another(filed, receipt):
    same = {"firm": filed.firm, "case": filed.case, "planned_at": filed.planned_at}
    return {**same, "name": "Second", "state": "accepted", "receipt_number": receipt}
