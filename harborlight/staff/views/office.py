from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.firm.actions import (
    OnlyOneAttorney,
    change_firm,
    restore_second_pair,
    waive_second_pair,
)
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.events import (
    DECLINED_KEPT,
    FIRM_CHANGED,
    FLAT_FEES_EARNED,
    KINDS,
    SECOND_PAIR_RESTORED,
    SECOND_PAIR_WAIVED,
    EventKind,
)
from harborlight.firm.forms import FirmForm
from harborlight.firm.queries import lawyers
from harborlight.firm.roles import MACHINES, STAFF, Role
from harborlight.staff.office_doors import only
from harborlight.staff.office_words import subject_name


@staff_page
@only(STAFF)
def office(request: Request) -> HttpResponse:
    shown = {
        "firm": request.actor.firm,
        "lawyers": len(lawyers(request.actor)),
        "may_waive": request.actor.plays(SECOND_PAIR_WAIVED.by),
        "may_earn": request.actor.plays(FLAT_FEES_EARNED.by),
        "may_keep": request.actor.plays(DECLINED_KEPT.by),
    }
    return render(request, "staff/office/firm.html", shown)


@staff_page
@only(FIRM_CHANGED)
def edit(request: Request) -> HttpResponse:
    firm = request.actor.firm
    form = FirmForm(
        request.POST or None, initial=vars(firm), demonstration=firm.is_demonstration
    )
    if form.is_valid():
        change_firm(request.actor, firm, **form.cleaned_data)
        messages.success(request, _("The firm's settings are changed."))
        return redirect("staff:office")
    status = 422 if form.is_bound else 200
    return render(request, "staff/office/edit.html", {"form": form}, status=status)


@require_POST
@staff_page
@only(SECOND_PAIR_WAIVED)
def waive(request: Request) -> HttpResponse:
    try:
        waive_second_pair(request.actor, request.actor.firm)
        messages.success(
            request, _("The second pair of eyes is waived. The log says so.")
        )
    except OnlyOneAttorney as refused:
        messages.warning(request, str(refused))
    return redirect("staff:office")


@require_POST
@staff_page
@only(SECOND_PAIR_RESTORED)
def restore(request: Request) -> HttpResponse:
    restore_second_pair(request.actor, request.actor.firm)
    messages.success(request, _("A second person checks every form again."))
    return redirect("staff:office")


@staff_page
@only(STAFF)
def roles(request: Request) -> HttpResponse:
    asked = request.GET.get("role", "")
    role = Role(asked) if asked in Role.values and asked not in MACHINES else None
    shown = {
        "role": role,
        "roles": [one for one in Role if one not in MACHINES],
        "groups": _groups(role),
    }
    return render(request, "staff/office/roles.html", shown)


def _groups(role: Role | None) -> list[tuple[str, list[tuple[str, list[EventKind]]]]]:
    """Everything people may do, by what it is about, and there by who may; for one role
    only what is theirs."""
    kinds = sorted(KINDS.values(), key=lambda kind: kind.name)
    rows = [one for one in kinds if (role in one.by if role else one.by - MACHINES)]
    return [
        (subject_name(subject), _by_who(several))
        for subject, several in groupby(rows, lambda kind: kind.name.split(".")[0])
    ]


def _by_who(kinds: Iterable[EventKind]) -> list[tuple[str, list[EventKind]]]:
    """Who may do the same stands there once, above all that they may."""
    found: dict[str, list[EventKind]] = {}
    for kind in kinds:
        who = [str(one.label) for one in Role if one in kind.by - MACHINES]
        found.setdefault(", ".join(who), []).append(kind)
    return [*found.items()]
