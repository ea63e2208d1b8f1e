"""Papers that wait for the virus scanner."""

from __future__ import annotations

import logging

from django.db.models import Exists, OuterRef, Q, QuerySet

from harborlight.documents.actions import quarantine_version, release_version
from harborlight.documents.models import Piece, Version
from harborlight.firm.actor import Actor
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.ciphers import Unreadable
from harborlight.firm.vault.stored import KeyDestroyed, unchecked
from harborlight.outside.scanner import Clamd, ScannerDown, TooLargeToScan, scanner
from harborlight.outside.storage import StorageDown

log = logging.getLogger(__name__)
# Of one firm at a time; what is left comes with the next round.
AT_ONCE = 50


def scan_what_waits(clock: Actor) -> int:
    """Ask the scanner about every paper that it did not see; how many it answered."""
    asked = scanner()
    if asked is None:
        return 0
    done = 0
    for version in _waiting(clock)[:AT_ONCE]:
        try:
            file, virus = _found(asked, version)
        except (KeyDestroyed, Unreadable, StorageDown) as why:
            log.error("A file could not be read to be scanned: %s", why)
            continue
        except TooLargeToScan as why:
            # It waits until the scanner's own limit is raised; the others need not.
            log.error("%s", why)
            continue
        except ScannerDown as why:
            log.error("%s", why)
            break
        if virus:
            quarantine_version(clock, version, virus=virus, file=file)
        else:
            release_version(clock, version)
        done += 1
    return done


def _waiting(clock: Actor) -> QuerySet[Version]:
    """Those that were not scanned, or of whose photos one was not; the oldest first."""
    waits = StoredFile.Scan.WAITS
    photos = Piece.objects.filter(version=OuterRef("pk"), file__scan=waits)
    rows = Version.objects.visible_to(clock).filter(file__complete=True)
    rows = rows.filter(Q(file__scan=waits) | Exists(photos))
    # What is locked away stays so, whatever else was sent with it.
    rows = rows.exclude(file__scan=StoredFile.Scan.FOUND)
    rows = rows.select_related("file", "document__person", "document__request")
    return rows.order_by("uploaded_at", "pk")


def _found(asked: Clamd, version: Version) -> tuple[StoredFile, str]:
    """The first of its files with a virus, and which; else the last one, and "".

    Photos that were put together are scanned as they came: what was in one of them may
    not be in the paper that was made of it, and is opened by us beside it.
    """
    photos = Piece.objects.filter(version=version).select_related("file")
    for file in (*(one.file for one in photos.order_by("position")), version.file):
        waits = file.scan == StoredFile.Scan.WAITS
        if waits and (virus := asked.scan(unchecked(file).pieces())):
            return file, virus
    return version.file, ""
