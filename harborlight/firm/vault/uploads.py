"""Uploads as the database knows them: begun, going on, arrived, taken, forgotten.

What lies in the store, and how far it has come, is firm/vault/arriving.py's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from harborlight.firm.acting import Refused
from harborlight.firm.clock import now
from harborlight.firm.models import StoredFile, Upload
from harborlight.firm.vault.arriving import Arrival, write_nothing
from harborlight.firm.vault.ciphers import derive, seal, unseal
from harborlight.firm.vault.stored import (
    file_key,
    forget_file,
    mark,
    new_file,
    unmark_when_sure,
)
from harborlight.outside.storage import StorageFull, storage
from harborlight.papers.visible import visible

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor

# What nobody goes on with, and what no action took, is removed after this.
KEPT_FOR = timedelta(hours=24)
# That it was taken is remembered so long: a second tab may still ask for it.
REMEMBERED_FOR = timedelta(days=30)
MOST_AT_ONCE = 30
# By a link that takes one file: who reloads its page may begin anew at once.
MOST_ON_AN_ERRAND = 3
# Where one person has begun so many, the oldest give way that nothing came for so long.
IDLE_AFTER = timedelta(minutes=5)
# How stale the record of the last bytes may be: a piece is not a write.
TOUCHED_EVERY = timedelta(seconds=60)
_MOST_REMOVED = 500
_LONGEST_NAME, _ENDING = 200, 20
_READ = "read"


class TooMany(Exception):
    """One person has begun so many uploads that the first ones must end first."""


class OverQuota(Exception):
    """One client may send much within thirty days, and not without end."""


class AlreadyTaken(Refused):
    """The same file was sent by another page a moment ago; it is taken once."""

    def __init__(self) -> None:
        super().__init__(_("This file has been sent already. Nothing was sent twice."))


@dataclass(frozen=True)
class Purpose:
    """What an upload is for: `name` says how to find it, `case_id` whose key wraps it."""

    name: str
    reference: str
    case_id: UUID | None


def begin_upload(actor: Actor, purpose: Purpose, *, name: str, length: int) -> Upload:
    """Make room for a file that is going to arrive.

    Raises TooMany, OverQuota, StorageFull.
    """
    _within_quota(actor, length)
    _make_way(actor)
    _only_one(actor)
    if not storage().has_room(length):
        raise StorageFull("There is no room left for a file of this size.")
    file, key = new_file(actor.firm, purpose.case_id)
    file.length = length
    if not length:
        mark(file.key)
        write_nothing(Arrival(file.pk, key, 0))
    with transaction.atomic():
        file.save(force_insert=True)
        if not length:
            unmark_when_sure(file.key)
        return Upload.objects.create(
            firm=actor.firm,
            file=file,
            user_id=actor.account,
            purpose=purpose.name,
            reference=purpose.reference,
            name=_short(name),
            length=length,
            begun_at=now(),
            touched_at=now(),
        )


def _within_quota(actor: Actor, length: int) -> None:
    """Nobody from outside fills our disk, by many files or by large ones."""
    if actor.at_desk:
        return
    account = replace(actor, errand="")
    sent_lately = {"begun_at__gte": now() - REMEMBERED_FOR}
    mine = Upload.objects.visible_to(account).filter(**sent_lately)
    sent = mine.aggregate(files=Count("pk"), all=Sum("length"))
    most = settings.CLIENT_MB * 1024 * 1024
    if sent["files"] >= settings.CLIENT_FILES or (sent["all"] or 0) + length > most:
        raise OverQuota


def _make_way(actor: Actor) -> None:
    """What a person began and left must not keep them from sending the next file."""
    mine = Upload.objects.visible_to(actor).filter(finished_at__isnull=True)
    most = MOST_ON_AN_ERRAND if actor.errand else MOST_AT_ONCE
    too_many = mine.count() + 1 - most
    if too_many <= 0:
        return
    idle = mine.filter(touched_at__lt=now() - IDLE_AFTER).select_related("file")
    given_up = [*idle.order_by("touched_at")[:too_many]]
    if len(given_up) < too_many:
        raise TooMany
    with transaction.atomic():
        for upload in given_up:
            forget_file(upload.file)


def _only_one(actor: Actor) -> None:
    """Another file for the same errand takes the place of the one that came before."""
    if not actor.errand:
        return
    mine = Upload.objects.visible_to(actor).select_related("file")
    with transaction.atomic():
        for upload in mine.filter(finished_at__isnull=False, taken_at__isnull=True):
            forget_file(upload.file)


def get_upload(actor: Actor, pk: UUID) -> Upload:
    """An upload of this very person. NotFound if it is anybody else's, or gone."""
    return Upload.objects.one(actor, pk)


