"""What stands between a stranger's file and the office, for the page that says it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from harborlight.outside.scanner import ScannerDown, scanner
from harborlight.papers.sandbox import abilities


@dataclass(frozen=True)
class Guard:
    """Something that stands between a stranger's file and the office, or does not."""

    name: str
    stands: bool
    words: str


# Name of a wall, the ability that tells whether it stands, and what it does.
WALLS = (
    (
        gettext_noop("A process of its own"),
        "works",
        gettext_noop("Files are opened by a process with limits of time and memory."),
    ),
    (
        gettext_noop("A user of its own"),
        "own_user",
        gettext_noop("To the system, that process is nobody (user namespace)."),
    ),
    (
        gettext_noop("No network"),
        "no_network",
        gettext_noop("It has nobody to talk to (network namespace)."),
    ),
    (
        gettext_noop("No files"),
        "files_closed",
        gettext_noop("It reads programs and fonts, and writes nothing (Landlock)."),
    ),
    (
        gettext_noop("Few calls to the system"),
        "calls_closed",
        gettext_noop("It starts no program and opens no line (seccomp)."),
    ),
    (
        gettext_noop("Nothing in clear on a disk"),
        "in_memory",
        gettext_noop("What it reads stands in memory only."),
    ),
)


def guards() -> list[Guard]:
    """The scanner, the host of files, and the walls around the reader."""
    stand = abilities()
    walls = [
        Guard(_(name), getattr(stand, ability), _(words))
        for name, ability, words in WALLS
    ]
    return [_scanning(), _host(), *walls]


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
