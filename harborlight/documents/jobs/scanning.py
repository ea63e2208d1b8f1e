"""Papers that wait for the virus scanner."""

from __future__ import annotations

import logging

from harborlight.documents.actions import quarantine_version, release_version
from harborlight.documents.models import Version
from harborlight.firm.actor import Actor
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.ciphers import Unreadable
from harborlight.firm.vault.stored import KeyDestroyed, unchecked
from harborlight.outside.scanner import ScannerDown, TooLargeToScan, scanner
from harborlight.outside.storage import StorageDown

log = logging.getLogger(__name__)
# Of one firm at a time; what is left comes with the next round.
AT_ONCE = 50


def scan_what_waits(clock: Actor) -> int:
    """Ask the scanner about every paper that it did not see; how many it answered."""
    asked = scanner()
    if asked is None:
        return 0
    rows = Version.objects.visible_to(clock).filter(
        file__scan=StoredFile.Scan.WAITS, file__complete=True
    )
    rows = rows.select_related("file", "document__person", "document__request")
    done = 0
    for version in rows.order_by("uploaded_at", "pk")[:AT_ONCE]:
        try:
            virus = asked.scan(unchecked(version.file).pieces())
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
            quarantine_version(clock, version, virus=virus)
        else:
            release_version(clock, version)
        done += 1
    return done
