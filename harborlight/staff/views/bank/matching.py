"""Lines of the bank that wait, and the movements of the books that they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harborlight.bank.actions import (
    CannotMatch,
    MonthSigned,
    match_certain,
    match_lines,
    undo_match,
)
from harborlight.bank.books import Movement
from harborlight.bank.events import MATCHED
from harborlight.bank.forms import MatchForm
from harborlight.bank.house_money import may_be_posted
from harborlight.bank.matching import Open, Proposal
from harborlight.bank.queries import Waiting, get_bank_account, get_together, waiting
from harborlight.bank.whose import Whose, whose
from harborlight.firm import ids
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.tenancy import NotFound
from harborlight.trust.models import BankAccount

LINES, MOVEMENTS = 40, 200


@staff_page
def match(request: Request, bank_account_id: UUID) -> HttpResponse:
    found = get_bank_account(request.actor, bank_account_id)
    if request.method != "POST":
        return _shown(request, found, MatchForm(), [])
    must(request.actor, MATCHED)
    form, ticked = MatchForm(request.POST), _ticked(request)
    if form.is_valid():
        try:
            reason, (lines, journals) = form.cleaned_data["reason"], ticked
            match_lines(
                request.actor, found, lines=lines, journals=journals, reason=reason
            )
            messages.success(request, _("Matched."))
            return redirect("staff:bank-match", found.pk)
        except CannotMatch as why:
            form.add_error(None, str(why))
    return _shown(request, found, form, [*ticked[0], *ticked[1]])


def _ticked(request: Request) -> tuple[list[UUID], list[UUID]]:
    """The lines and movements that were ticked, or the pair whose button was pressed."""
    line, _slash, journal = request.POST.get("pair", "").partition("/")
    lines = [line] if line else request.POST.getlist("line")
    journals = [journal] if line else request.POST.getlist("journal")
    try:
        return [ids.read(one) for one in lines], [ids.read(one) for one in journals]
    except ValueError:
        raise NotFound from None


def _shown(
    request: Request, account: BankAccount, form: MatchForm, ticked: list[UUID]
) -> HttpResponse:
    day = today(request.actor.firm.time_zone)
    open_ones = waiting(request.actor, account, on=day)
    page = Paginator(open_ones.lines, LINES).get_page(request.GET.get("page"))
    shown: dict[str, Any] = {
        "account": account,
        "form": form,
        "page": page,
        "lines": _said(request, page, open_ones, account),
        "movements": _named(request, open_ones.movements[:MOVEMENTS]),
        "more": max(0, len(open_ones.movements) - MOVEMENTS),
        "certain": len(open_ones.certain),
        "ticked": ticked,
    }
    status = 422 if form.errors else 200
    return render(request, "staff/bank/match.html", shown, status=status)


Said = tuple[Open, Proposal | None, Whose | None, bool]


def _said(
    request: Request, page: Iterable[Open], open_ones: Waiting, account: BankAccount
) -> list[Said]:
    """Each line, the movement that it may be and whose that is, and whether it may be the
    house's own."""
    found = [(one, open_ones.proposals.get(one.line)) for one in page]
    named = whose(request.actor, [may.movement.journal for _one, may in found if may])
    return [
        (one, may, named.get(may.movement.journal) if may else None,
         may_be_posted(one, account))
        for one, may in found
    ]  # fmt: skip


def _named(
    request: Request, movements: list[Movement]
) -> list[tuple[Movement, Whose | None]]:
    named = whose(request.actor, [one.journal for one in movements])
    return [(one, named.get(one.journal)) for one in movements]


@require_POST
@staff_page
def certain(request: Request, bank_account_id: UUID) -> HttpResponse:
    found = get_bank_account(request.actor, bank_account_id)
    day = today(request.actor.firm.time_zone)
    count = match_certain(request.actor, found, on=day)
    said = ngettext("%(n)s line is matched.", "%(n)s lines are matched.", count)
    messages.success(request, said % {"n": count})
    return redirect("staff:bank-match", found.pk)


@require_POST
@staff_page
def undo(request: Request, bank_match_id: UUID) -> HttpResponse:
    several = get_together(request.actor, bank_match_id)
    line = several[0].line
    try:
        undo_match(request.actor, line.account, matches=several)
        messages.success(request, _("Taken back. The lines wait again."))
    except MonthSigned as why:
        messages.error(request, str(why))
    return redirect("staff:bank-statement", line.statement_id)
