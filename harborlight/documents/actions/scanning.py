"""Files that are not taken, or not opened: what was found in them."""

from __future__ import annotations

from django.utils.translation import gettext, override

from harborlight.documents import events
from harborlight.documents.actions.reviewing import _words
from harborlight.documents.models import Piece, Request, Version
from harborlight.documents.reasons import VIRUS
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.stored import note_scan
from harborlight.papers.inspect_verdicts import SENTENCES


def refuse_file(actor: Actor, request: Request, *, why: str, virus: str = "") -> None:
    """Write down that a file was not taken, and why; the file is not kept.

    virus: its name, where the scanner found one: then the team is told.
    """
    with acting(actor, events.INFECTED if virus else events.REFUSED, request) as event:
        event.say(title=request.title, **({"virus": virus} if virus else {"why": why}))


def release_version(actor: Actor, version: Version) -> None:
    """Nothing was found: the paper can be opened, and waits for review where it should.

    So can the photos that it was put together from, which were scanned with it.
    """
    with acting(actor, events.SCANNED, version) as event:
        if version.file.scan == StoredFile.Scan.WAITS:
            note_scan(version.file, StoredFile.Scan.CLEAN)
        photos = Piece.objects.filter(version=version).values("file")
        unseen = StoredFile.objects.filter(pk__in=photos, scan=StoredFile.Scan.WAITS)
        unseen.update(scan=StoredFile.Scan.CLEAN)
        waiting = Version.objects.filter(pk=version.pk, state=Version.State.CHECKING)
        waiting.update(state=Version.State.RECEIVED)
        version.refresh_from_db(fields=["state"])
        event.say(**_words(version))


def quarantine_version(
    actor: Actor, version: Version, *, virus: str, file: StoredFile | None = None
) -> None:
    """A virus was found: nobody opens the file any more, and its sender is asked again.

    file: in which it was found, where that is a photo that the version was made of.
    """
    with acting(actor, events.QUARANTINED, version) as event:
        for one in {version.file, file or version.file}:
            note_scan(one, StoredFile.Scan.FOUND)
        version.state, version.reason = Version.State.RETURNED, VIRUS
        with override(version.document.told_in):
            version.comment = gettext(SENTENCES["virus"])
        version.reviewed_at, version.reviewed_by = now(), None
        version.save(
            update_fields=["state", "reason", "comment", "reviewed_at", "reviewed_by"]
        )
        event.say(virus=virus, **_words(version))
