"""One check for what belongs to trust and for what is earned (trust.md T9)."""

import pytest

from harborlight.billing.actions import (
    TooMuch,
    approve_withdrawal,
    ask_to_give_back,
    ask_to_reverse,
    ask_withdrawal,
    decline_withdrawal,
    receive_payment,
)
from harborlight.billing.models import Invoice, Payment, Withdrawal
from harborlight.firm.acting import Refused
from harborlight.trust.actions.spending import Overdrawn
from harborlight.trust.models import Account, Book
from harborlight.trust.queries import balance, misstated, three_way, unbalanced
from tests.clearing import all_cleared

pytestmark = pytest.mark.feature("F177", "F178", "F193")


def came(ben, invoice, cents, method="wire 1", once="a"):
    on = invoice.issued_on
    made = receive_payment(ben, invoice, cents=cents, method=method, on=on, once=once)
    invoice.refresh_from_db()
    return made


def books(pat):
    assert three_way(pat).agrees
    assert unbalanced(pat) == [] == misstated(pat)
    wanted = (Book.CLIENT_TRUST, Book.OPERATING_BANK, Book.RECEIVABLE)
    return tuple(balance(pat, book) for book in wanted)


def held():
    return Account.objects.get(book=Book.CLIENT_TRUST)


def test_it_enters_trust_whole_and_the_client_owes_nothing_more(pat, ben, invoice):
    came(ben, invoice, 247_500)
    assert invoice.state == Invoice.State.PAID
    assert books(pat) == (247_500, 0, 180_000)
    waits = Withdrawal.objects.get()
    assert (waits.purpose, waits.cents, waits.state) == ("moved", 180_000, "asked")
    # The government's fee is there for itself, and the rest for nobody else.
    assert held().free_cents == 67_500


def test_a_second_person_moves_what_is_earned_of_it(pat, ada, ben, invoice):
    came(ben, invoice, 247_500)
    waits = Withdrawal.objects.get()
    with pytest.raises(Refused):
        approve_withdrawal(ben, waits)
    approve_withdrawal(ada, waits)
    assert books(pat) == (67_500, 180_000, 0)
    invoice.refresh_from_db()
    assert (invoice.state, Payment.objects.count()) == (Invoice.State.PAID, 1)


def test_a_check_is_moved_once_it_cleared(pat, ada, ben, invoice):
    came(ben, invoice, 100_000, "check 7")
    waits = Withdrawal.objects.get()
    with pytest.raises(Overdrawn, match="has not cleared"):
        approve_withdrawal(ada, waits)
    all_cleared(ben)
    assert (held().reserved_cents, held().free_cents) == (32_500, 67_500)
    waits.refresh_from_db()
    approve_withdrawal(ada, waits)
    assert books(pat) == (67_500, 32_500, 147_500)


def test_a_check_that_bounces_takes_its_move_with_it(pat, ada, ben, invoice):
    payment = came(ben, invoice, 100_000, "check 7")
    back = ask_to_reverse(ben, payment, why="The check bounced", once="r")
    assert Withdrawal.objects.get(purpose="moved").state == "taken back"
    approve_withdrawal(ada, back)
    assert books(pat) == (0, 0, 180_000)
    assert held().reserved_cents == 0
    invoice.refresh_from_db()
    assert invoice.paid_cents == 0


@pytest.mark.parametrize("method", ["wire 1", "check 7"])
def test_what_is_declined_stays_in_trust_for_nothing_else(
    pat, ada, ben, invoice, method
):
    came(ben, invoice, 100_000, method)
    decline_withdrawal(ada, Withdrawal.objects.get(), comment="Not earned yet")
    all_cleared(ben)
    assert (held().cents, held().reserved_cents) == (100_000, 0)
    with pytest.raises(Exception, match="free"):
        ask_withdrawal(
            ben,
            held(),
            purpose="refund",
            cents=32_500,
            payee="María, check 1",
            why="So",
            once="x",
        )
    assert books(pat)[0] == 100_000


def test_what_pays_one_part_goes_where_that_belongs(pat, ben, invoice):
    came(ben, invoice, 67_500)
    came(ben, invoice, 180_000, "wire 2", "b")
    assert books(pat) == (67_500, 180_000, 0)
    assert not Withdrawal.objects.exists()


def test_a_check_over_more_than_is_owed_is_deposited_and_the_rest_is_the_clients(
    pat, ada, ben, invoice
):
    with pytest.raises(TooMuch, match=r"\$25.00 more than the invoice"):
        came(ben, invoice, 250_000)
    on, said = invoice.issued_on, {"method": "wire 1", "once": "a", "over": True}
    payment = receive_payment(ben, invoice, cents=250_000, on=on, **said)
    invoice.refresh_from_db()
    assert (invoice.state, payment.to_give_back_cents) == (Invoice.State.PAID, 2_500)
    assert books(pat) == (250_000, 0, 180_000)
    approve_withdrawal(ada, Withdrawal.objects.get(purpose="moved"))
    back = ask_to_give_back(ben, payment, why="Too much", once="g")
    approve_withdrawal(ada, back)
    assert books(pat) == (67_500, 180_000, 0)


def test_too_much_for_earned_fees_alone_enters_trust_too(pat, ben, invoice):
    came(ben, invoice, 67_500)
    on, said = invoice.issued_on, {"method": "wire 2", "once": "b", "over": True}
    payment = receive_payment(ben, invoice, cents=180_100, on=on, **said)
    assert (payment.for_fees_cents, payment.to_give_back_cents) == (180_000, 100)
    assert books(pat)[:2] == (247_600, 0)
