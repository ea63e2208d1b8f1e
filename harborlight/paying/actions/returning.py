"""Money goes back the way it came: two persons agree, the processor gives it back."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import gettext

from harborlight.billing.actions import ChargebackOpen, ask_to_give_back
from harborlight.billing.actions.counting import held_invoice, unapply
from harborlight.billing.actions.earmarking import free_of
from harborlight.billing.actions.holding import stands_against_return
from harborlight.billing.models import Payment, Withdrawal
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.words import in_every_language, money
from harborlight.outside.payments import Returned
from harborlight.paying import events
from harborlight.paying.models import Dispute, Return
from harborlight.trust.methods import method_words

_method = lazy(method_words, str)


class CannotGoBack(Exception):
    """Of this payment nothing, or not so much, can go back the way it came (T11)."""


def ask_refund(
    actor: Actor,
    payment: Payment,
    *,
    cents: int,
    why: str,
    once: str,
    credits: bool = False,
) -> Withdrawal:
    """Ask for money of a card payment to go back to who paid it (trust.md T11).

    credits: they do not owe it; once it went back a credit note says so.
    """
    with acting(actor, events.REFUND_ASKED, payment) as event:
        invoice = held_invoice(payment)
        payment.refresh_from_db()
        _may_go_back(payment, cents)
        asked_again = cents - payment.unapplied_cents
        free = free_of(payment)
        _is_there(payment, cents, free)
        unapply(payment, invoice, cents, free=free)
        event.say(amount=cents, number=invoice.number, why=why)
        made = ask_to_give_back(actor, payment, why=why, once=once)
        if credits and asked_again:
            made.credit_cents = asked_again
            made.save(update_fields=["credit_cents"])
        return made


def tell_returned(actor: Actor, row: Return, returned: Returned) -> None:
    """It went back, or did not go through."""
    kind = events.RETURNED if returned.state == "done" else events.RETURN_FAILED
    payment = row.payment
    with acting(actor, kind, row) as event:
        event.say(
            amount=row.cents,
            number=payment.invoice.number,
            method=in_every_language(_method(payment.method)),
            why=returned.why,
            for_person=str(payment.payer_id),
        )


def _why_disputed(payment: Payment) -> str:
    if not Dispute.objects.filter(payment=payment, state=Dispute.State.OPEN).exists():
        return ""
    return gettext(
        "The payer disputes this payment at their bank. Nothing goes back while that is "
        "open: it would go back twice."
    )


@stands_against_return
def not_while_disputed(payment: Payment) -> None:
    """Its payer may have gone to their bank since somebody asked for it to go back."""
    if why := _why_disputed(payment):
        raise ChargebackOpen(why)


def _is_there(payment: Payment, cents: int, free: int) -> None:
    """What went to the government, or was earned, out of trust is not there to go back."""
    most = payment.operating_cents + free
    if cents > most:
        raise CannotGoBack(
            gettext(
                "%(most)s can go back: of its part in trust only %(free)s is there and "
                "free, the rest was spent or is asked for."
            )
            % {"most": money(most), "free": money(free)}
        )


def _may_go_back(payment: Payment, cents: int) -> None:
    if not payment.is_by_card or payment.state != Payment.State.RECEIVED:
        raise CannotGoBack(
            gettext("Only a card or bank payment that came can go back this way.")
        )
    if why := _why_disputed(payment):
        raise CannotGoBack(why)
    if payment.given_back_at is not None:
        raise CannotGoBack(
            gettext("Of this payment something went back already: it goes back once.")
        )
    if cents > payment.cents:
        raise CannotGoBack(
            gettext("Never more than was paid goes back: %(paid)s.")
            % {"paid": money(payment.cents)}
        )
    if cents < payment.unapplied_cents:
        raise CannotGoBack(
            gettext("%(much)s of it was paid too much: at least that goes back.")
            % {"much": money(payment.unapplied_cents)}
        )
