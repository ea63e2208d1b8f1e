"""What was read on a file that has just arrived, for the form that goes with it.

Nobody waits for it: where it is late, or nothing was read, people write it themselves.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from harborlight.cases.queries import get_case_file
from harborlight.documents.advice import WORDS
from harborlight.documents.checking import LIMITS
from harborlight.documents.jobs.arriving import ADVICE, read_arrived
from harborlight.documents.models import Request
from harborlight.documents.queries import get_request
from harborlight.documents.reading import READABLE
from harborlight.firm.acting import Refused
from harborlight.firm.actor import Actor
from harborlight.firm.ids import read
from harborlight.firm.models import Upload
from harborlight.firm.tenancy import NotFound
from harborlight.firm.vault.ciphers import Unreadable
from harborlight.firm.vault.stored import KeyDestroyed, is_held
from harborlight.firm.vault.uploads import read_on_it, want_read
from harborlight.papers.inspection import Inspection

log = logging.getLogger(__name__)


def may_be_read(actor: Actor, upload: Upload, asking: Request | None = None) -> bool:
    """Whether a program reads it, for this very person: a paper of a case that is not
    sensitive, seen and found good, and not the signed pages of a form.

    asking: what it is for, where its form knows that better than the upload itself.
    """
    if not settings.READING or upload.taken_at or actor.errand:
        return False
    found = Inspection.from_plain(upload.seen) if upload.seen else None
    if found is None or found.refusal or found.kind not in READABLE:
        return False
    if upload.length > LIMITS.in_memory or is_held(upload.file):
        return False
    try:
        return _is_read(actor, upload, asking)
    except (NotFound, Refused, ValueError):
        return False


def _is_read(actor: Actor, upload: Upload, asking: Request | None) -> bool:
    if upload.purpose == "case-paper":
        return not get_case_file(actor, read(upload.reference)).is_sensitive
    if asking is None and upload.purpose == "document-version":
        asking = get_request(actor, read(upload.reference))
    if asking is None:
        return False
    return not asking.is_signed_form and not asking.case.is_sensitive


def read_for(upload: Upload) -> Mapping[str, str] | None:
    """What was read on it, by the names of PaperForm, and its ADVICE; None while it is
    waited for, which this asks for. Only after `may_be_read` said so.
    """
    try:
        said = read_on_it(upload)
    except (KeyDestroyed, Unreadable):
        log.exception("What was read on a file that arrived is out of reach.")
        return {}
    if said is None:
        with transaction.atomic():
            if want_read(upload):
                read_arrived.enqueue(str(upload.pk))
    return said


def heard_of(said: Mapping[str, str]) -> list[str]:
    """What whoever sends it may look at once more, in the reader's language."""
    return [gettext(WORDS[code]) for code in said.get(ADVICE, "").split(",") if code]


def for_form(said: Mapping[str, str]) -> dict[str, str]:
    """What was read on it, and nothing beside."""
    return {name: value for name, value in said.items() if name != ADVICE}
