"""What files the firm takes, and which walls stand around those of strangers."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.documents.taking import taken
from harborlight.firm.actions import choose_files
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.events import FILES_CHOSEN
from harborlight.firm.forms import FilesForm
from harborlight.outside.scanner import ScannerDown, scanner
from harborlight.papers.sandbox import abilities
from harborlight.staff.office_doors import only


@dataclass(frozen=True)
class Guard:
    """Something that stands between a stranger's file and the office, or does not."""

    name: str
    stands: bool
    words: str


@staff_page
@only(FILES_CHOSEN)
def files(request: Request) -> HttpResponse:
    firm, most = request.actor.firm, settings.EVIDENCE_MB
    form = FilesForm(request.POST or None, initial=vars(firm), most=most)
    if form.is_valid():
        choose_files(request.actor, firm, **form.cleaned_data)
        messages.success(request, _("Recorded. It holds from now on."))
        return redirect("staff:files")
    shown = {"form": form, "taken": taken(firm, "case-paper"), "guards": _guards()}
    status = 422 if form.is_bound else 200
    return render(request, "staff/office/files.html", shown, status=status)


def _guards() -> list[Guard]:
    walls = abilities()
    return [
        _scanning(),
        _host(),
        Guard(
            _("A process of its own"),
            walls.works,
            _("Files are opened by a process with limits of time and memory."),
        ),
        Guard(
            _("A user of its own"),
            walls.own_user,
            _("To the system, that process is nobody (user namespace)."),
        ),
        Guard(
            _("No network"),
            walls.no_network,
            _("It has nobody to talk to (network namespace)."),
        ),
        Guard(
            _("No files"),
            walls.files_closed,
            _("It reads programs and fonts, and writes nothing (Landlock)."),
        ),
        Guard(
            _("Few calls to the system"),
            walls.calls_closed,
            _("It starts no program and opens no line (seccomp)."),
        ),
        Guard(
            _("Nothing in clear on a disk"),
            walls.in_memory,
            _("What it reads stands in memory only."),
        ),
    ]


def _host() -> Guard:
    """Whether files have a host name of their own."""
    words = (
        _("Files and pictures of pages come from %(host)s, by links of a minute.")
        % {"host": settings.FILES_HOST}
        if settings.FILES_HOST
        else _(
            "Files come from the same host as these pages: only to be saved, never to "
            "be shown. Whoever runs the server can give them a host name of their own."
        )
    )
    return Guard(_("A host name for files"), bool(settings.FILES_HOST), words)


def _scanning() -> Guard:
    """The virus scanner: whether there is one, and whether it answers."""
    name, asked = _("Virus scanner"), scanner()
    if asked is None:
        words = _(
            "None is set up. Files are looked into by us, and no virus is searched for. "
            "Whoever runs the server can set one up (ClamAV)."
        )
        return Guard(name, False, words)
    try:
        words = _("%(what)s. Nobody opens a file before it was scanned.")
        return Guard(name, True, words % {"what": asked.version().split("/")[0]})
    except ScannerDown:
        words = _(
            "It does not answer. What is sent is kept and stays closed until it does."
        )
        return Guard(name, False, words)
