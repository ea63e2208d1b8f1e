"""Packets of a case: which there are, what is in them, and what they are for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harborlight.cases.models import Case
from harborlight.cases.queries import get_case_file
from harborlight.documents.models import Version
from harborlight.documents.queue import several
from harborlight.filings.actions import attach_packet
from harborlight.filings.events import PACKET_ATTACHED
from harborlight.filings.packet_forms import AttachPacketForm
from harborlight.filings.packets import (
    filings_for,
    forms_of,
    get_approved,
    place_of,
)
from harborlight.filings.reconciling import sent_papers as papers_sent
from harborlight.firm.acting import Refused, must
from harborlight.firm.clock import now, today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.law.destinations import destination
from harborlight.packets.actions import (
    AlreadySent,
    add_form,
    add_papers,
    change_packet,
    make_packet,
    use_set,
)
from harborlight.packets.events import (
    CHANGED,
    FORM_ADDED,
    MADE,
    PAPERS_ADDED,
    SET_USED,
)
from harborlight.packets.forms import (
    CertifyForm,
    PacketForm,
    PapersForm,
    SentForm,
    UseSetForm,
    WantedForm,
)
from harborlight.packets.models import Packet
from harborlight.packets.queries import (
    get_packet,
    notices_of,
    packets,
    sets,
    to_choose,
)
from harborlight.staff.packet_desk import choice_of, desk_of, found_before


@staff_page
def in_case(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    shown = {"case": case, "packets": packets(request.actor, case)}
    return render(request, "staff/packets/list.html", shown)


@staff_page
def sent_papers(request: Request, case_id: UUID) -> HttpResponse:
    """What clients sent beside what went to the government."""
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    rows = papers_sent(request.actor, case)
    shown = {"case": case, "rows": rows, "tab": "case-packets"}
    return render(request, "staff/packets/reconciled.html", shown)


@staff_page
def new(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, MADE)
    note_sighting(request.actor, case)
    notices = notices_of(request.actor, case)
    asked = {"purpose": request.GET.get("for", "filing")}
    form = PacketForm(request.POST or None, notices=notices, initial=asked)
    if form.is_valid():
        packet = make_packet(request.actor, case, **form.cleaned_data)
        there = reverse("staff:packet-papers", args=[packet.pk])
        return redirect(f"{there}{found_before(request)}")
    shown = {"case": case, "form": form, "tab": "case-packets"}
    status = 422 if form.is_bound else 200
    return render(request, "staff/packets/form.html", shown, status=status)


@staff_page
def change(request: Request, packet_id: UUID) -> HttpResponse:
    packet = get_packet(request.actor, packet_id)
    must(request.actor, CHANGED)
    note_sighting(request.actor, packet)
    case = get_case_file(request.actor, packet.case_id)
    notices = notices_of(request.actor, case)
    said = {**vars(packet), "name": packet.name, "notice": packet.notice_id}
    form = PacketForm(request.POST or None, notices=notices, initial=said)
    if form.is_valid() and _done(
        request, lambda: change_packet(request.actor, packet, **form.cleaned_data)
    ):
        return redirect("staff:packet", packet.pk)
    shown = {"case": case, "form": form, "packet": packet, "tab": "case-packets"}
    status = 422 if form.is_bound else 200
    return render(request, "staff/packets/form.html", shown, status=status)


@staff_page
def packet(request: Request, packet_id: UUID) -> HttpResponse:
    found = get_packet(request.actor, packet_id)
    case = get_case_file(request.actor, found.case_id)
    note_sighting(request.actor, found)
    desk = desk_of(request.actor, found)
    shown: dict[str, Any] = {
        "case": case,
        "packet": found,
        "desk": desk,
        "tab": "case-packets",
        "to": destination(found.destination),
        "place": place_of(request.actor, found),
        "wanting": WantedForm(),
        **_ending(request, desk.built),
    }
    return render(request, "staff/packets/packet.html", shown)


def _ending(request: Request, built: Any) -> dict[str, Any]:
    """What is said when it is certified, and when it was sent."""
    day = today(request.actor.firm.time_zone)
    return {
        "certifying": CertifyForm(),
        "sending": SentForm(today=day, initial={"on": day}),
        "now": now(),
        "built": built,
    }


@staff_page
def papers(request: Request, packet_id: UUID) -> HttpResponse:
    """Which papers go in: by tag and kind, several at once."""
    found = get_packet(request.actor, packet_id)
    must(request.actor, PAPERS_ADDED)
    note_sighting(request.actor, found)
    data = request.POST if request.method == "POST" else None
    form = PapersForm(data, papers=to_choose(request.actor, found))
    if form.is_valid() and _done(
        request, lambda: add_papers(request.actor, found, **form.cleaned_data)
    ):
        messages.success(request, _put_in(len(form.cleaned_data["versions"])))
        return redirect("staff:packet", found.pk)
    shown = _choice(request, found, form)
    status = 422 if form.is_bound else 200
    return render(request, "staff/packets/choose.html", shown, status=status)


def _choice(request: Request, found: Packet, form: PapersForm) -> dict[str, Any]:
    asked = request.GET.get("tag", ""), request.GET.get("kind", "")
    return {
        **choice_of(request.actor, found, _offered(request, form), *asked),
        "found": bool(request.GET.getlist("version")),
        "chosen": request.POST.getlist("versions") if form.is_bound else None,
        "case": get_case_file(request.actor, found.case_id),
        "form": form,
        "tab": "case-packets",
    }


def _offered(request: Request, form: PapersForm) -> list[Version]:
    """Those that were chosen elsewhere, as among what a search found; else all."""
    every = [*form.papers.values()]
    if not (keys := request.GET.getlist("version")):
        return every
    wanted = {one.document_id for one in several(request.actor, keys)}
    return [one for one in every if one.document_id in wanted]


def _put_in(count: int) -> str:
    said = ngettext("%(n)s paper is in it now.", "%(n)s papers are in it now.", count)
    return said % {"n": count}


@require_POST
@staff_page
def use(request: Request, packet_id: UUID) -> HttpResponse:
    found = get_packet(request.actor, packet_id)
    must(request.actor, SET_USED)
    form = UseSetForm(request.POST, sets=sets(request.actor))
    if not form.is_valid():
        messages.error(request, _("Choose a set."))
        return redirect("staff:packet-papers", found.pk)
    if _done(request, lambda: use_set(request.actor, found, **form.cleaned_data)):
        said = _(
            "What is here is in the packet; what is not here yet is noted as needed."
        )
        messages.success(request, said)
    return redirect("staff:packet", found.pk)


@require_POST
@staff_page
def put_form(request: Request, packet_id: UUID, filled_id: UUID) -> HttpResponse:
    found = get_packet(request.actor, packet_id)
    must(request.actor, FORM_ADDED)
    filled = get_approved(request.actor, filled_id)
    _done(
        request,
        lambda: add_form(
            request.actor,
            found,
            title=f"Form {filled.called}",
            file=filled.file,
            pages=filled.pages,
            form_id=filled.pk,
        ),
    )
    return redirect("staff:packet", found.pk)


@staff_page
def attach(request: Request, packet_id: UUID) -> HttpResponse:
    """Which filing the packet goes with."""
    found = get_packet(request.actor, packet_id)
    must(request.actor, PACKET_ATTACHED)
    case = get_case_file(request.actor, found.case_id)
    note_sighting(request.actor, found)
    form = _attaching(request, found, case)
    if form.is_valid():
        try:
            attach_packet(request.actor, found, **form.cleaned_data)
            messages.success(request, _said_of(form))
            return redirect("staff:packet", found.pk)
        except Refused as why:
            form.add_error("filing", str(why))
    shown = {"case": case, "packet": found, "form": form, "tab": "case-packets"}
    status = 422 if form.is_bound else 200
    return render(request, "staff/packets/attach.html", shown, status=status)


def _said_of(form: AttachPacketForm) -> str:
    if needed := form.cleaned_data["needed"]:
        return _("It supports %(form)s in this filing now.") % {"form": needed.form}
    return _("It goes with this filing now.")


def _attaching(request: Request, found: Packet, case: Case) -> AttachPacketForm:
    """Where it may go; where it goes now is chosen already."""
    place = place_of(request.actor, found)
    now = (place.needed_id or place.filing_id) if place else None
    return AttachPacketForm(
        request.POST or None,
        filings=filings_for(request.actor, case, found),
        forms_of=forms_of(request.actor, case),
        initial={"filing": str(now or "")},
    )


def _done(request: Request, work: Any) -> bool:
    """Do it; False, and say so, where the packet was sent before."""
    try:
        work()
    except AlreadySent as why:
        messages.error(request, str(why))
        return False
    return True
