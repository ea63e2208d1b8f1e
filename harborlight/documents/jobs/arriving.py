"""A file that has just arrived is read for whoever is filling in its form."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from django_tasks import task

from harborlight.cases.models import Case
from harborlight.documents.advice import advice_at_upload
from harborlight.documents.checking import NOT_LENT, lent
from harborlight.documents.jobs.reading import until_stopped
from harborlight.documents.looks import kinds_seen
from harborlight.documents.models import Request
from harborlight.documents.suggesting import read_at_upload
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.ids import read
from harborlight.firm.models import Upload
from harborlight.firm.queue import SLOW
from harborlight.firm.tenancy import current_firm
from harborlight.firm.vault.stored import Held, KeyDestroyed, plain_of
from harborlight.firm.vault.uploads import note_read
from harborlight.papers.inspection import Inspection
from harborlight.papers.reading_pages import read_pages

log = logging.getLogger(__name__)
# What the form asks stands on the first page, or behind a cover.
MOST_PAGES = 2
# Beside what the form asks: codes of documents.advice.WORDS, with commas.
ADVICE = "advice"
# And the kinds that it may be (documents/looks.py), with commas.
KINDS = "kinds"
# Whoever files a paper at the desk looks at it themselves.
_HEARS_ADVICE = ("document-version", "client-paper")
# The page that waits gave up long before (uploads.js); and so does a queue that stood.
TOO_LATE = timedelta(minutes=10)


# Somebody sits before the form: before whole papers, which nobody waits for.
@task(queue_name=SLOW, priority=10)
def read_arrived(upload_id: str) -> str:
    """Read what a form asks of a file, and keep that alone. In a word: what became.

    Whatever is in the way, nothing was read: the form does without.
    """
    clock = Actor.clock(current_firm())
    rows = Upload.objects.visible_to(clock).select_related("file")
    upload = rows.filter(pk=UUID(upload_id), taken_at__isnull=True).first()
    if upload is None or upload.finished_at is None or upload.read:
        return "not wanted"
    if upload.finished_at < now() - TOO_LATE:
        return "too late"
    try:
        said = {} if _is_sensitive(clock, upload) else _read(clock, upload)
        # Meanwhile somebody may have said that nobody but people may read it.
        note_read(upload, {} if _is_sensitive(clock, upload) else said)
    except KeyDestroyed:
        return "erased"
    return "read" if said else "nothing"


def _is_sensitive(clock: Actor, upload: Upload) -> bool:
    open_to_programs = Case.objects.visible_to(clock).filter(is_sensitive=False)
    return not open_to_programs.filter(pk__in=[upload.file.case_id]).exists()


def _read(clock: Actor, upload: Upload) -> dict[str, str]:
    """What the form asks; its bytes and its words are in memory alone."""
    found = Inspection.from_plain(upload.seen or {})
    numbers = range(1, min(found.pages or 1, MOST_PAGES) + 1)
    try:
        with lent(plain_of(upload.file)) as file:
            pages = until_stopped(read_pages(file, str(found.kind), numbers))
            words = [page.text for page in pages]
    except (Held, *NOT_LENT):
        log.exception("A file that arrived could not be read.")
        return {}
    day = today(clock.firm.time_zone)
    said = read_at_upload(words, day)
    if kinds := kinds_seen(words, day):
        said[KINDS] = ",".join(kinds)
    if upload.purpose in _HEARS_ADVICE:
        kind, told = _asked_for(clock, upload), found.advice
        advice = advice_at_upload(kind, words, told=told, on=day)
        said |= {ADVICE: ",".join(advice)} if advice else {}
    return said


def _asked_for(clock: Actor, upload: Upload) -> str:
    """The kind of paper that it answers; "" where nobody asked for one."""
    if upload.purpose != "document-version":
        return ""
    asking = Request.objects.visible_to(clock).filter(pk=read(upload.reference))
    return asking.values_list("kind", flat=True).first() or ""
