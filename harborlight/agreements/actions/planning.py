"""An invoice is paid in instalments: offered, agreed, ended."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from harborlight.agreements import events
from harborlight.agreements.models import Instalment, Plan
from harborlight.agreements.schedule import Due
from harborlight.billing.actions import NothingToPay
from harborlight.billing.actions.posting import hold
from harborlight.billing.models import Invoice
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import money


class PlanDiffers(Exception):
    """Instalments are what is owed, to the cent, on days in their order."""


class NotOffered(Exception):
    """There is no plan to agree to, or to end, any more."""


def offer_plan(actor: Actor, invoice: Invoice, *, dues: Sequence[Due]) -> Plan:
    """Offer to pay what is owed on an invoice in instalments; another offer replaces it.

    Raises NothingToPay, PlanDiffers.
    """
    with acting(actor, events.PLAN_OFFERED, invoice) as event:
        hold(invoice)
        if not invoice.is_open:
            raise NothingToPay(gettext("Nothing is owed on this invoice."))
        _is_what_is_owed(invoice, dues)
        Plan.objects.filter(invoice=invoice, ended_at=None).update(ended_at=now())
        plan = Plan.objects.create(
            firm=actor.firm,
            case_id=invoice.case_id,
            invoice=invoice,
            cents=invoice.owed_cents,
            offered_at=now(),
            offered_by_id=actor.account,
        )
        for position, due in enumerate(dues):
            Instalment.objects.create(
                firm=actor.firm, case_id=invoice.case_id, plan=plan,
                position=position, due_on=due.on, cents=due.cents,
            )  # fmt: skip
        event.made(plan)
        event.say(
            number=invoice.number,
            payments=len(dues),
            for_person=str(invoice.payer_id),
        )
    return plan


def _is_what_is_owed(invoice: Invoice, dues: Sequence[Due]) -> None:
    total, days = sum(due.cents for due in dues), [due.on for due in dues]
    if total != invoice.owed_cents or days != sorted({*days}) or not days:
        raise PlanDiffers(
            gettext(
                "The payments come to %(total)s, and %(owed)s is owed: they must be the "
                "same to the cent, each on a later day."
            )
            % {"total": money(total), "owed": money(invoice.owed_cents)}
        )


def agree_plan(actor: Actor, plan: Plan, *, how: str = "") -> None:
    """Agree to a plan: its payer, or at the desk whoever has it in writing (how).

    The invoice is due on the last of its days from then on. Raises NotOffered.
    """
    with acting(actor, events.PLAN_AGREED, plan) as event:
        invoice = plan.invoice
        hold(invoice)
        plan.refresh_from_db()
        if plan.agreed_at or plan.ended_at or not invoice.is_open:
            raise NotOffered(gettext("There is nothing to agree to any more."))
        if invoice.owed_cents != plan.cents:
            raise NotOffered(
                gettext("Something was paid meanwhile: ask for another schedule.")
            )
        plan.agreed_at, plan.agreed_by_id, plan.agreed_how = now(), actor.account, how
        plan.save(update_fields=["agreed_at", "agreed_by", "agreed_how"])
        last = Instalment.objects.filter(plan=plan).order_by("-position")
        invoice.due_on = last.values_list("due_on", flat=True)[0]
        invoice.save(update_fields=["due_on"])
        event.say(number=invoice.number, for_person=str(invoice.payer_id))


def end_plan(actor: Actor, plan: Plan) -> None:
    """End a plan or take an offer back: what is owed is owed at once. Raises NotOffered."""
    with acting(actor, events.PLAN_ENDED, plan) as event:
        hold(plan.invoice)
        plan.refresh_from_db(fields=["ended_at"])
        if plan.ended_at:
            raise NotOffered(gettext("This plan ended already."))
        plan.ended_at = now()
        plan.save(update_fields=["ended_at"])
        event.say(number=plan.invoice.number, for_person=str(plan.invoice.payer_id))
