"""Whoever asked for money to leave, or a payment to be put right, hears the answer."""

import pytest
from django.urls import reverse

from harborlight.billing.actions import (
    approve_withdrawal,
    ask_to_reverse,
    decline_withdrawal,
)
from harborlight.billing.models import Payment, Withdrawal
from harborlight.cases.actions import raise_wall
from harborlight.firm.models import User
from harborlight.firm.readers import keep_up_in
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from harborlight.staff.tests.test_withdrawal_pages import (
    FEE,
    address,
    asked,
    held,
)

__all__ = ["held"]


def news(harbor, actor):
    keep_up_in(harbor)
    return words(at_the_desk(actor).get(reverse("staff:notices")))


@pytest.mark.feature("F178")
def test_finance_is_on_no_team_and_reads_what_was_decided(harbor, ada, ben, held):
    first = asked(ben, held)
    decline_withdrawal(ada, first, comment="Wrong check")
    told = news(harbor, ben)
    assert "Ada declined" in told and "Wrong check" in told
    assert address("withdrawal", first) in told
    at_the_desk(ben).post(address("ask-withdrawal", held), FEE | {"once": "b"})
    approve_withdrawal(ada, Withdrawal.objects.get(state="asked"))
    assert "$600.00 left trust" in news(harbor, ben)
    assert "Wrong check" not in news(harbor, ada), "who decided knows"


def test_whoever_was_walled_off_meanwhile_reads_nothing(
    harbor, ada, ben, pat, begun, held
):
    wrong = ask_to_reverse(ben, Payment.objects.get(), why="Typed twice", once="r")
    approve_withdrawal(ada, wrong)
    assert "was reversed: Typed twice" in news(harbor, ben)
    kept = User.objects.get(pk=ben.user_id)
    raise_wall(pat, begun.case, user=kept, reason="Conflict")
    assert "Typed twice" not in news(harbor, ben)
