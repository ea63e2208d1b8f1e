from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.firm.acting import Refused
from harborlight.firm.actions import (
    NobodyLeft,
    PlaysItAlready,
    SaidBefore,
    add_member,
    end_membership,
    join_accounts,
    keep_credentials,
    offer_part,
    part_accounts,
    parts_not_given_by,
    withdraw_offer,
)
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.events import (
    CREDENTIALS_KEPT,
    JOINED,
    LEFT,
    NOT_SAME_HUMAN,
    OFFER_WITHDRAWN,
    OWN_CREDENTIALS_KEPT,
    SAME_HUMAN,
)
from harborlight.firm.forms import (
    CredentialsForm,
    NewMemberForm,
    PartForm,
    SameHumanForm,
)
from harborlight.firm.leaving import leavings
from harborlight.firm.models import Membership, User
from harborlight.firm.offers import Closed
from harborlight.firm.queries import (
    credentials_of,
    get_colleague,
    get_membership,
    get_offer,
    open_offers,
    parts_of,
    same_humans,
    staff_of,
)
from harborlight.firm.queries import members as members_here
from harborlight.firm.roles import LAWYERS, STAFF, Role
from harborlight.firm.tenancy import NotFound
from harborlight.staff.office_doors import only


@staff_page
@only(STAFF)
def members(request: Request) -> HttpResponse:
    shown = {"staff": staff_of(request.actor), "offers": open_offers(request.actor)}
    return render(request, "staff/office/members.html", shown)


@staff_page
@only(JOINED)
def new(request: Request) -> HttpResponse:
    staff = [user for user, _rows in staff_of(request.actor)]
    closed = parts_not_given_by(request.actor)
    form = NewMemberForm(request.POST or None, staff=staff, closed=closed)
    if form.is_valid():
        try:
            made = offer_part(request.actor, **form.cleaned_data)
            told = _("A letter is on its way to %(email)s.")
            messages.success(request, told % {"email": made.email})
            return redirect("staff:members")
        except (PlaysItAlready, Refused) as refused:
            form.add_error("role", str(refused))
    status = 422 if form.is_bound else 200
    return render(
        request, "staff/office/new_member.html", {"form": form}, status=status
    )


@staff_page
@only(STAFF)
def member(request: Request, user_id: UUID) -> HttpResponse:
    return _shown(request, get_colleague(request.actor, user_id))


@require_POST
@staff_page
@only(JOINED)
def add_part(request: Request, user_id: UUID) -> HttpResponse:
    person = get_colleague(request.actor, user_id)
    form = PartForm(request.POST, closed=parts_not_given_by(request.actor))
    if form.is_valid():
        try:
            add_member(request.actor, person, role=form.cleaned_data["role"])
            return redirect("staff:member", person.pk)
        except (PlaysItAlready, Refused) as refused:
            form.add_error("role", str(refused))
    return _shown(request, person, part=form)


@require_POST
@staff_page
@only(LEFT)
def end_part(request: Request, membership_id: UUID) -> HttpResponse:
    row = get_membership(request.actor, membership_id)
    try:
        end_membership(request.actor, row)
        messages.success(request, _ended(request, row))
    except (NobodyLeft, Refused) as refused:
        messages.warning(request, str(refused))
    return redirect(*_after(request, row))


@require_POST
@staff_page
@only(OFFER_WITHDRAWN)
def ask_no_more(request: Request, offer_id: UUID) -> HttpResponse:
    try:
        withdraw_offer(request.actor, get_offer(request.actor, offer_id))
        messages.success(request, _("The link in the letter is closed."))
    except Closed:
        messages.warning(request, _("They have just answered: nothing was changed."))
    return redirect("staff:members")


@require_POST
@staff_page
@only(SAME_HUMAN)
def same_human(request: Request, user_id: UUID) -> HttpResponse:
    person = get_colleague(request.actor, user_id)
    form = SameHumanForm(request.POST, others=_others(request, person))
    if not form.is_valid():
        return _shown(request, person, same=form)
    first = parts_of(request.actor, person.pk)[0]
    other = parts_of(request.actor, form.chosen.pk)[0]
    join_accounts(request.actor, first, other=other)
    messages.success(request, _("Both accounts now count as one person."))
    return redirect("staff:member", person.pk)


@require_POST
@staff_page
@only(NOT_SAME_HUMAN)
def not_same_human(request: Request, user_id: UUID) -> HttpResponse:
    person = get_colleague(request.actor, user_id)
    try:
        part_accounts(request.actor, parts_of(request.actor, person.pk)[0])
        messages.success(request, _("This account now counts as somebody else's."))
    except (SaidBefore, Refused) as refused:
        messages.warning(request, str(refused))
    return redirect("staff:member", person.pk)


@staff_page
@only(CREDENTIALS_KEPT, OWN_CREDENTIALS_KEPT)
def credentials(request: Request, user_id: UUID) -> HttpResponse:
    person = get_colleague(request.actor, user_id)
    if person != request.user and not request.actor.plays(CREDENTIALS_KEPT.by):
        raise NotFound
    known = credentials_of(request.actor, person.pk)
    form = CredentialsForm(request.POST or None, initial=vars(known) if known else None)
    if form.is_valid():
        keep_credentials(request.actor, person, **form.cleaned_data)
        messages.success(request, _("The bar details are kept."))
        return redirect("staff:member", person.pk)
    status = 422 if form.is_bound else 200
    shown = {"person": person, "form": form}
    return render(request, "staff/office/credentials.html", shown, status=status)


def _ended(request: Request, row: Membership) -> str:
    if row.user_id == request.user.pk:
        return _("Your part as %(role)s is ended.") % {"role": row.get_role_display()}
    return _("It is ended, and counts from their next page on.")


def _after(request: Request, row: Membership) -> tuple[Any, ...]:
    """Where one reads on: whoever ended their own part may not open these pages now."""
    left = parts_of(request.actor, row.user_id)
    if row.user_id == request.user.pk and not any(one.role in STAFF for one in left):
        return ("parts",)
    return ("staff:member", row.user_id) if left else ("staff:members",)


def _others(request: Request, person: User) -> list[User]:
    return [user for user, _rows in staff_of(request.actor) if user != person]


def _shown(
    request: Request,
    person: User,
    *,
    part: PartForm | None = None,
    same: SameHumanForm | None = None,
) -> HttpResponse:
    everybody = [*members_here(request.actor)]
    parts = [row for row in everybody if row.user_id == person.pk]
    own = person.pk == request.user.pk
    shown = {
        "person": person,
        "parts": leavings(request.actor, parts, everybody),
        "is_lawyer": any(row.role in LAWYERS for row in parts),
        "credentials": credentials_of(request.actor, person.pk),
        "same_as": same_humans(request.actor, person.pk),
        "part": part or PartForm(closed=parts_not_given_by(request.actor)),
        "gives_none": own and Role.PARTNER not in request.actor.roles,
        "same": same or SameHumanForm(others=_others(request, person)),
    }
    status = 422 if part or same else 200
    return render(request, "staff/office/member.html", shown, status=status)
