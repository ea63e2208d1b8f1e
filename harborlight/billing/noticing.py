"""How many days a client is told before fees leave their money in trust (trust.md T7).

The state's rule, what the firm set itself, and rooms above that know what was agreed
(`@wants_notice`): the most of them holds.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from harborlight.billing.models import Hold, Withdrawal
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.firm.models import Membership
from harborlight.firm.roles import CLIENTS
from harborlight.trust.terms import policy, terms_of

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class AndObjected(TypedDict):
        """Whether its client objects to it, and no attorney released that."""

        objected: bool

    AskedOfThem = WithAnnotations[Withdrawal, AndObjected]
    Noticed = QuerySet[AskedOfThem]

# Given a case: the days that were agreed for it; 0: none.
Wanting = Callable[[Case], int]
WANTINGS: dict[str, Wanting] = {}


def wants_notice(name: str) -> Callable[[Wanting], Wanting]:
    """Make a function say what was agreed."""

    def register(wanting: Wanting) -> Wanting:
        if name in WANTINGS:
            raise ValueError(f"Two are named {name}.")
        WANTINGS[name] = wanting
        return wanting

    return register


def notice_days(actor: Actor, case: Case, on: date) -> int:
    """So many days before fees leave trust the client of this case is told; 0: none."""
    chosen = terms_of(actor)
    said = [wanting(case) for wanting in WANTINGS.values()]
    said.append(policy(actor, on).transfer_notice_days or 0)
    said.append(chosen.transfer_notice_days if chosen else 0)
    return max(said)


def may_leave_from(withdrawal: Withdrawal) -> date | None:
    """The first day on which it may be approved; None: the client was not told yet."""
    if withdrawal.noticed_on is None:
        return None
    return withdrawal.noticed_on + timedelta(days=withdrawal.notice_days)


def objection_to(withdrawal: Withdrawal) -> Hold | None:
    """What the client said against it while it waits, if no attorney released that."""
    if not (withdrawal.waits and withdrawal.takes_fees):
        return None
    of = (withdrawal.invoice_id, withdrawal.account_id, withdrawal.asked_at)
    return _against(*of).order_by("made_at").first()


def with_objections(rows: QuerySet[Withdrawal]) -> Noticed:
    """Each with whether its client objects to it: `objected`."""
    of = (OuterRef("invoice"), OuterRef("account"), OuterRef("asked_at"))
    return rows.annotate(objected=Exists(_against(*of)))


def told_of_leaving(actor: Actor) -> Subquery:
    """Read with a case: the id of what is to leave this client's money in trust for our
    fees, of which they were told and to which they have not objected (T7)."""
    rows = Withdrawal.objects.visible_to(actor).filter(
        case=OuterRef("pk"), noticed_on__isnull=False, **Withdrawal.BECOMES_OURS
    )
    rows = with_objections(rows).filter(objected=False, person__login=actor.user_id)
    return Subquery(rows.order_by().values("pk")[:1])


def _against(invoice: Any, account: Any, asked_at: Any) -> QuerySet[Hold]:
    """What the desk wrote of a dispute is another hold: it keeps so much back, no more."""
    # Also of whoever is not in the portal any more.
    clients = Membership.objects.filter(role__in=CLIENTS).values("user")
    return Hold.objects.filter(
        invoice=invoice,
        account=account,
        made_at__gte=asked_at,
        made_by__in=clients,
        kind=Hold.Kind.DISPUTE,
        released_at=None,
    )
