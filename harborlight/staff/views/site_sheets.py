"""Filing sheets: what is typed into a site that has no interface, page by page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.cases.actions import note_download
from harborlight.cases.events import DOWNLOADED
from harborlight.cases.models import Case
from harborlight.cases.queries import get_case_file
from harborlight.facts.actions import reveal_fact
from harborlight.facts.events import REVEALED
from harborlight.filings.actions import (
    NotAsSeen,
    NotCertified,
    mark_typed,
    mark_untyped,
)
from harborlight.filings.events import PAGE_TYPED, PAGE_UNTYPED
from harborlight.filings.releasing import filings_of_site, why_site_kept
from harborlight.filings.site_files import SiteFiles, files_of
from harborlight.filings.site_forms import TypeAgainForm, TypedForm
from harborlight.filings.site_sheets import (
    NobodyThere,
    Sheet,
    numbers_on,
    sheet_of,
    sheets_of,
)
from harborlight.firm.acting import must
from harborlight.firm.clock import now, today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.firm.tenancy import NotFound
from harborlight.firm.vault.bundles import zip_response
from harborlight.law.destinations import plain
from harborlight.law.sites import NoSuchSite, Site, site_sheet


@staff_page
def sheets(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    shown = {
        "case": case,
        "places": sheets_of(request.actor, case),
        "tab": "case-forms",
    }
    return render(request, "staff/sheets/list.html", shown)


@staff_page
def sheet(request: Request, case_id: UUID, sheet: str, part: str) -> HttpResponse:
    case, site = get_case_file(request.actor, case_id), _site(sheet)
    note_sighting(request.actor, case)
    return _shown(request, case, _sheet(request, case, site, part))


@require_POST
@staff_page
def whole(request: Request, case_id: UUID, sheet: str, part: str) -> HttpResponse:
    case, site = get_case_file(request.actor, case_id), _site(sheet)
    must(request.actor, REVEALED)
    masked = _sheet(request, case, site, part)
    for fact in numbers_on(request.actor, case, masked):
        reveal_fact(request.actor, fact)
    return _shown(request, case, _sheet(request, case, site, part, is_open=True))


@require_POST
@staff_page
def typed(request: Request, case_id: UUID, sheet: str, part: str) -> HttpResponse:
    case, site = get_case_file(request.actor, case_id), _site(sheet)
    must(request.actor, PAGE_TYPED)
    form, day = TypedForm(request.POST), today(request.actor.firm.time_zone)
    said = form.cleaned_data if form.is_valid() else {"page": "", "over": ""}
    try:
        mark_typed(request.actor, case, site=site, part=part, on=day, **said)
    except NobodyThere:
        raise NotFound from None
    except (NotAsSeen, NotCertified) as why:
        messages.warning(request, str(why))
    return _back(case, site, part, said["page"])


@require_POST
@staff_page
def again(request: Request, case_id: UUID, sheet: str, part: str) -> HttpResponse:
    case, site = get_case_file(request.actor, case_id), _site(sheet)
    must(request.actor, PAGE_UNTYPED)
    form = TypeAgainForm(request.POST)
    if not form.is_valid():
        return _back(case, site, part, "")
    mark_untyped(request.actor, case, site=site, part=part, **form.cleaned_data)
    return _back(case, site, part, form.cleaned_data["page"])


@staff_page
def files(request: Request, case_id: UUID, sheet: str, part: str) -> HttpResponse:
    case, site = get_case_file(request.actor, case_id), _site(sheet)
    note_sighting(request.actor, case)
    found = _files(request, case, site, part)
    shown = {"case": case, "site": site, "part": part, "files": found}
    return render(request, "staff/sheets/files.html", {**shown, "tab": "case-forms"})


@staff_page
def bundle(request: Request, case_id: UUID, sheet: str, part: str) -> HttpResponse:
    case, site = get_case_file(request.actor, case_id), _site(sheet)
    must(request.actor, DOWNLOADED)
    found = _files(request, case, site, part)
    if why := _why_not(request, found, site):
        note_sighting(request.actor, case)
        messages.warning(request, why)
        return redirect("staff:sheet-files", case.pk, site.key, part)
    name = plain(f"{case.number} {site.form}") + ".zip"
    files = [(one.name, one.file) for one in found.to_send]
    response = zip_response(request.actor.firm, files, name=name, at=now())
    note_download(request.actor, case, name=f"{name} ({len(files)})")
    return response  # type: ignore[return-value]


def _why_not(request: Request, found: SiteFiles, site: Site) -> str:
    """Why the files do not go up to the site yet: none is here, or nobody certified them."""
    if not found.to_send:
        return _("There is nothing to download yet.")
    day = today(request.actor.firm.time_zone)
    return why_site_kept(request.actor, found.filings, site, on=day)


def _site(key: str) -> Site:
    try:
        return site_sheet(key)
    except NoSuchSite:
        raise NotFound from None


def _sheet(
    request: Request, case: Case, site: Site, part: str, *, is_open: bool = False
) -> Sheet:
    day = today(request.actor.firm.time_zone)
    try:
        return sheet_of(request.actor, case, site, part, on=day, is_open=is_open)
    except NobodyThere:
        raise NotFound from None


def _files(request: Request, case: Case, site: Site, part: str) -> SiteFiles:
    if part not in site.clients:
        raise NotFound
    return files_of(request.actor, case, site, part)


def _back(case: Case, site: Site, part: str, page: str) -> HttpResponse:
    """To the page of the sheet that it was about."""
    response = redirect("staff:filing-sheet", case.pk, site.key, part)
    if page in {one.key for one in site.sections}:
        response["Location"] += f"#page-{page}"
    return response


def _shown(request: Request, case: Case, found: Sheet) -> HttpResponse:
    several = filings_of_site(request.actor, case, found.site, found.party.part)
    here = next((one for one in several if one.state == one.State.PREPARING), None)
    shown = {"case": case, "sheet": found, "site": found.site, "tab": "case-forms"}
    shown["here"] = here
    return render(request, "staff/sheets/sheet.html", shown)
