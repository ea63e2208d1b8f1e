"""Whom money may be transferred to."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.firm.membership import is_behind
from harborlight.trust.models import Payee, PayeeBank


def payees(actor: Actor) -> QuerySet[Payee]:
    """All that hold, by name, each with its account of now (`now_at`)."""
    rows = Payee.objects.visible_to(actor).filter(ended_at=None)
    accounts = PayeeBank.objects.visible_to(actor).filter(replaced_at=None)
    rows = rows.prefetch_related(Prefetch("banks", accounts, to_attr="now_at"))
    return rows.select_related("case").order_by("name", "pk")


def get_payee(actor: Actor, pk: UUID) -> Payee:
    return Payee.objects.one(actor, pk, "case", "made_by")


def accounts_of(actor: Actor, payee: Payee) -> list[PayeeBank]:
    """The accounts of a payee, the newest first, each with who entered and confirmed it."""
    rows = PayeeBank.objects.visible_to(actor).filter(payee=payee)
    return [
        *rows.select_related("entered_by", "called_by").order_by("-entered_at", "pk")
    ]


def payable_to(actor: Actor, case: Case) -> QuerySet[PayeeBank]:
    """Accounts that money of this case may be asked to go to."""
    rows = PayeeBank.objects.visible_to(actor).filter(
        Q(payee__case=None) | Q(payee__case=case),
        payee__ended_at=None,
        replaced_at=None,
    )
    rows = rows.exclude(payee__kind=Payee.Kind.STAFF).select_related("payee")
    return rows.order_by("payee__name", "pk")


def entered_it(actor: Actor, account: PayeeBank) -> bool:
    """Whether the actor is the person who entered it, under whatever account."""
    return is_behind(actor, account.entered_by_id)
