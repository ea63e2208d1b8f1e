"""Invoices, payments and the books at the desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from harborlight.billing.actions import (
    approve_withdrawal,
    ask_withdrawal,
    draft_invoice,
    issue_invoice,
    receive_payment,
    start_payment,
)
from harborlight.billing.jobs import print_receipt
from harborlight.billing.models import Invoice, Payment, Receipt
from harborlight.cases.actions import raise_wall
from harborlight.filings.actions import plan_filing
from harborlight.firm.actions import earn_flat_fees
from harborlight.firm.models import Event, User
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.trust.jobs import prove_books
from harborlight.trust.models import Account, Book
from harborlight.workflow.actions import bill_case
from harborlight.workflow.queries import course_of
from tests.cast import DAY
from tests.clearing import all_cleared, paid_apart
from tests.whole_case import AGREED

MOST_QUERIES = 12


@pytest.fixture
def draft(ada, pat, begun):
    earn_flat_fees(pat, pat.firm, rests_on=AGREED)
    return bill_case(ada, begun.case, course_of(ada, begun.case))


@pytest.fixture
def invoice(ada, draft):
    issue_invoice(ada, draft)
    return draft


@pytest.fixture
def paid(ben, invoice):
    on = invoice.issued_on
    how = {"method": "check 7", "on": on, "once": "a"}
    paid_apart(ben, invoice, 100_000, trust=67_500, **how)
    all_cleared(ben)
    for receipt in Receipt.objects.all():
        print_receipt.func(str(receipt.pk))
    return invoice


def address(name, *rows):
    return reverse(f"staff:{name}", args=[row.pk for row in rows])


def test_a_case_is_not_closed_while_a_clients_money_is_in_trust(ada, ben, begun, paid):
    desk, where = at_the_desk(ada), address("close-case", begun.case)
    page = words(desk.post(where, follow=True))
    assert "$675.00 of the client’s money is still in trust" in page
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    fee = {"purpose": "government fee", "payee": "USCIS", "why": "Fee", "once": "f"}
    fee["line"] = paid.lines.get(kind="government fee")
    asked = ask_withdrawal(ben, held, cents=67_500, **fee)
    assert "it is not decided yet" in words(desk.post(where, follow=True))
    approve_withdrawal(ada, asked)
    unpaid = {"despite_unpaid": "on"}
    assert "The case is closed" in words(desk.post(where, unpaid, follow=True))


@pytest.mark.feature("F042", "F172", "F181")
def test_the_first_invoice_is_drafted_as_the_playbook_says_once(ada, begun):
    desk = at_the_desk(ada)
    page = words(desk.get(address("case-money", begun.case)))
    assert "Draft the first invoice" in page
    for _press in range(2):
        page = desk.post(address("first-invoice", begun.case), follow=True)
    invoice = Invoice.objects.get()
    assert invoice.cents == 180_000 + 67_500
    assert "106.2" in words(page)
    assert "Issue the invoice" in words(page)


@pytest.mark.feature("F184")
def test_a_draft_is_written_line_by_line_and_issued(ada, begun):
    desk = at_the_desk(ada)
    said = {"payer": begun.petitioner.person.key, "due_on": "2099-01-31"}
    desk.post(address("new-invoice", begun.case), said)
    draft = Invoice.objects.get()
    line = {"words": "Advance", "cents": "500", "kind": "fee", "to": "trust"}
    desk.post(address("add-line", draft), line)
    desk.post(address("add-fee", draft), {"fee": "i-130 on paper"})
    draft.refresh_from_db()
    assert draft.cents == 50_000 + 67_500
    desk.post(address("remove-line", draft.lines.get(words="Advance")))
    page = desk.post(address("issue-invoice", draft), follow=True)
    assert told(page)[-1] == "Issued. The client sees it now."
    page = desk.post(address("issue-invoice", draft), follow=True)
    assert "no longer a draft" in told(page)[0]
    page = desk.post(address("add-line", draft), line, follow=True)
    assert "no longer a draft" in told(page)[0]


@pytest.mark.feature("F181")
def test_a_government_fee_is_charged_again_only_when_somebody_says_why(ada, invoice):
    draft = draft_invoice(ada, invoice.case, payer=invoice.payer)
    desk = at_the_desk(ada)
    in_spanish = desk.get(address("invoice-file", invoice), {"in": "es"})
    assert in_spanish.content != desk.get(address("invoice-file", invoice)).content
    for fee in ("i-130 on paper", "i-130 online"):
        page = words(desk.post(address("add-fee", draft), {"fee": fee}))
        assert f"stands on invoice {invoice.number} already" in page
        draft.refresh_from_db()
        assert (draft.cents, "Why it is charged again" in page) == (0, True)
    said = {"fee": "i-130 on paper", "why_again": "Rejected, filed anew"}
    page = words(desk.post(address("add-fee", draft), said, follow=True))
    assert "Charged again: Rejected, filed anew" in page


@pytest.mark.feature("F119", "F181")
def test_where_two_file_the_same_form_it_is_said_whose_fee_it_is(ada, begun):
    both = [("I-765", "beneficiary"), ("I-765", "petitioner")]
    filing = plan_filing(ada, begun.case, name="Work permits", forms=both)
    theirs = {one.client: one.pk for one in filing.forms.all()}
    petition = plan_filing(ada, begun.case, name="Petition", forms=[("I-130", "")])
    draft = draft_invoice(ada, begun.case, payer=begun.petitioner.person)
    desk, there = at_the_desk(ada), address("add-fee", draft)
    page = words(desk.get(address("invoice", draft)))
    assert "Whose form is it for?" in page and "I-765 (Omar Haddad)" in page
    fee = {"fee": "i-765 on paper, c8 renewal"}
    page = words(desk.post(there, fee))
    assert "Several forms of this case cost this fee. Say for which." in page
    desk.post(there, {**fee, "of_form": str(theirs["beneficiary"])})
    desk.post(there, {**fee, "of_form": str(theirs["petitioner"])})
    page = words(desk.get(address("invoice", draft)))
    assert "I-765 (Omar Haddad)" in page and "I-765 (María Rivas Peña)" in page
    assert {one.of_form for one in draft.lines.all()} == {*theirs.values()}
    # A form of which there is one is known without a question.
    desk.post(there, {"fee": "i-130 on paper", "of_form": ""})
    wrong = {"fee": "i-130 on paper", "of_form": str(theirs["petitioner"])}
    assert "another form than the fee is of" in words(desk.post(there, wrong))
    assert draft.lines.get(form="i-130").of_form == petition.forms.get().pk


def test_what_is_wrong_with_a_line_stands_at_the_field(ada, draft):
    line = {"words": "x", "cents": "1.005", "kind": "government fee", "to": "operating"}
    page = at_the_desk(ada).post(address("add-line", draft), line)
    assert page.status_code == 422
    assert "Write an amount in dollars" in words(page)
    assert "Money for the government goes to the trust account." in words(page)
    page = words(at_the_desk(ada).post(address("add-line", draft), {}))
    assert "Write what the client pays for." in page
    assert "Choose where the money goes." in page


@pytest.mark.feature("F162", "F193")
def test_finance_writes_down_a_check_once(ben, invoice):
    desk = at_the_desk(ben)
    form = words(desk.get(address("receive", invoice)))
    once = form.split('name="once" value="')[1].split('"')[0]
    said = {"cents": "1,000", "method": "check", "number": "7", "once": once}
    said["on"] = invoice.issued_on.isoformat()
    for _press in range(2):
        page = desk.post(address("receive", invoice), said, follow=True)
    assert "is written down already" in told(page)[-1]
    assert "Check 7" in words(page)
    assert Payment.objects.get().cents == 100_000
    page = desk.post(address("receive", invoice), said | {"cents": "2000", "once": "b"})
    assert page.status_code == 422
    assert "more than the invoice still asks for" in words(page)
    assert "All of it came in one piece: put it into trust" in words(page)
    long_ago = said | {"once": "c", "number": "8", "on": "1901-01-01"}
    assert desk.post(address("receive", invoice), long_ago).status_code == 422


def test_a_check_that_pays_all_and_is_sent_twice_is_written_down_already(ben, invoice):
    desk = at_the_desk(ben)
    said = {"cents": "2,475.00", "method": "check", "number": "9", "once": "a"}
    said["on"] = invoice.issued_on.isoformat()
    for _press in range(2):
        page = desk.post(address("receive", invoice), said, follow=True)
    assert "is written down already" in told(page)[-1]
    page = desk.get(address("receive", invoice), follow=True)
    assert told(page) == ["Nothing is owed on this invoice."]


@pytest.mark.feature("F164", "F165")
def test_receipt_and_invoice_are_downloaded_and_that_is_an_event(ben, paid):
    desk = at_the_desk(ben)
    for where in (
        address("invoice-file", paid),
        address("receipt-file", Receipt.objects.first()),
    ):
        file = desk.get(where)
        assert file["Content-Disposition"].startswith("attachment")
        content = b"".join(file.streaming_content) if file.streaming else file.content
        assert content.startswith(b"%PDF")
    assert Event.objects.filter(kind="file.downloaded").count() == 2


def test_a_voided_invoice_is_reversed_but_not_after_a_payment(ben, invoice):
    desk = at_the_desk(ben)
    on = invoice.issued_on
    receive_payment(ben, invoice, cents=100, method="cash", on=on, once="a")
    page = desk.post(address("void-invoice", invoice), follow=True)
    assert "nothing was paid" in told(page)[0]


@pytest.mark.feature("F177", "F195")
def test_the_office_sees_what_is_owed_and_that_trust_agrees(ben, paid):
    desk = at_the_desk(ben)
    money = words(desk.get(reverse("staff:invoices")))
    assert "$1,475.00" in money and "Check 7" in money
    assert "$1,475.00" in words(desk.get(reverse("staff:money")))
    prove_books(ben)
    books = words(desk.get(reverse("staff:books")))
    assert "Trust agrees to the cent." in books
    assert "every account is the sum of its entries" in books
    assert "María Rivas Peña" in books
    journal = words(desk.get(reverse("staff:journal")))
    assert "Payment on invoice" in journal and "María Rivas Peña" in journal
    assert f"Case {paid.case.number}" in journal
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    assert "$675.00" in words(desk.get(address("client-ledger", held)))


def test_a_wall_hides_whose_money_it_is_but_not_how_much(ada, pat, begun, paid):
    raise_wall(
        ada, begun.case, user=User.objects.get(pk=pat.user_id), reason="Conflict"
    )
    desk = at_the_desk(pat)
    for page in ("money", "invoices", "books", "journal", "money-unbilled"):
        text = words(desk.get(reverse(f"staff:{page}")))
        # The case and the invoice may have the same number: ask for the way to it.
        assert "Rivas" not in text and begun.case.key not in text
    books = words(desk.get(reverse("staff:books")))
    assert "Trust agrees to the cent." in books
    assert "$675.00 is held in cases that are closed to you." in books
    journal = words(desk.get(reverse("staff:journal")))
    assert "3 more movements are in cases that are closed to you." in journal
    assert "$" not in journal and paid.number not in journal
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    assert desk.get(address("client-ledger", held)).status_code == 404


PAGES = ("case-money", "new-invoice", "invoice", "receive", "invoice-file")
DEEDS = ("add-line", "add-fee", "issue-invoice", "drop-invoice", "void-invoice")


@pytest.mark.feature("F192")
@pytest.mark.parametrize("who", ["paul", "rita", "maria"])
def test_whoever_does_not_read_money_finds_nothing(who, request, begun, invoice):
    desk = at_the_desk(request.getfixturevalue(who))
    of = {"case-money": begun.case, "new-invoice": begun.case}
    for name in PAGES:
        assert desk.get(address(name, of.get(name, invoice))).status_code == 404, name
    for name in DEEDS:
        assert desk.post(address(name, invoice)).status_code == 404, name
    if who != "rita":  # who has an office of her own, with books of its own
        for name in ("money", "invoices", "books", "journal", "money-figures"):
            assert desk.get(reverse(f"staff:{name}")).status_code == 404, name


def test_an_attorney_reads_of_payments_and_neither_voids_nor_takes_them(ada, invoice):
    desk = at_the_desk(ada)
    page = words(desk.get(address("invoice", invoice)))
    assert "Void the invoice" not in page and "Money came by" not in page
    assert desk.post(address("void-invoice", invoice)).status_code == 403
    said = {"cents": "1", "method": "cash", "on": DAY.isoformat(), "once": "a"}
    assert desk.post(address("receive", invoice), said).status_code == 403


def test_no_page_of_money_asks_more_than_a_dozen_questions(ben, maria, begun, paid):
    start_payment(maria, paid, reference="sbx_1")
    desk = at_the_desk(ben)
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    words = {"purpose": "refund", "payee": "María", "why": "So"}
    words["line"] = paid.lines.get(kind="government fee")
    several = [
        ask_withdrawal(ben, held, cents=100, once=f"{n}", **words) for n in range(3)
    ]
    payment = Payment.objects.get(state="received", trust_cents__gt=0)
    asked = {}
    for where in (
        address("case-money", begun.case),
        address("invoice", paid),
        address("receive", paid),
        reverse("staff:money"),
        reverse("staff:invoices"),
        reverse("staff:money-filings"),
        reverse("staff:money-figures"),
        reverse("staff:money-unbilled"),
        reverse("staff:books"),
        reverse("staff:journal"),
        address("client-ledger", held),
        address("ask-withdrawal", held),
        address("withdrawal", several[0]),
        address("reverse-payment", payment),
    ):
        desk.get(where)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert desk.get(where).status_code == 200
        told_firm = [
            q for q in queries if "set_config" in q["sql"] or "SAVEPOINT" in q["sql"]
        ]
        asked[where] = len(queries) - len(told_firm)
    assert {w: n for w, n in asked.items() if n > MOST_QUERIES} == {}
