"""For stories in which a check cleared long ago."""

from harborlight.billing.actions import receive_payment
from harborlight.trust.actions import clear_deposit
from harborlight.trust.models import Deposit


def all_cleared(ben):
    """The bank has cleared every check that came."""
    for one in Deposit.objects.filter(state="waits"):
        clear_deposit(ben, one, on=one.on)


def paid_apart(ben, invoice, cents, *, trust, method, on, once):
    """What belongs to trust comes by itself, and what is earned: each to its own bank."""
    for part, mark in ((trust, ""), (cents - trust, "0")):
        receive_payment(
            ben,
            invoice,
            cents=part,
            method=f"{method}{mark}",
            on=on,
            once=f"{once}{mark}",
        )
