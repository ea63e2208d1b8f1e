"""A payer disputes a payment at their bank: what that means, what we say, how it ends."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import gettext

from harborlight.billing.actions import charged_back, take_chargeback
from harborlight.billing.models import Hold, Payment
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.words import in_every_language
from harborlight.outside.payments import Contested
from harborlight.paying import events
from harborlight.paying.books import post_won
from harborlight.paying.models import Dispute
from harborlight.trust.actions import open_account
from harborlight.trust.models import Book, Journal

State = Dispute.State


class CannotBeAnswered(Exception):
    """It is over, or was answered: the bank hears us once."""


def open_dispute(actor: Actor, payment: Payment, *, said: Contested) -> Dispute:
    """Write it down once: operating pays, trust is not debited and not spent (S7)."""
    known = Dispute.objects.filter(number=said.number).first()
    if known is not None:
        return known
    with acting(actor, events.DISPUTED, payment) as event:
        made = Dispute.objects.create(
            firm=actor.firm,
            case_id=payment.case_id,
            payment=payment,
            number=said.number,
            cents=said.cents,
            fee_cents=said.fee_cents,
            reason=said.why[:120],
            until=said.until,
            opened_at=now(),
            **_taken_back(actor, payment, said),
        )
        event.made(made)
        held = made.hold.cents if made.hold else 0
        event.say(amount=made.cents, held=held, number=payment.invoice.number)
    return made


def _taken_back(
    actor: Actor, payment: Payment, said: Contested
) -> dict[str, Journal | Hold | None]:
    """How it stands in the books, and what keeps the payer's money in trust from being spent.

    Where somebody wrote just so much down by hand already, it is that (T8, T10).
    """
    account = open_account(
        actor.firm.pk, Book.CLIENT_TRUST, payment.case, payment.payer
    )
    day = today(actor.firm.time_zone)
    told = Dispute.objects.filter(journal__isnull=False).values("journal")
    by_hand = charged_back(account, said.cents, day).exclude(pk__in=told).first()
    journal = by_hand or take_chargeback(
        actor,
        account,
        cents=said.cents,
        fee_cents=said.fee_cents,
        on=day,
        why=said.why[:120] or said.number,
        once=said.number,
        another=True,
    )
    # Of several disputes the one before may hold it all.
    rows = Hold.objects.filter(
        account__case=payment.case,
        account__person=payment.payer,
        kind=Hold.Kind.CHARGEBACK,
    )
    newest = rows.filter(released_at__isnull=True).order_by("-made_at", "-pk").first()
    return {"journal": journal, "hold": newest}


def answer_dispute(actor: Actor, dispute: Dispute, *, evidence: str) -> None:
    """Say what speaks for the payment; a job hands it to the payer's bank, once."""
    with acting(actor, events.DISPUTE_ANSWERED, dispute) as event:
        fresh = Dispute.objects.filter(
            pk=dispute.pk, state=State.OPEN, answered_at__isnull=True
        )
        if not fresh.update(
            evidence=evidence, answered_at=now(), answered_by=actor.user_id
        ):
            raise CannotBeAnswered(
                gettext(
                    "This dispute was answered already, or is over. The bank hears us "
                    "once."
                )
            )
        dispute.refresh_from_db()
        event.say(number=dispute.payment.invoice.number)


def decide_dispute(actor: Actor, dispute: Dispute, *, state: str) -> None:
    """The payer's bank has decided. What is held stays held until an attorney says so."""
    fresh = Dispute.objects.filter(pk=dispute.pk, state=State.OPEN)
    with acting(actor, events.DISPUTE_DECIDED, dispute) as event:
        if not fresh.update(state=state, decided_at=now()):
            raise CannotBeAnswered(gettext("This dispute was decided before."))
        dispute.refresh_from_db()
        if state == State.WON:
            post_won(actor, dispute)
        event.say(
            number=dispute.payment.invoice.number,
            result=in_every_language(lazy(dispute.get_state_display, str)()),
        )
