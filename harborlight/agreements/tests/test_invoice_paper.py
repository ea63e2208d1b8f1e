"""The invoice on paper says on which days it is paid, once its payer agreed to them."""

import pypdfium2
import pytest
from django.urls import reverse

from harborlight.agreements.actions import agree_plan, end_plan, offer_plan
from harborlight.agreements.invoice_paper import invoice_paper
from harborlight.agreements.schedule import schedule
from harborlight.billing.actions import credit_invoice, receive_payment
from harborlight.portal.tests.conftest import browser_of
from tests.cast import DAY


def words(pdf):
    pages = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join(text.split())


@pytest.fixture
def plan(ada, invoice):
    dues = schedule(invoice.cents, count=3, first=DAY, every="month")
    return offer_plan(ada, invoice, dues=dues)


@pytest.mark.feature("F171")
def test_the_paper_of_an_invoice_lists_its_instalments_paid_or_open(
    ada, ben, maria, invoice, plan
):
    assert "Instalments" not in words(invoice_paper(ada, invoice)), "only offered"
    agree_plan(maria, plan)
    receive_payment(ben, invoice, cents=90_000, method="cash", on=DAY, once="1")
    where = reverse("portal:invoice-paper", args=[invoice.pk])
    said = words(browser_of(maria).get(where).content)
    assert "Due In instalments, until May 2, 2026" in said
    assert (
        "Instalments Due Amount Still to be paid March 2, 2026 $825.00 Paid "
        "April 2, 2026 $825.00 $750.00 May 2, 2026 $825.00 $825.00"
    ) in said
    said = words(browser_of(maria, "es").get(where).content)
    assert "Pagos a plazos" in said and "A plazos, hasta el 2 de mayo de 2026" in said
    assert "2 de marzo de 2026 $825.00 Pagado" in said
    end_plan(ada, plan)
    invoice.refresh_from_db()
    said = words(invoice_paper(ada, invoice))
    assert "Instalments" not in said and "In instalments" not in said


@pytest.mark.feature("F171")
def test_what_was_taken_off_is_not_called_paid(ada, ben, maria, invoice, plan):
    agree_plan(maria, plan)
    credit_invoice(ben, invoice, cents=82_500, why="Too much")
    said = words(invoice_paper(ada, invoice))
    assert "March 2, 2026 $825.00 $0.00 April 2, 2026 $825.00 $825.00" in said
