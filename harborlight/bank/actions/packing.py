"""The trust records for a bar examiner: asked for by an owner, made by a job, taken once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from harborlight.bank import events
from harborlight.bank.models import AuditPack
from harborlight.bank.queries import closed_to
from harborlight.bank.saying import day_said
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.stored import forget_file


class NotWhole(Exception):
    """The records are whole or they are not given: a case is closed to whoever asks."""


class NotThere(Exception):
    """It is not made yet, or was downloaded already."""


def ask_pack(actor: Actor, *, begins_on: date, ends_on: date, reason: str) -> AuditPack:
    """Have all trust records of a time made, for whoever may examine them.

    Raises NotWhole where a wall stands before the actor: another owner asks then.
    """
    with acting(actor, events.PACK_ASKED, actor.firm) as event:
        if closed_to(actor):
            raise NotWhole(
                _("A case with money in trust is closed to you, and these records are "
                  "given whole. Another partner has to ask for them.")
            )  # fmt: skip
        pack = AuditPack.objects.create(
            firm=actor.firm,
            begins_on=begins_on,
            ends_on=ends_on,
            reason=reason,
            asked_at=now(),
            asked_by_id=actor.account,
        )
        event.made(pack)
        event.say(reason=reason, **_days(pack))
    return pack


def keep_pack(
    clock: Actor, pack: AuditPack, *, file: StoredFile, files_count: int
) -> None:
    """Keep the records that were made."""
    with acting(clock, events.PACK_MADE, pack) as event:
        pack.file, pack.sha256, pack.files_count = file, file.sha256, files_count
        pack.save(update_fields=["file", "sha256", "files_count"])
        event.say(files=files_count, **_days(pack))


def take_pack(actor: Actor, pack: AuditPack) -> StoredFile:
    """Download the records, once. Raises NotThere, NotWhole."""
    with acting(actor, events.PACK_TAKEN, pack) as event:
        if closed_to(actor):
            raise NotWhole(
                _("A case with money in trust is closed to you: another partner has to "
                  "download these records.")
            )  # fmt: skip
        pack.refresh_from_db(
            from_queryset=AuditPack.objects.select_for_update(no_key=True)
        )
        if pack.file is None or pack.taken_at:
            raise NotThere(
                _("These records were downloaded already. Ask for them again.")
                if pack.taken_at
                else _("They are still being made. Look again in a minute.")
            )
        pack.taken_at, pack.taken_by_id = now(), actor.account
        pack.save(update_fields=["taken_at", "taken_by_id"])
        event.say(**_days(pack))
        return pack.file


def remove_pack(clock: Actor, pack: AuditPack) -> None:
    """Remove records that were downloaded, or that nobody came for."""
    with acting(clock, events.PACK_REMOVED, pack) as event:
        file = pack.file
        pack.file, pack.removed_at = None, now()
        pack.save(update_fields=["file", "removed_at"])
        if file is not None:
            forget_file(file)
        event.say(**_days(pack))


def _days(pack: AuditPack) -> dict[str, Mapping[str, str]]:
    return {"begins": day_said(pack.begins_on), "ends": day_said(pack.ends_on)}
