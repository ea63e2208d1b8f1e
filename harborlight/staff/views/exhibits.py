"""One exhibit of a packet, and one piece of evidence that it needs."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from harborlight.cases.queries import get_case_file
from harborlight.documents.queries import versions
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.tenancy import NotFound
from harborlight.packets.actions import (
    AlreadySent,
    answer_wanted,
    change_exhibit,
    drop_wanted,
    move_exhibit,
    remove_exhibit,
    take_newest,
    want,
)
from harborlight.packets.events import (
    EXHIBIT_CHANGED,
    EXHIBIT_MOVED,
    EXHIBIT_REMOVED,
    NOT_WANTED,
    WANTED,
    WANTED_ANSWERED,
)
from harborlight.packets.forms import (
    AnswerForm,
    ExhibitForm,
    MoveExhibitForm,
    WantedForm,
)
from harborlight.packets.models import Exhibit, Packet
from harborlight.packets.paragraphs import paragraphs_for
from harborlight.packets.queries import (
    exhibits,
    get_exhibit,
    get_packet,
    get_wanted,
)


@staff_page
def one(request: Request, exhibit_id: UUID) -> HttpResponse:
    exhibit = get_exhibit(request.actor, exhibit_id)
    must(request.actor, EXHIBIT_CHANGED)
    case = get_case_file(request.actor, exhibit.case_id)
    note_sighting(request.actor, exhibit)
    offered = paragraphs_for(request.actor, exhibit)
    form = ExhibitForm(request.POST or None, exhibit=exhibit, paragraphs=offered)
    if form.is_valid() and _done(
        request, lambda: change_exhibit(request.actor, exhibit, **form.cleaned_data)
    ):
        if request.POST.get("paragraph"):
            messages.success(request, _("The paragraph was added. Read it once more."))
            return redirect("staff:exhibit", exhibit.pk)
        return _back(exhibit)
    shown = {"case": case, "exhibit": exhibit, "form": form, "tab": "case-packets"}
    status = 422 if form.is_bound else 200
    return render(request, "staff/packets/exhibit.html", shown, status=status)


@require_POST
@staff_page
def move(request: Request, exhibit_id: UUID) -> HttpResponse:
    exhibit = get_exhibit(request.actor, exhibit_id)
    must(request.actor, EXHIBIT_MOVED)
    form = MoveExhibitForm(request.POST)
    if form.is_valid():
        _done(
            request, lambda: move_exhibit(request.actor, exhibit, **form.cleaned_data)
        )
    return _back(exhibit)


@require_POST
@staff_page
def remove(request: Request, exhibit_id: UUID) -> HttpResponse:
    exhibit = get_exhibit(request.actor, exhibit_id)
    must(request.actor, EXHIBIT_REMOVED)
    packet, title = exhibit.packet, exhibit.title
    gone: list[int] = []
    if _done(request, lambda: gone.append(1 + remove_exhibit(request.actor, exhibit))):
        messages.success(request, _out(title, sum(gone)))
    return redirect("staff:packet", packet.pk)


@require_POST
@staff_page
def newest(request: Request, exhibit_id: UUID) -> HttpResponse:
    """Let the newest accepted version of the paper go in."""
    exhibit = get_exhibit(request.actor, exhibit_id)
    must(request.actor, EXHIBIT_CHANGED)
    if exhibit.version is None:
        raise NotFound
    every = versions(request.actor, exhibit.version.document)
    found = every.filter(state="accepted", slot=exhibit.version.slot).first()
    if found:
        _done(request, lambda: take_newest(request.actor, exhibit, version=found))
    return _back(exhibit)


@require_POST
@staff_page
def needed(request: Request, packet_id: UUID) -> HttpResponse:
    packet = get_packet(request.actor, packet_id)
    must(request.actor, WANTED)
    form = WantedForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write what is needed."))
    else:
        _done(request, lambda: want(request.actor, packet, **form.cleaned_data))
    return redirect("staff:packet", packet.pk)


@require_POST
@staff_page
def answer(request: Request, wanted_id: UUID) -> HttpResponse:
    wanted = get_wanted(request.actor, wanted_id)
    must(request.actor, WANTED_ANSWERED)
    form = AnswerForm(request.POST, exhibits=_named(request, wanted.packet))
    if form.is_valid():
        _done(
            request, lambda: answer_wanted(request.actor, wanted, **form.cleaned_data)
        )
    return redirect("staff:packet", wanted.packet_id)


@require_POST
@staff_page
def not_needed(request: Request, wanted_id: UUID) -> HttpResponse:
    wanted = get_wanted(request.actor, wanted_id)
    must(request.actor, NOT_WANTED)
    packet_id = wanted.packet_id
    _done(request, lambda: drop_wanted(request.actor, wanted))
    return redirect("staff:packet", packet_id)


def _named(request: Request, packet: Packet) -> dict[str, tuple[str, Exhibit]]:
    rows = exhibits(request.actor, packet)
    return {str(row.pk): (row.title, row) for row in rows}


def _out(title: str, count: int) -> str:
    said = ngettext(
        "%(title)s is out of the packet. The paper itself stays in the file.",
        "%(title)s is out of the packet, with what belongs to it: %(n)s papers. They "
        "stay in the file.",
        count,
    )
    return said % {"title": title, "n": count}


def _done(request: Request, work: Callable[[], object]) -> bool:
    """Do it; False, and say so, where the packet was sent before."""
    try:
        work()
    except AlreadySent as why:
        messages.error(request, str(why))
        return False
    return True


def _back(exhibit: Exhibit) -> HttpResponse:
    there = redirect("staff:packet", exhibit.packet_id)
    there["Location"] += f"#exhibit-{exhibit.key}"
    return there
