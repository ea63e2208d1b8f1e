"""What was read on a file that has just arrived, for the form that goes with it.

Nobody waits for it: where it is late, or nothing was read, people write it themselves.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.cases.queries import get_case, get_case_file
from harborlight.documents.advice import WORDS
from harborlight.documents.checking import LIMITS
from harborlight.documents.jobs.arriving import ADVICE, KINDS, read_arrived
from harborlight.documents.kinds import FILED_KINDS, answer_for
from harborlight.documents.models import Request
from harborlight.documents.offered import may_be_meant
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
# Papers that nobody asked for, of a client and of staff (harborlight/api/purposes.py).
OFFERED, DESK = "client-paper", "case-paper"


def may_be_read(
    actor: Actor, upload: Upload, about: Request | Case | None = None
) -> bool:
    """Whether a program reads it, for this very person: a paper of a case that is not
    sensitive, seen and found good, and not the signed pages of a form.

    about: what it is for, where its form knows that better than the upload itself; the
    case, where nobody asked for it.
    """
    if not settings.READING or upload.taken_at or actor.errand:
        return False
    found = Inspection.from_plain(upload.seen) if upload.seen else None
    if found is None or found.refusal or found.kind not in READABLE:
        return False
    if upload.length > LIMITS.in_memory or is_held(upload.file):
        return False
    try:
        about = about or _about(actor, upload)
    except (NotFound, Refused, ValueError):
        return False
    if isinstance(about, Request):
        return not about.is_signed_form and not about.case.is_sensitive
    return about is not None and not about.is_sensitive


def _about(actor: Actor, upload: Upload) -> Request | Case | None:
    """What it was sent for; None where its form asks nothing that could be read."""
    if upload.purpose == DESK:
        return get_case_file(actor, read(upload.reference))
    if upload.purpose == OFFERED:
        return get_case(actor, read(upload.reference))
    if upload.purpose == "document-version":
        return get_request(actor, read(upload.reference))
    return None


def read_for(upload: Upload) -> Mapping[str, str] | None:
    """What was read on it, by the names of PaperForm, with its ADVICE and KINDS; None
    while it is waited for, which this asks for. Only after `may_be_read` said so.
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


def for_form(actor: Actor, upload: Upload, said: Mapping[str, str]) -> dict[str, str]:
    """What was read on it as its form takes it: `what` or `kind` too, where that asks
    which kind of paper it is.
    """
    known = {name: value for name, value in said.items() if name not in (ADVICE, KINDS)}
    if upload.purpose == DESK:
        found = [kind for kind, _label in FILED_KINDS if kind in _kinds(said)]
        return known | ({"kind": found[0]} if len(found) == 1 else {})
    if upload.purpose == OFFERED and _kinds(said):
        case = get_case(actor, read(upload.reference))
        return known | meant_by(said, may_be_meant(actor, case))
    return known


def meant_by(said: Mapping[str, str], requests: Sequence[Request]) -> dict[str, str]:
    """`what` of OfferedForm, as far as it was read."""
    what = answer_for(_kinds(said), requests)
    return {"what": what} if what else {}


def agreed(several: Collection[Mapping[str, str]]) -> dict[str, str]:
    """Country and language, where every one of these papers says the same."""
    found = {}
    for name in ("country", "language"):
        values = {said.get(name, "") for said in several}
        if len(values) == 1 and (value := values.pop()):
            found[name] = value
    return found


def _kinds(said: Mapping[str, str]) -> list[str]:
    return [kind for kind in said.get(KINDS, "").split(",") if kind]
