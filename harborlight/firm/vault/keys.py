"""Which key opens what; every key but the master's is kept wrapped in the database."""

from __future__ import annotations

import time
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import transaction

from harborlight.firm.clock import now
from harborlight.firm.models import Firm, FirmKey, RecordKey
from harborlight.firm.vault.ciphers import new_key, seal, unseal

# Unwrapped keys are remembered this long in a process. A key that was destroyed
# can still be used by a running process until then.
REMEMBERED_SECONDS = 300.0
_Slot = tuple[UUID, object]
_remembered: dict[_Slot, tuple[float, bytes]] = {}
# Made in a transaction of this process that is not over yet.
_unsure: set[_Slot] = set()


class NoKey(Exception):
    """There is no such key: it was never made, or it was destroyed."""


def make_firm_key(firm: Firm) -> int:
    """Give the firm a new key, which encrypts from now on. Its version."""
    rows = FirmKey.objects.filter(firm=firm)
    version = max(rows.values_list("version", flat=True), default=0) + 1
    key, master = new_key(), max(settings.MASTER_KEYS)
    wrapped = seal(settings.MASTER_KEYS[master], key, _firm_about(firm.pk, version))
    FirmKey.objects.create(
        firm=firm, version=version, master=master, wrapped=wrapped, made_at=now()
    )
    forget_keys()
    _made((firm.pk, "newest"), (firm.pk, version))
    return version


def newest_firm_key(firm: Firm) -> tuple[int, bytes]:
    """The version and the key that encrypt for this firm now."""
    slot = (firm.pk, "newest")
    known = _recall(slot)
    if known is None:
        row = FirmKey.objects.filter(firm=firm).order_by("-version").first()
        if row is None:
            raise NoKey(f"{firm} has no key.")
        known = row.version.to_bytes(4, "big") + _unwrap_firm_key(row)
        _remember(slot, known)
    return int.from_bytes(known[:4], "big"), known[4:]


def firm_key(firm: Firm, version: int) -> bytes:
    """The key of this version, to read what was encrypted when it was new."""
    slot = (firm.pk, version)
    key = _recall(slot)
    if key is None:
        row = FirmKey.objects.filter(firm=firm, version=version).first()
        if row is None:
            raise NoKey(f"{firm} has no key of version {version}.")
        key = _unwrap_firm_key(row)
        _remember(slot, key)
    return key


def firm_key_versions(firm: Firm) -> list[int]:
    return [*FirmKey.objects.filter(firm=firm).values_list("version", flat=True)]


def record_key(firm: Firm, record_id: UUID) -> bytes:
    """The key of this case (or person); made when it is first asked for."""
    known = record_keys(firm, [record_id]).get(record_id)
    return known if known is not None else _make_record_key(firm, record_id)


def record_keys(firm: Firm, record_ids: Iterable[UUID]) -> dict[UUID, bytes]:
    """The keys of these that exist; a destroyed one is left out."""
    wanted = set(record_ids)
    found: dict[UUID, bytes] = {}
    for record_id in wanted:
        if (key := _recall((firm.pk, record_id))) is not None:
            found[record_id] = key
    if missing := wanted - found.keys():
        for row in RecordKey.objects.filter(firm=firm, record_id__in=missing):
            key = unseal(
                firm_key(firm, row.version), row.wrapped, key_about(row.record_id)
            )
            found[row.record_id] = key
            _remember((firm.pk, row.record_id), key)
    return found


def _make_record_key(firm: Firm, record_id: UUID) -> bytes:
    key = new_key()
    version, wrapping = newest_firm_key(firm)
    _made((firm.pk, record_id))
    # Two actions on a new case at once: the first key stands.
    RecordKey.objects.bulk_create(
        [
            RecordKey(
                firm=firm,
                record_id=record_id,
                version=version,
                wrapped=seal(wrapping, key, key_about(record_id)),
            )
        ],
        ignore_conflicts=True,
    )
    return record_keys(firm, [record_id])[record_id]


def key_about(record_id: UUID) -> str:
    return f"record key|{record_id}"


def _firm_about(firm_id: UUID, version: int) -> str:
    return f"firm key|{firm_id}|{version}"


def _unwrap_firm_key(row: FirmKey) -> bytes:
    try:
        master = settings.MASTER_KEYS[row.master]
    except KeyError:
        raise NoKey(f"Master key {row.master} is not here.") from None
    return unseal(master, row.wrapped, _firm_about(row.firm_id, row.version))


def rewrap_firm_key(row: FirmKey, master: int) -> bytes:
    """The same key wrapped by another master key, for the row to keep."""
    key = _unwrap_firm_key(row)
    return seal(
        settings.MASTER_KEYS[master], key, _firm_about(row.firm_id, row.version)
    )


def _recall(slot: _Slot) -> bytes | None:
    known = _remembered.get(slot)
    if known is None or known[0] < time.monotonic():
        return None
    return known[1]


def _made(*slots: _Slot) -> None:
    _unsure.update(slots)
    transaction.on_commit(lambda: _unsure.difference_update(slots))


def _remember(slot: _Slot, key: bytes) -> None:
    until = time.monotonic() + REMEMBERED_SECONDS

    def sure() -> None:
        _remembered[slot] = until, key

    # Only once it is certain to exist: a key remembered out of a transaction that is
    # undone would encrypt what nobody could ever read. What others made, and we see,
    # is certain.
    if slot in _unsure:
        transaction.on_commit(sure)
    else:
        sure()


def trust_keys() -> None:
    """Take the keys of a transaction that is not over for certain, as a world of tests
    is that is one transaction."""
    _unsure.clear()


def forget_keys() -> None:
    """Read every key from the database again."""
    _remembered.clear()
