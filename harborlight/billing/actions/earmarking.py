"""What of a client's money may be asked for: behind the lock that it is spent under."""

from __future__ import annotations

from django.utils.translation import gettext

from harborlight.billing.actions.posting import hold_account
from harborlight.billing.earmarks import Holding, Rows, holdings
from harborlight.billing.models import Line, Payment, Withdrawal
from harborlight.firm.words import money
from harborlight.trust.actions.spending import Overdrawn, why_overdrawn
from harborlight.trust.models import Account, Book


class CannotBePutRight(Exception):
    """Of this payment nothing can be given back or reversed."""

    rule = "T11"


class Earmarked(Exception):
    """Money for a named government fee pays that fee or goes back, and nothing else."""

    rule = "T13"


def may_leave(account: Account, cents: int, line: Line | None) -> None:
    """Of an account that is held: what is for a government fee leaves only for it.

    Raises Earmarked, or CannotBePutRight where it goes back from its payment.
    """
    held = _holding(account)
    if line is not None:
        if cents > held.for_line(line):
            if account.uncleared_cents:
                raise Overdrawn(why_overdrawn(account, cents), account, cents)
            raise Earmarked(
                gettext(
                    "For this government fee only %(held)s is held and not asked for."
                )
                % {"held": money(held.for_line(line))}
            )
    # More than is there at all is said where it is set aside (Overdrawn).
    elif held.free_cents < cents <= account.free_cents:
        raise _bound(held, cents)


def is_still_free(withdrawal: Withdrawal) -> None:
    """What leaves for no government fee was not paid for one: asked again at the end.

    Nor is what came by check moved before the bank has it (trust.md T3).
    """
    account, came = withdrawal.account, withdrawal.once_clears
    if account is not None and came is not None and came.is_uncertain:
        cents = withdrawal.trust_cents
        raise Overdrawn(why_overdrawn(account, cents), account, cents)
    named = withdrawal.line_id or withdrawal.purpose in Withdrawal.CORRECTIONS
    if account is None or named:
        return
    hold_account(account)
    held = _holding(account)
    # It is set aside still, so that what is bound stands beside it.
    if account.free_cents < held.bound_cents:
        raise _bound(held, withdrawal.trust_cents)


def _bound(held: Holding, cents: int) -> Exception:
    """What stands against so much being asked for."""
    free = money(held.free_cents)
    if held.kept_cents and cents > held.account.free_cents - held.kept_cents:
        return CannotBePutRight(
            gettext(
                "%(kept)s of this money was paid too much and goes back from its "
                "payment, or it paid earned fees and is moved from there: use “Give "
                "back” or “Move what is earned” there. %(free)s can be asked for here."
            )
            % {"kept": money(held.kept_cents), "free": free}
        )
    return Earmarked(
        gettext(
            "%(held)s of this money was paid for a government fee (%(fees)s). It pays "
            "that fee or goes back to the client, and is never earned. %(free)s is free "
            "for anything else."
        )
        % {
            "held": money(held.earmarked_cents),
            "fees": "; ".join(one.line.said for one in held.earmarks),
            "free": free,
        }
    )


def still_held(payment: Payment, cents: int, purpose: str) -> Account:
    """Where the trust part of a payment is, if it is still there and for nothing else."""
    account = _account_of(payment)
    hold_account(account)
    free = _holding(account, without=payment).free_cents
    if purpose == Withdrawal.Purpose.OVERPAID:
        # The part that was owed stays where it is.
        free = min(account.free_cents, _holding(account).free_cents + cents)
    if free < cents:
        raise CannotBePutRight(
            gettext(
                "%(trust)s of this payment went into trust, and only %(free)s is free "
                "there now: the rest was spent, somebody asked for it, or it is held "
                "for something else. If it is asked for, have that declined or taken "
                "back, then come again. If it was spent and the check bounced, the bank "
                "holds less in trust than the books say: put the firm’s own money into "
                "the trust account today, ask the client for what is missing, and keep "
                "a note with the bank’s letter. It cannot be written down here yet."
            )
            % {"trust": money(cents), "free": money(free)}
        )
    return account


def free_of(payment: Payment) -> int:
    """How much of the trust part of a payment is still there and free, in whole cents.

    Its account is held until the transaction ends.
    """
    if not payment.trust_cents:
        return 0
    account = _account_of(payment)
    hold_account(account)
    return min(_holding(account, without=payment).free_cents, payment.trust_cents)


def _account_of(payment: Payment) -> Account:
    return Account.objects.get(
        book=Book.CLIENT_TRUST,
        case=payment.case_id,
        person=payment.payer_id,
        bank=payment.bank_id,
    )


def _holding(account: Account, without: Payment | None = None) -> Holding:
    payments = Payment.objects.filter(case=account.case_id)
    if without is not None:
        payments = payments.exclude(pk=without.pk)
    gone = Withdrawal.objects.filter(case=account.case_id).select_related("account")
    return holdings([account], Rows(Line.objects.all(), payments, gone))[0]
