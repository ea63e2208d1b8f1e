"""What of a client's money may be spent: behind the lock that it is spent under."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F, Sum
from django.utils.formats import date_format
from django.utils.translation import gettext

from harborlight.firm.words import money
from harborlight.trust.models import Account, Entry

# What is cleared, not held and not asked for, as the database counts it.
FREE = F("cents") - F("uncleared_cents") - F("held_cents") - F("reserved_cents")


class Overdrawn(Exception):
    """The client does not have that much money in trust, cleared and free.

    rule: which of the four it breaks: T2 there is not so much at all; T3 it has not
    cleared, or somebody asked for it; T14 it is held.
    """

    rule = "T3"

    def __init__(
        self, why: str, account: Account | None = None, cents: int = 0
    ) -> None:
        super().__init__(why)
        if account is not None:
            self.rule = _rule(account, cents)


class Backdated(Overdrawn):
    """On an earlier day the client did not have that much money in trust."""

    rule = "T2"


def _rule(account: Account, cents: int) -> str:
    if cents > account.cents:
        return "T2"
    if cents > account.cleared_cents:
        return "T3"
    return "T14" if cents > account.cleared_cents - account.held_cents else "T3"


def why_overdrawn(account: Account, cents: int) -> str:
    """Each part that is not free is named, in the reader's words."""
    parts = [
        (account.uncleared_cents, gettext("%(amount)s has not cleared at the bank yet")),
        (account.held_cents, gettext("%(amount)s is held back, until an attorney releases it")),
        (account.reserved_cents, gettext("%(amount)s of it is asked for already")),
    ]  # fmt: skip
    said = [words % {"amount": money(part)} for part, words in parts if part]
    told = {"free": money(account.free_cents), "held": money(account.cents)}
    first = gettext("Only %(free)s is free: %(held)s is held in trust for the client")
    return ", ".join([first % told, *said]) + "."


def must_cover(account: Account, cents: int, on: date) -> None:
    """Of an account that is locked: on no day from this one on was there less than that.

    Dated before money came, a payment would have been made with another client's.
    """
    later = Entry.objects.filter(account=account, on__gt=on).order_by()
    days = later.values("on").annotate(all=Sum("cents")).order_by("-on")
    # Credits are negative, and a client's account grows with them.
    at_the_end, least, worst = account.cents, account.cents, date.max
    for day in days:
        at_the_end += day["all"]
        if at_the_end < least:
            least, worst = at_the_end, day["on"] - timedelta(days=1)
    if least < cents:
        raise Backdated(
            gettext(
                "On %(day)s only %(there)s was held for the client: dated so early, this "
                "would have been paid with money of others."
            )
            % {
                "day": date_format(min(worst, account.last_on), "DATE_FORMAT"),
                "there": money(max(0, least)),
            }
        )


def reserve(account: Account, *, cents: int) -> None:
    """Set money aside for what was asked: until it is decided nobody else takes it."""
    free = Account.objects.annotate(free=FREE).filter(pk=account.pk, free__gte=cents)
    if free.update(reserved_cents=F("reserved_cents") + cents):
        return
    account.refresh_from_db()
    raise Overdrawn(why_overdrawn(account, cents), account, cents)


def release(account: Account, *, cents: int) -> None:
    """What was set aside is free again, or about to be spent."""
    rows = Account.objects.filter(pk=account.pk)
    rows.update(reserved_cents=F("reserved_cents") - cents)


def hold_back(account: Account, *, cents: int) -> None:
    """Nobody spends it until it is let go: also what somebody asked for already."""
    there = Account.objects.filter(pk=account.pk, cents__gte=F("held_cents") + cents)
    if not there.update(held_cents=F("held_cents") + cents):
        account.refresh_from_db()
        raise Overdrawn(
            gettext("Only %(there)s of this client’s money is not held back yet.")
            % {"there": money(account.cents - account.held_cents)},
            account,
            cents,
        )


def let_go(account: Account, *, cents: int) -> None:
    """What was held back is free again."""
    rows = Account.objects.filter(pk=account.pk)
    rows.update(held_cents=F("held_cents") - cents)
