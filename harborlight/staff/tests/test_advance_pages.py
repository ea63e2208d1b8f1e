"""A fee that the firm pays for a client, page by page."""

import pytest
from django.urls import reverse

from harborlight.billing.actions import approve_withdrawal, receive_payment
from harborlight.billing.models import Advance, Withdrawal
from harborlight.firm.clock import today
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words

FEE = {"words": "USCIS fee, Form I-130", "cents": "675", "way": "card", "once": "a"}


def address(name, *rows):
    return reverse(f"staff:{name}", args=[row.pk for row in rows])


@pytest.mark.feature("F182")
def test_a_fee_is_advanced_and_repaid_out_of_what_came_for_this_filing(
    ada, ben, begun, invoice
):
    on = invoice.issued_on
    receive_payment(ben, invoice, cents=67_500, method="cash", on=on, once="i")
    desk, day = at_the_desk(ben), today(ben.firm.time_zone)
    who = {"person": begun.petitioner.person.key}
    when = {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    at = address("advance-fee", begun.case)
    assert "trust is not touched" in words(desk.get(at))
    check = desk.post(at, FEE | who | when | {"way": "check"})
    assert check.status_code == 422 and "enough for this fee" in words(check)
    assert 'value="USCIS fee, Form I-130"' in words(check)
    page = desk.post(at, FEE | who | when, follow=True)
    assert "Not back yet" in words(page) and "Draft the invoice" in words(page)
    made = Advance.objects.get()
    page = desk.post(address("repay-advance", made), {"why": "", "once": "r"})
    assert page.status_code == 422
    said = {"why": "Our card paid USCIS", "once": "r"}
    page = desk.post(address("repay-advance", made), said, follow=True)
    assert told(page) == ["Asked. A second person has to agree."]
    page = desk.post(address("bill-advance", made), follow=True)
    assert "This was billed already" in told(page)[0]
    approve_withdrawal(ada, Withdrawal.objects.get())
    page = words(desk.get(address("case-money", begun.case)))
    assert "Fees that we paid in advance" in page
    assert "A government fee that we advanced, paid back to us" in page
