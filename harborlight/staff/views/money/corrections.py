"""A payment put right: what was paid too much goes back, what never came is reversed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.billing.actions import (
    AlreadyAsked,
    CannotBePutRight,
    CaseIsClosed,
    MovesAlready,
    ask_to_give_back,
    ask_to_reverse,
    move_earned,
)
from harborlight.billing.events import CORRECTION_ASKED, WITHDRAWAL_ASKED
from harborlight.billing.forms import CorrectionForm
from harborlight.billing.models import Payment, Withdrawal
from harborlight.billing.models.withdrawals import takes_two
from harborlight.billing.queries import get_money_that_came
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.ids import new_id
from harborlight.firm.sightings import note_sighting
from harborlight.trust.actions.spending import Overdrawn


@staff_page
def give_back(request: Request, payment_id: UUID) -> HttpResponse:
    found = get_money_that_came(request.actor, payment_id)
    trust = found.unapplied_trust_cents
    return _corrected(request, found, ask_to_give_back, trust, back=True)


@staff_page
def reverse(request: Request, payment_id: UUID) -> HttpResponse:
    found = get_money_that_came(request.actor, payment_id)
    return _corrected(request, found, ask_to_reverse, found.trust_cents)


def _corrected(
    request: Request,
    found: Payment,
    ask: Callable[..., Withdrawal],
    trust: int,
    *,
    back: bool = False,
) -> HttpResponse:
    must(request.actor, CORRECTION_ASKED)
    note_sighting(request.actor, found)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            _tell(request, ask(request.actor, found, **form.cleaned_data))
            return redirect("staff:invoice", found.invoice_id)
        except AlreadyAsked as why:
            messages.info(request, str(why))
            return redirect("staff:invoice", found.invoice_id)
        except (CannotBePutRight, CaseIsClosed) as why:
            form.add_error(None, str(why))
    shown = {"case": found.case, "tab": "case-money", "payment": found, "form": form}
    shown |= {"trust": trust, "back": back}
    shown["takes_two"] = takes_two(request.actor.firm, found, trust)
    status = 422 if form.is_bound else 200
    return render(request, "staff/money/correct.html", shown, status=status)


def _tell(request: Request, made: Withdrawal) -> None:
    messages.success(
        request,
        _("Asked. A second person has to agree.")
        if made.waits
        else _("Done. It stands in the books."),
    )


@require_POST
@staff_page
def move(request: Request, payment_id: UUID) -> HttpResponse:
    """Ask again to move what is earned of a payment that stands in trust whole."""
    found = get_money_that_came(request.actor, payment_id)
    must(request.actor, WITHDRAWAL_ASKED)
    note_sighting(request.actor, found)
    try:
        move_earned(request.actor, found, once=f"{new_id()}")
        messages.success(request, _("Asked. A second person has to agree."))
    except (MovesAlready, Overdrawn) as why:
        messages.warning(request, str(why))
    return redirect("staff:invoice", found.invoice_id)
