"""Payees, page by page: entered by one, called back by another, paid a day later."""

from datetime import timedelta

import pytest
from django.urls import reverse

from harborlight.billing.actions import receive_payment
from harborlight.billing.models import Withdrawal
from harborlight.firm.clock import now, standing_at
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.trust.models import Account, Book, Payee

NEW = {
    "name": "Court of Record",
    "kind": "agency",
    "bank": "First Harbor",
    "routing": "0210 0002-1",
    "number": "0012 3456 789",
}
CALL = {
    "spoke_with": "Clerk Ortiz",
    "called_number": "512 555 0100",
    "known_from": "The court’s own site",
}
FEE = {"purpose": "government fee", "cents": "600", "why": "Fee", "once": "a"}


def address(name, *rows):
    return reverse(f"staff:{name}", args=[row.pk for row in rows])


@pytest.fixture
def held(ben, invoice):
    """$675.00 in trust for a government fee."""
    on = invoice.issued_on
    receive_payment(ben, invoice, cents=67_500, method="cash", on=on, once="a")
    return Account.objects.get(book=Book.CLIENT_TRUST)


@pytest.mark.feature("F260")
def test_a_payee_is_entered_called_back_and_paid_by_three_pages(ada, ben, held):
    desk = at_the_desk(ben)
    assert "Nobody is paid by transfer yet" in words(desk.get(address("payees")))
    page = desk.post(address("new-payee"), NEW, follow=True)
    assert told(page) == ["Entered. Another person calls back."]
    found = Payee.objects.get()
    page = words(desk.get(address("payee", found)))
    assert "First Harbor ··6789" in page and "00123456789" not in page
    assert "Another person calls back" in page and "The account is theirs" not in page
    account = found.banks.get()
    page = words(desk.get(address("ask-withdrawal", held)))
    assert "Court of Record · First Harbor ··6789" in page
    said = FEE | {"payee": "", "to": account.key}
    page = desk.post(address("ask-withdrawal", held), said, follow=True)
    assert "nobody called back yet" in words(page)
    asked = Withdrawal.objects.get()
    theirs = at_the_desk(ada)
    page = theirs.post(address("approve-withdrawal", asked), follow=True)
    assert "Nobody has called Court of Record back" in told(page)[0]
    empty = theirs.post(address("call-payee", found), CALL | {"known_from": ""})
    assert empty.status_code == 422 and "Clerk Ortiz" in words(empty)
    page = theirs.post(address("call-payee", found), CALL, follow=True)
    assert told(page) == ["Confirmed."] and "The court’s own site" in words(page)
    with standing_at(now() + timedelta(hours=25)):
        later = at_the_desk(ada)
        page = later.post(address("approve-withdrawal", asked), follow=True)
    assert told(page) == ["Approved. It stands in the books."]


def test_what_is_wrong_with_a_payee_stands_at_its_field_and_nothing_is_lost(ben, begun):
    desk = at_the_desk(ben)
    for wrong, sentence in (
        ({"routing": "02100002"}, "A routing number has nine digits."),
        ({"routing": "021000022"}, "There is no such routing number."),
        ({"number": "12a4"}, "Write four to seventeen digits."),
        ({"name": ""}, "Write whose account it is."),
        ({"kind": "client"}, "Choose the case in which they are paid."),
        ({"name": ben.name}, "is the firm or works here"),
    ):
        page = desk.post(address("new-payee"), NEW | wrong)
        assert (page.status_code, sentence in words(page)) == (422, True), sentence
        assert 'value="First Harbor"' in words(page)
    assert not Payee.objects.exists()
    said = NEW | {"kind": "client", "case": begun.case.key, "name": "María Rivas"}
    desk.post(address("new-payee"), said)
    found = Payee.objects.get()
    assert found.case == begun.case
    other = NEW | {"number": "5555666677"}
    page = desk.post(address("change-payee", found), other, follow=True)
    assert "··6677" in words(page) and "Accounts before" in words(page)
    desk.post(address("end-payee", found))
    assert "Nobody is paid by transfer" in words(desk.get(address("payees")))
