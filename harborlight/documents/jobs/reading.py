"""Papers are read by themselves, soon after they came."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.conf import settings
from django_tasks import task

from harborlight.documents.actions import WasRead, keep_reading
from harborlight.documents.checking import lent
from harborlight.documents.events import READING_ASKED, RECEIVED, SCANNED
from harborlight.documents.made import made_by
from harborlight.documents.models import Version
from harborlight.documents.reading import MOST_PAGES, READABLE
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event
from harborlight.firm.queue import SLOW, enqueue_many
from harborlight.firm.readers import reads_events
from harborlight.firm.tenancy import current_firm
from harborlight.firm.vault.stored import Held, KeyDestroyed, plain_of
from harborlight.firm.working import Stopped, stopping
from harborlight.papers.reading_pages import PageRead, read_pages
from harborlight.papers.searchable import searchable_pdf

log = logging.getLogger(__name__)


@reads_events("to-read")
def have_read(clock: Actor, happened: Sequence[Event]) -> None:
    """Let what came be read; not where the case is sensitive, or the house reads nothing."""
    # What waited for the virus scanner is opened, and read, when that has seen it.
    arriving = (RECEIVED.name, SCANNED.name) if settings.READING else ()
    kinds = {READING_ASKED.name, *arriving}
    wanted = [e.subject_id for e in happened if e.kind in kinds and e.subject_id]
    if settings.READING:
        wanted += made_by(clock, happened)
    if not wanted:
        return
    rows = Version.objects.filter(
        pk__in=wanted,
        kind__in=READABLE,
        case__is_sensitive=False,
        reading__isnull=True,
    )
    ids = rows.order_by("pk").values_list("pk", flat=True)
    enqueue_many(read_version, [[str(pk)] for pk in ids])


@task(queue_name=SLOW)
def read_version(version_id: str) -> str:
    """Read every page of a version and keep what stands on them. In a word: what became.

    Safe to be done again: what was read by then is not read twice.
    """
    clock = Actor.clock(current_firm())
    version = (
        Version.objects.visible_to(clock)
        .select_related("document__request", "case", "file")
        .get(pk=UUID(version_id))
    )
    if version.case.is_sensitive or hasattr(version, "reading"):
        return "not wanted"
    try:
        found = _read(version)
    except KeyDestroyed:
        return "erased"
    except Held:
        # It is read when the virus scanner found nothing in it (SCANNED).
        return "held"
    # Meanwhile somebody may have said that nobody but people may read it.
    version.case.refresh_from_db(fields=["is_sensitive"])
    if version.case.is_sensitive:
        return "not wanted"
    return keep_reading(clock, version, found=found).state


def _read(version: Version) -> WasRead:
    """The pages of a version; its bytes and pictures are in memory alone."""
    code = version.document.language[:2].lower()
    languages = [code] if code else []
    numbers = range(1, min(version.pages, MOST_PAGES) + 1)
    sealed = plain_of(version.file)
    with lent(sealed) as file:
        read = [*until_stopped(read_pages(file, version.kind, numbers, languages))]
    failed = [page for page in read if page.failed]
    return WasRead(
        pages=[page.text for page in read],
        languages=languages,
        failed=[page.text.number for page in failed],
        why=failed[0].failed if failed else "",
        searchable=_searchable(read),
    )


def until_stopped(pages: Iterator[PageRead]) -> Iterator[PageRead]:
    """The pages as they are read. Raises Stopped where the worker ends meanwhile."""
    for page in pages:
        if stopping.is_set():
            raise Stopped
        yield page


def _searchable(read: Sequence[PageRead]) -> bytes | None:
    """A PDF whose words can be searched; none where the file itself says them all."""
    drawn = [(page.picture, page.text) for page in read if page.picture is not None]
    if len(drawn) < len(read) or not any(text.words for _picture, text in drawn):
        return None
    return searchable_pdf(drawn)
