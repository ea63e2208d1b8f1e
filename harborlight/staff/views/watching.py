"""Papers that expire, and what the clock does about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.queries import get_case_file
from harborlight.documents.actions import change_paper_settings, say_expiry
from harborlight.documents.events import EXPIRY_SAID, SETTINGS_CHANGED
from harborlight.documents.expiry_forms import ExpiringForm, ExpiryForm
from harborlight.documents.kinds import OF_A_RULE
from harborlight.documents.queries import get_document
from harborlight.documents.settings_forms import WatchForm
from harborlight.documents.standards import settings_of
from harborlight.documents.watching import expiring
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.law.expiry import Expiry, expiries
from harborlight.staff.office_doors import only
from harborlight.staff.stretch import stretch
from harborlight.workflow.queries import paper_kinds


@staff_page
def papers(request: Request) -> HttpResponse:
    """The papers of the firm that expire, as far as they are open to whoever asks."""
    kinds = paper_kinds(request.actor)
    form = ExpiringForm(request.GET, kinds=kinds)
    day, wanted = today(request.actor.firm.time_zone), form.wanted
    over = wanted["within"] == "over"
    until = day - timedelta(days=1) if over else day + _days(wanted["within"])
    mine = wanted["whose"] == "mine"
    since = None if over else day
    rows = expiring(request.actor, until=until, since=since, mine=mine)
    if wanted["kind"]:
        rows = rows.filter(kind=wanted["kind"])
    shown: dict[str, Any] = {"page": stretch(rows, request.GET.get("page"), size=50)}
    shown |= {"form": form, "today": day, "rules": _named(kinds)}
    shown["query"] = "".join(f"&{name}={value}" for name, value in wanted.items())
    return render(request, "staff/documents/expiring.html", shown)


def _named(kinds: Mapping[str, str]) -> list[tuple[str, Expiry]]:
    """The rules, each with what its kind is called by the firm, or else by the house."""
    names = {**OF_A_RULE, **kinds}
    return [(str(names.get(kind, kind)), rule) for kind, rule in expiries().items()]


def _days(said: str | None) -> timedelta:
    return timedelta(days=int(said or 0))


@staff_page
def expiry(request: Request, document_id: UUID) -> HttpResponse:
    found = get_document(request.actor, document_id)
    must(request.actor, EXPIRY_SAID)
    note_sighting(request.actor, found)
    said = request.POST if request.method == "POST" else None
    form = ExpiryForm(said, initial={"expires_on": found.expires_on})
    if form.is_valid():
        say_expiry(request.actor, found, **form.cleaned_data)
        done = _("Written down. The team is told before it expires.")
        messages.success(request, done)
        return redirect("staff:case-documents", found.case_id)
    shown = {"document": found, "form": form, "rule": expiries().get(found.kind)}
    shown["case"] = get_case_file(request.actor, found.case_id)
    status = 422 if form.is_bound else 200
    return render(request, "staff/documents/expiry.html", shown, status=status)


@staff_page
@only(SETTINGS_CHANGED)
def watch(request: Request) -> HttpResponse:
    """When teams are warned and clients reminded."""
    chosen = settings_of(request.actor)
    initial = vars(chosen) | {"warn_days": ", ".join(map(str, chosen.warn_days))}
    form = WatchForm(request.POST or None, initial=initial)
    if form.is_valid():
        change_paper_settings(request.actor, **form.cleaned_data)
        messages.success(request, _("Saved. It counts from tomorrow morning."))
        return redirect("staff:watch")
    status = 422 if form.is_bound else 200
    shown = {"form": form, "rules": expiries()}
    return render(request, "staff/office/watch.html", shown, status=status)
