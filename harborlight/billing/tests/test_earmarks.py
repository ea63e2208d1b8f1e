"""What came for a government fee pays that fee, goes back, and is never ours to earn."""

import pytest
from django.utils.translation import override

from harborlight.billing.actions import (
    CannotBePutRight,
    Earmarked,
    add_line,
    approve_withdrawal,
    ask_to_reverse,
    ask_withdrawal,
    decline_withdrawal,
    draft_invoice,
    issue_invoice,
    receive_payment,
)
from harborlight.billing.models import Withdrawal
from harborlight.billing.queries import held_for_reader, holding
from harborlight.cases.queries import activity
from harborlight.firm.words import sentence
from harborlight.trust.models import Account, Book
from tests.clearing import all_cleared


def check(ben, invoice, cents, once="check"):
    """A check, which has cleared."""
    came = receive_payment(
        ben, invoice, cents=cents, method="check 7", on=invoice.issued_on, once=once
    )
    all_cleared(ben)
    return came


def ask(actor, purpose, cents, **also):
    return ask_withdrawal(
        actor,
        Account.objects.get(book=Book.CLIENT_TRUST),
        purpose=purpose,
        cents=cents,
        why="Because it is so",
        once=f"{purpose} {cents} {also.get('payee', '')}",
        **also,
    )


def held(actor):
    return holding(actor, Account.objects.get(book=Book.CLIENT_TRUST))


@pytest.fixture
def partly(ben, invoice):
    """A check of $1,000.00 came: $675.00 of it for the government's fee."""
    check(ben, invoice, 100_000)
    return invoice


@pytest.mark.feature("F177", "F181")
def test_money_for_a_government_fee_is_not_taken_as_earned(ben, maria, partly):
    assert (held(ben).earmarked_cents, held(ben).free_cents) == (67_500, 0)
    with pytest.raises(Earmarked, match=r"\$675.00 .*USCIS fee, I-130.*\$0.00 is free"):
        ask(ben, "earned", 67_500, invoice=partly)
    (seen,) = held_for_reader(maria, partly.case)
    assert (seen.free_cents, seen.earmarked_cents) == (0, 67_500)


@pytest.mark.feature("F181")
def test_what_is_held_for_a_fee_pays_it_once(ben, ada, partly):
    fee = partly.lines.get(kind="government fee")
    asked = ask(ben, "government fee", 67_500, line=fee, payee="USCIS, check 9")
    with pytest.raises(Earmarked, match=r"only \$0.00 is held"):
        ask(ada, "government fee", 100, line=fee, payee="USCIS, check 10")
    decline_withdrawal(ada, asked, comment="Not yet")
    assert held(ben).for_line(fee) == 67_500
    asked = ask(ben, "government fee", 67_500, line=fee, payee="USCIS, check 11")
    approve_withdrawal(ada, asked)
    assert (held(ben).earmarks, held(ben).free_cents) == ((), 0)


def test_what_is_held_for_a_fee_may_go_back_when_nothing_is_filed(ben, ada, partly):
    fee = partly.lines.get(kind="government fee")
    back = ask(ben, "refund", 67_500, line=fee, payee="María, check 12")
    approve_withdrawal(ada, back)
    # What is earned of the check waits there to be moved, and is free for nothing else.
    assert (held(ben).account.cents, held(ben).free_cents) == (32_500, 0)


def test_only_what_is_free_beside_the_fee_is_earned(ben, ada, case, payer, partly):
    advance = draft_invoice(ada, case, payer=payer)
    add_line(ada, advance, kind="fee", words="Advance", cents=50_000, to="trust")
    issue_invoice(ada, advance)
    check(ben, advance, 50_000, "advance")
    assert held(ben).free_cents == 50_000
    with pytest.raises(Earmarked, match=r"\$500.00 is free"):
        ask(ben, "earned", 50_001, invoice=partly)
    ask(ben, "earned", 50_000, invoice=partly)
    assert held(ben).free_cents == 0


@pytest.fixture
def fifty_free(ben, ada, case, payer, partly):
    """$675.00 is held for the government's fee, and $50.00 for nothing yet."""
    advance = draft_invoice(ada, case, payer=payer)
    add_line(ada, advance, kind="fee", words="Advance", cents=5_000, to="trust")
    issue_invoice(ada, advance)
    check(ben, advance, 5_000, "advance")
    return partly


# Of money given back somebody else than who paid it needs a reason.
NVC = {"payee": "NVC", "other_payee_why": "They asked to have it sent there"}


@pytest.mark.feature("F181")
@pytest.mark.parametrize("purpose", ["government fee", "refund"])
def test_only_free_money_leaves_for_no_fee_and_all_read_for_which(
    ben, ada, fifty_free, purpose
):
    with pytest.raises(Earmarked, match=r"USCIS fee, I-130.*\$50.00 is free"):
        ask(ben, purpose, 37_500, **NVC)
    assert ask(ben, purpose, 5_000, **NVC).line is None
    fee = fifty_free.lines.get(kind="government fee")
    assert held(ben).only_meant(37_500) == fee
    asked = ask(ben, purpose, 37_500, line=fee, **NVC)
    assert str(asked.what).endswith(": USCIS fee, I-130 (NVC)")
    with override("es"):
        assert "Tarifa de USCIS, I-130 (NVC)" in str(asked.what)
    log = [sentence(one.event.kind, one.words) for one in activity(ada, asked.case)]
    assert any("take $375.00 out" in one and "I-130 (NVC)" in one for one in log)


def test_what_was_asked_for_no_fee_is_looked_at_again_by_the_second_person(
    ben, ada, fifty_free
):
    """Much may have happened since it was asked for."""
    fee = fifty_free.lines.get(kind="government fee")
    asked = ask(ben, "refund", 37_500, line=fee, **NVC)
    Withdrawal.objects.update(line=None)
    asked.refresh_from_db()
    with pytest.raises(Earmarked, match="USCIS fee, I-130"):
        approve_withdrawal(ada, asked)
    asked.refresh_from_db()
    assert asked.waits, "it can still be declined"


def test_a_payment_is_not_reversed_out_of_what_is_for_another_fee(
    ben, ada, case, payer, partly
):
    """The check's part in trust was paid to the government; what is there is another's."""
    fee = partly.lines.get(kind="government fee")
    asked = ask(ben, "government fee", 67_500, line=fee, payee="USCIS, check 9")
    approve_withdrawal(ada, asked)
    other = draft_invoice(ada, case, payer=payer)
    add_line(
        ada, other, kind="government fee", words="I-485", cents=144_000, to="trust"
    )
    issue_invoice(ada, other)
    check(ben, other, 144_000, "other")
    first = partly.payments.get()
    with pytest.raises(CannotBePutRight, match=r"only \$325.00 is free"):
        ask_to_reverse(ben, first, why="Bounced", once="reverse")
    second = other.payments.get()
    ask_to_reverse(ben, second, why="Bounced", once="other way")
    assert held(ben).earmarks == ()
