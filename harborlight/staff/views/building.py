"""Packets built, read, compared, certified and sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.actions import note_download
from harborlight.cases.queries import get_case_file
from harborlight.filings.actions import NotCertified, say_packet_sent
from harborlight.filings.releasing import packet_file_name
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.tenancy import NotFound
from harborlight.firm.vault.downloads import disposition, file_response
from harborlight.packets.actions import (
    AlreadySent,
    NotReady,
    ask_build,
    ask_comparison,
    certify_build,
)
from harborlight.packets.events import BUILD_ASKED, CERTIFIED, COMPARISON_ASKED, SENT
from harborlight.packets.forms import CertifyForm, SentForm
from harborlight.packets.manifest import Finding, findings
from harborlight.packets.models import Build
from harborlight.packets.queries import (
    get_build,
    get_packet,
    get_part,
    last_comparison,
)
from harborlight.papers.packet_types import STEPS


@require_POST
@staff_page
def build(request: Request, packet_id: UUID) -> HttpResponse:
    packet = get_packet(request.actor, packet_id)
    must(request.actor, BUILD_ASKED)
    try:
        ask_build(request.actor, packet)
    except AlreadySent as why:
        messages.error(request, str(why))
    return redirect("staff:packet", packet.pk)


@require_POST
@staff_page
def sent(request: Request, packet_id: UUID) -> HttpResponse:
    packet = get_packet(request.actor, packet_id)
    must(request.actor, SENT)
    day = today(request.actor.firm.time_zone)
    form = SentForm(request.POST, today=day)
    try:
        if form.is_valid():
            say_packet_sent(request.actor, packet, **form.cleaned_data)
            messages.success(request, _("Noted. The packet stays as it went."))
        else:
            messages.error(request, _("Write the day on which it was sent."))
    except (AlreadySent, NotReady, NotCertified) as why:
        messages.error(request, str(why))
    return redirect("staff:packet", packet.pk)


@require_POST
@staff_page
def certify(request: Request, build_id: UUID) -> HttpResponse:
    found = get_build(request.actor, build_id)
    must(request.actor, CERTIFIED)
    form = CertifyForm(request.POST)
    try:
        if form.is_valid():
            certify_build(request.actor, found, **form.cleaned_data)
            messages.success(request, _("Certified. The history says that it was you."))
        else:
            messages.error(request, _("Write what you certify."))
    except (AlreadySent, NotReady) as why:
        messages.error(request, str(why))
    return redirect("staff:packet", found.packet_id)


@staff_page
def check(request: Request, build_id: UUID) -> HttpResponse:
    """Whether the packet is still what its sources are, and what every page is."""
    found = _done_build(request, build_id)
    case = get_case_file(request.actor, found.case_id)
    note_sighting(request.actor, found)
    manifest = found.manifest or {}
    shown: dict[str, Any] = {
        "case": case,
        "packet": found.packet,
        "build": found,
        "tab": "case-packets",
        **_changed(findings(request.actor, found)),
        "comparison": last_comparison(request.actor, found),
        "exhibits": manifest.get("exhibits", []),
        "smaller": [row for row in manifest.get("pages", []) if row["pictures"]],
        "steps": _steps(manifest),
    }
    return render(request, "staff/packets/check.html", shown)


def _changed(found: list[Finding]) -> dict[str, list[Finding]]:
    """What is not as it was, apart from what equals its source and nobody accepted."""
    waits = [one for one in found if one.what == "not accepted"]
    return {"findings": [one for one in found if one not in waits], "waits": waits}


def _steps(manifest: dict[str, Any]) -> list[tuple[str, int]]:
    """What was done, and to how many pages."""
    counted: dict[str, int] = {}
    for row in manifest.get("pages", []):
        for step in row["steps"]:
            counted[step] = counted.get(step, 0) + 1
    return [(_(STEPS[step]), count) for step, count in counted.items() if step in STEPS]


@require_POST
@staff_page
def compare(request: Request, build_id: UUID) -> HttpResponse:
    found = _done_build(request, build_id)
    must(request.actor, COMPARISON_ASKED)
    ask_comparison(request.actor, found)
    return redirect("staff:packet-check", found.pk)


@staff_page
def manifest(request: Request, build_id: UUID) -> HttpResponse:
    """Where every page comes from, as other programs read it."""
    found = _done_build(request, build_id)
    name = f"{found.packet.name} manifest.json"
    note_download(request.actor, found, name=name)
    response = JsonResponse(found.manifest or {}, json_dumps_params={"indent": 1})
    response["Content-Disposition"] = disposition(name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@staff_page
def part(request: Request, part_id: UUID) -> HttpResponse:
    found = get_part(request.actor, part_id)
    if found.file is None:
        raise NotFound
    day = today(request.actor.firm.time_zone)
    name = packet_file_name(request.actor, found, on=day)
    note_download(request.actor, found, name=name)
    return file_response(request, found.file, name=name, kind="pdf")


def _done_build(request: Request, build_id: UUID) -> Build:
    found = get_build(request.actor, build_id)
    if found.state != Build.State.DONE:
        raise NotFound
    return found
