"""For stories in which a check cleared long ago."""

from harborlight.trust.actions import clear_deposit
from harborlight.trust.models import Deposit


def all_cleared(ben):
    """The bank has cleared every check that came."""
    for one in Deposit.objects.filter(state="waits"):
        clear_deposit(ben, one, on=one.on)
