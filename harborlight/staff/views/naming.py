"""How files are called, and the folder of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.actions import note_download
from harborlight.cases.queries import get_case_file
from harborlight.documents.actions import set_names
from harborlight.documents.events import NAMES_SET
from harborlight.documents.naming import folder, own_patterns, starter
from harborlight.documents.naming_forms import NamesForm
from harborlight.firm.clock import now
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.vault.bundles import zip_response
from harborlight.firm.vault.stored import is_held
from harborlight.papers.naming import WORDS, folders_of, name_of
from harborlight.staff.office_doors import only
from harborlight.staff.routing_words import vocabulary

EXAMPLE = {
    "case number": "2026-0007",
    "family name": "Rivas Peña",
    "given name": "María",
    "kind": "Passport",
    "title": "Passport",
    "date": "2024-03-02",
    "country": "El Salvador",
    "language": "Spanish",
    "version": "2",
}


@staff_page
@only(NAMES_SET)
def naming(request: Request) -> HttpResponse:
    known = vocabulary(request.actor).playbooks
    form = NamesForm(request.POST or None, playbooks=known, initial=vars(starter()))
    if form.is_valid() and "look" not in request.POST:
        set_names(request.actor, **form.cleaned_data)
        messages.success(request, _("Files are called so from now on."))
        return redirect("staff:naming")
    own = own_patterns(request.actor)
    shown: dict[str, Any] = {"form": form, "words": WORDS, "starter": starter()}
    shown["rows"] = [(known.get(key, key), row) for key, row in sorted(own.items())]
    if form.is_valid() or not form.is_bound:
        shown["example"] = _example(form.cleaned_data if form.is_bound else None)
    status = 422 if form.errors else 200
    return render(request, "staff/office/naming.html", shown, status=status)


def _example(said: dict[str, str] | None) -> str:
    """The path of one invented paper."""
    said = said or {"name": starter().name, "folders": starter().folders}
    name = name_of(said["name"], EXAMPLE, "pdf")
    return "/".join([*folders_of(said["folders"], EXAMPLE), name])


@staff_page
def of_case(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    shown = {"case": case, "files": folder(request.actor, case)}
    return render(request, "staff/documents/folder.html", shown)


@staff_page
def bundle(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    every = [(one.path, one.version.file) for one in folder(request.actor, case)]
    # What the virus scanner did not see yet, or found bad, is for nobody.
    files = [(path, file) for path, file in every if not is_held(file)]
    if len(files) < len(every):
        messages.warning(request, _("Files that are not scanned yet were left out."))
    if not files:
        note_sighting(request.actor, case)
        messages.info(request, _("There is nothing to download yet."))
        return redirect("staff:case-folder", case.pk)
    name = f"{case.number}.zip"
    response = zip_response(files, name=name, at=now())
    note_download(request.actor, case, name=f"{name} ({len(files)})")
    return response  # type: ignore[return-value]
