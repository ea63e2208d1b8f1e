"""Money that is written down: on which day, by which number, and whose it is."""

from datetime import timedelta

import pytest
from django.urls import reverse

from harborlight.billing.actions import add_line, draft_invoice, issue_invoice
from harborlight.billing.models import Payment
from harborlight.cases.queries import people_of
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from harborlight.trust.actions import Side, post
from harborlight.trust.models import Book, Journal
from tests.cast import DAY
from tests.whole_case import begin, furnish


@pytest.fixture
def invoice(clock, ada):
    furnish(clock)
    case = begin(ada).case
    invoice = draft_invoice(ada, case, payer=people_of(ada, case)[0])
    add_line(ada, invoice, kind="fee", words="Advance", cents=50_000, to="trust")
    issue_invoice(ada, invoice)
    return invoice


def written_down(actor, invoice, **also):
    said = {"method": "check", "number": "101", "cents": "100", "once": "a"}
    said["on"] = invoice.issued_on.isoformat()
    where = reverse("staff:receive", args=[invoice.pk])
    return at_the_desk(actor).post(where, said | also, follow=True)


@pytest.mark.feature("F193")
def test_the_number_of_a_check_is_the_same_on_every_keyboard(ben, invoice):
    for n, typed in enumerate(("101", "101 ", "١٠١", "１０１", "\u200e101")):
        page = written_down(ben, invoice, number=typed, once=f"{n}")
        assert "Check 101" in words(page), typed
    assert Payment.objects.get().method == "check 101"


@pytest.mark.feature("F177", "F193")
def test_money_from_before_the_invoice_is_asked_about_and_stands_on_its_own_day(
    ben, invoice
):
    early = (invoice.issued_on - timedelta(days=60)).isoformat()
    written_down(ben, invoice)
    page = written_down(ben, invoice, number="7", once="b", on=early, cents="30")
    assert page.status_code == 422
    assert "It came before the invoice was issued" in words(page)
    page = written_down(
        ben, invoice, number="7", once="b", on=early, cents="30", early="on"
    )
    assert page.status_code == 200 and Payment.objects.count() == 2
    # The older day lies below, and what was held after it is what was held that day.
    case = reverse("staff:case-money", args=[invoice.case_id])
    ledger = words(at_the_desk(ben).get(case)).partition("Held after it")[2]
    newer, older = ledger.split("<tr>")[1:3]
    assert "$100.00" in newer and "$130.00" in newer
    assert older.count("$30.00") == 2
    journal = words(at_the_desk(ben).get(reverse("staff:journal")))
    assert journal.index("$100.00") < journal.index("$30.00")


def test_what_clients_paid_too_much_is_not_called_owed_by_them(ben, invoice):
    sides = (
        Side(Book.OPERATING_BANK, debit=10_000),
        Side(Book.RECEIVABLE, credit=10_000),
    )
    about = {"case": invoice.case, "person": invoice.payer, "on": DAY, "key": "k"}
    post(ben, sides=sides, memo="payment", words={"number": "1"}, **about)
    books = words(at_the_desk(ben).get(reverse("staff:books")))
    assert "Owed to clients" in books and "Owed by the client" not in books
    assert "−$" not in books and "-$" not in books
    assert Journal.objects.count() == 1
