"""What whoever sends a paper is told at once, by what is known of it already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harborlight.cases.models import Party
from harborlight.documents.advice import EXPIRED, OWN_TRANSLATOR, is_expired, is_one_of
from harborlight.documents.models import SAME_FILE, Document, Version
from harborlight.firm.clock import today
from harborlight.firm.models import StoredFile

if TYPE_CHECKING:
    from harborlight.documents.actions.receiving import About


def heard_at_once(document: Document, file: StoredFile, about: About) -> list[str]:
    """Codes of documents.advice.WORDS, and SAME_FILE; how it looks is told elsewhere."""
    return [
        *_came_before(document, file),
        *_own_translator(document, about.translator),
        *_too_old(document, about),
    ]


def _too_old(document: Document, about: About) -> list[str]:
    """What to say where papers of this kind are not good for so long."""
    day = today(document.firm.time_zone)
    kind, issued = document.kind, about.issued_on
    old = is_expired(kind, issued_on=issued, expires_on=None, on=day)
    return [EXPIRED] if old else []


def _own_translator(document: Document, translator: str) -> list[str]:
    """What to say where somebody of the case is named as the translator."""
    if not translator:
        return []
    rows = Party.objects.filter(case=document.case_id).select_related("person")
    names = [row.person.full_name for row in rows]
    return [OWN_TRANSLATOR] if is_one_of(translator, names) else []


def _came_before(document: Document, file: StoredFile) -> list[str]:
    """What to say where the same person sent the very same file before in this case."""
    if document.person_id is None or not file.sha256:
        return []
    same = Version.objects.filter(
        case_id=document.case_id,
        document__person_id=document.person_id,
        file__sha256=file.sha256,
    )
    return [SAME_FILE] if same.exists() else []
