"""What was read on papers: whether, by whom, and the words of each page with their places."""

from __future__ import annotations

import json
from typing import Literal

from harborlight.documents.models import Reading, Request, Version
from harborlight.firm.actor import Actor
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.stored import plain_of
from harborlight.papers.page_text import PageText

# What has pages that can be read.
READABLE = ("pdf", "jpeg", "png", "heic", "tiff")
# More pages of one version than this are read by people.
MOST_PAGES = 400

Standing = Literal["waiting", "read", "failed", "off"]


def reading_of(actor: Actor, version: Version) -> Reading | None:
    """What was read on a version; None while it waits, or where it is not read."""
    rows = Reading.objects.visible_to(actor).filter(version=version)
    return rows.select_related("file", "searchable").first()


def newest_reading(actor: Actor, asking: Request) -> Reading | None:
    """What was read on the newest version that came for a request, if it was read."""
    rows = Reading.objects.visible_to(actor).filter(version__document__request=asking)
    related = ("file", "version__document__person", "version__case")
    return rows.select_related(*related).order_by("-version__uploaded_at").first()


def standing(version: Version, reading: Reading | None) -> Standing:
    """Where the reading of a version stands. Sensitive cases are read by people only."""
    if version.case.is_sensitive or version.kind not in READABLE:
        return "off"
    if reading is None:
        return "waiting"
    return "failed" if reading.state == Reading.State.FAILED else "read"


def pages_of(
    actor: Actor, version: Version, reading: Reading | None = None
) -> list[PageText]:
    """The words of each page of a version, in order; [] where it was not read, or the
    case is sensitive.

    reading: where the caller has it already. Raises StorageDown or KeyDestroyed.
    """
    if version.case.is_sensitive:
        return []
    found = reading or reading_of(actor, version)
    return _opened(found.file) if found else []


def _opened(file: StoredFile) -> list[PageText]:
    said = json.loads(b"".join(plain_of(file).pieces()))
    return [PageText.from_plain(page) for page in said["pages"]]