def arrival_of(upload: Upload) -> Arrival:
    """What seals the upload: from here on no database is needed. Raises KeyDestroyed."""
    return Arrival(upload.file_id, file_key(upload.file), upload.length)


def expires(upload: Upload) -> datetime:
    return upload.touched_at + KEPT_FOR


def is_expired(upload: Upload) -> bool:
    return upload.taken_at is None and expires(upload) < now()


def touch(upload: Upload) -> None:
    """Note that it still arrives."""
    if now() - upload.touched_at >= TOUCHED_EVERY:
        upload.touched_at = now()
        upload.save(update_fields=["touched_at"])


def finish(upload: Upload, sha256: str) -> None:
    """All of it has arrived: from now on the file can be read and taken."""
    if upload.finished_at is None:
        StoredFile.objects.filter(pk=upload.file_id).update(
            sha256=sha256, complete=True
        )
        upload.finished_at = upload.touched_at = now()
        upload.save(update_fields=["finished_at", "touched_at"])


def note_seen(upload: Upload, seen: Any) -> None:
    """What was seen in it: the form that takes it need not look again."""
    upload.seen = seen
    upload.save(update_fields=["seen"])


def want_read(upload: Upload) -> bool:
    """Note that somebody waits for what stands in it; False where that is known already."""
    waits = Upload.objects.filter(pk=upload.pk, read__isnull=True)
    return bool(waits.filter(taken_at__isnull=True).update(read=b""))


def note_read(upload: Upload, said: Mapping[str, str]) -> None:
    """Keep, sealed, what was read on it; not where an action took it meanwhile."""
    key = derive(file_key(upload.file), _READ)
    sealed = seal(key, json.dumps(dict(said)).encode(), f"{_READ}|{upload.pk}")
    waits = Upload.objects.filter(pk=upload.pk, taken_at__isnull=True)
    waits.update(read=sealed)


def read_on_it(upload: Upload) -> dict[str, str] | None:
    """What was read on it; None where that was not done (yet).

    Raises KeyDestroyed, Unreadable.
    """
    if not upload.read:
        return None
    key = derive(file_key(upload.file), _READ)
    said: dict[str, str] = json.loads(unseal(key, upload.read, f"{_READ}|{upload.pk}"))
    return said


def abandon(upload: Upload) -> None:
    """Its sender does not want it any more."""
    if upload.taken_at is None:
        forget_file(upload.file)


def came_with_form(actor: Actor, file: StoredFile, name: str) -> Upload:
    """Note whose file this is that a form without a script brought, until it is taken.

    Raises OverQuota.
    """
    _within_quota(actor, file.length)
    return Upload.objects.create(
        firm=actor.firm,
        file=file,
        user_id=actor.account,
        purpose="form",
        reference=actor.errand,
        name=_short(name),
        length=file.length,
        begun_at=now(),
        touched_at=now(),
        finished_at=now(),
    )


def _short(name: str) -> str:
    """A name that fits, with its ending: that says what the file should be."""
    name = visible(name)
    cut = _LONGEST_NAME - _ENDING
    return name if len(name) <= _LONGEST_NAME else name[:cut] + name[-_ENDING:]


def arrived_upload(actor: Actor, pk: UUID, case_id: UUID | None) -> Upload | None:
    """A whole file of this person, sent for this case; None if there is none.

    `taken_at` says whether an action took it already.
    """
    rows = Upload.objects.visible_to(actor).select_related("file")
    return rows.filter(
        pk=pk, file__case_id=case_id, finished_at__isnull=False, file__complete=True
    ).first()


def take(file: StoredFile) -> None:
    """Take an arrived file into the record, once: in the transaction of the action.

    Raises AlreadyTaken. Files that we made ourselves never arrived: nothing happens.
    """
    arrived = Upload.objects.filter(file=file)
    first = arrived.filter(taken_at__isnull=True).update(taken_at=now(), read=None)
    if not first and arrived.exists():
        raise AlreadyTaken


def remove_untaken(clock: Actor) -> int:
    """Remove what nobody went on with, and what no action took; how many files."""
    before = now() - KEPT_FOR
    old = Upload.objects.visible_to(clock).filter(touched_at__lt=before)
    rows = [*old.filter(taken_at__isnull=True).select_related("file")[:_MOST_REMOVED]]
    for upload in rows:
        forget_file(upload.file)
    old.filter(taken_at__lt=now() - REMEMBERED_FOR).delete()
    return len(rows)
