"""Money that is asked for, as its three readers see it: who asks, who agrees, the client."""

import pytest
from django.urls import reverse

from harborlight.billing.actions import (
    NothingToPay,
    add_line,
    ask_withdrawal,
    decline_withdrawal,
    draft_invoice,
    issue_invoice,
    receive_payment,
    start_payment,
)
from harborlight.billing.models import Withdrawal
from harborlight.billing.queries import owed
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from harborlight.trust.models import Account, Book
from harborlight.workflow.homework import homework


@pytest.fixture
def held(ada, ben, begun, invoice):
    """$675.00 for the government's fee, and $1,800.00 paid in advance."""
    advance = draft_invoice(ada, begun.case, payer=begun.petitioner.person)
    add_line(ada, advance, kind="fee", words="Advance", cents=180_000, to="trust")
    issue_invoice(ada, advance)
    for one, cents in ((invoice, 67_500), (advance, 180_000)):
        by = {"method": "wire", "on": one.issued_on, "once": f"{cents}"}
        receive_payment(ben, one, cents=cents, **by)
    return Account.objects.get(book=Book.CLIENT_TRUST)


def address(name, *rows):
    return reverse(f"staff:{name}", args=[row.pk for row in rows])


@pytest.mark.feature("F178", "F181")
def test_the_second_person_reads_for_which_fee_the_money_was_paid(
    ada, ben, held, invoice
):
    fee = invoice.lines.get(kind="government fee")
    said = {"purpose": "government fee", "cents": "1900", "payee": "NVC"}
    said |= {"why": "Fee", "once": "a", "line": "another"}
    desk, where = at_the_desk(ben), address("ask-withdrawal", held)
    page = desk.post(where, said)
    assert page.status_code == 422
    assert "$1,800.00 is free for anything else" in words(page)
    desk.post(where, said | {"cents": "375", "line": fee.key}, follow=True)
    found = Withdrawal.objects.get()
    page = words(at_the_desk(ada).get(address("withdrawal", found)))
    assert "Government fee that it was paid for" in page and fee.said in page
    page = words(desk.post(where, said | {"cents": "50", "once": "b"}, follow=True))
    assert "None: it is free money" in page and fee.said not in page


@pytest.fixture
def earned(ben, held, invoice):
    """$1,800.00 of earned fees, asked for."""
    about = {"purpose": "earned", "why": "Work", "once": "e", "invoice": invoice}
    return ask_withdrawal(ben, held, cents=180_000, **about)


@pytest.mark.feature("F163", "F177")
def test_what_we_take_out_of_trust_the_client_does_not_pay_meanwhile(
    ada, maria, begun, earned, invoice
):
    theirs, case = at_the_desk(maria), begun.case
    where = reverse("portal:invoice", args=[invoice.pk])
    page = words(theirs.get(where))
    assert "We have asked to pay $1,800.00 of it with your money in trust" in page
    assert "Pay $1,800.00" not in page
    page = words(theirs.get(reverse("portal:payments")))
    assert "do not pay it now" in page and "Pay invoice" not in page
    assert "pay" not in [step.kind for step in homework(maria, [case]).steps]
    assert owed(maria) == 0
    with pytest.raises(NothingToPay, match=r"pay \$1,800.00 of .* do not pay it now"):
        start_payment(maria, invoice, reference="sbx_1")
    decline_withdrawal(ada, earned, comment="Not yet")
    assert "Pay $1,800.00" in words(theirs.get(where))
    assert "pay" in [step.kind for step in homework(maria, [case]).steps]
    assert owed(maria) == 180_000


@pytest.mark.feature("F178")
def test_what_was_paid_another_way_is_not_offered_for_approval(
    ben, pat, earned, invoice
):
    desk, where = at_the_desk(pat), address("withdrawal", earned)
    assert "Approve</button>" in words(desk.get(where))
    by = {"method": "cash", "on": invoice.issued_on, "once": "c"}
    receive_payment(ben, invoice, cents=100, **by)
    page = words(desk.get(where))
    assert "It can no longer be approved" in page and "Decline</button>" in page
    assert "Approve</button>" not in page and "Held after it" not in page
    # Whoever asked is not told that somebody may still agree.
    page = words(at_the_desk(ben).get(where))
    assert "It can no longer be approved" in page
    assert "A second person must agree" not in page
