"""Giving every firm a new key, and wrapping what the old ones wrapped anew.

Whatever kills it, running it again goes on where it stopped: each step looks for
what still stands under an older key. Old keys of a firm stay, wrapped by the newest
master key: events are sealed under them for ever, for the chain is made of their
ciphertext, and running processes may use them for some minutes more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from harborlight.firm import events
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.models import (
    Event,
    Firm,
    FirmKey,
    FirmRecord,
    RecordKey,
    StoredFile,
)
from harborlight.firm.tenancy import inside
from harborlight.firm.vault.ciphers import derive, seal, unseal
from harborlight.firm.vault.fields import (
    Lookup,
    SealedText,
    about,
    lookup,
    sealed_text,
    unsealed_text,
)
from harborlight.firm.vault.keys import (
    firm_key,
    forget_keys,
    key_about,
    make_firm_key,
    newest_firm_key,
    rewrap_firm_key,
)
from harborlight.firm.vault.stored import about as file_about

BATCH = 500


def unfinished(firm: Firm) -> bool:
    """Whether a rotation of this firm's keys was begun and not brought to its end."""
    with inside(firm):
        rows = FirmKey.objects.filter(firm=firm)
        newest = max(rows.values_list("version", flat=True))
        done = Event.objects.filter(kind=events.KEYS_ROTATED.name).count()
        older = rows.filter(master__lt=max(settings.MASTER_KEYS))
        return older.exists() or done < newest - 1


def rotate(firm: Firm) -> dict[str, int]:
    """Rotate the keys of one firm, or go on with it; how much of what was done."""
    master = max(settings.MASTER_KEYS)
    with inside(firm):
        if not FirmKey.objects.filter(firm=firm, master=master).exists():
            make_firm_key(firm)
    done = {
        "keys": _rewrap_keys(firm, master),
        "cases": _over_and_over(firm, _some_record_keys),
        "files": _over_and_over(firm, _some_files),
        "fields": sum(
            _seal_anew(firm, model, names) for model, names in _sealed_models()
        ),
    }
    with inside(firm), acting(Actor.clock(firm), events.KEYS_ROTATED, firm) as event:
        event.say(**done)
    forget_keys()
    return done


def _rewrap_keys(firm: Firm, master: int) -> int:
    with inside(firm), transaction.atomic():
        rows = [*FirmKey.objects.filter(firm=firm, master__lt=master)]
        for row in rows:
            FirmKey.objects.filter(pk=row.pk).update(
                wrapped=rewrap_firm_key(row, master), master=master
            )
    forget_keys()
    return len(rows)


def _over_and_over(firm: Firm, some: Any) -> int:
    """Batch after batch, each a transaction of its own, until nothing is left."""
    total = 0
    while count := _batch(firm, some):
        total += count
    return total


def _batch(firm: Firm, some: Any) -> int:
    with inside(firm), transaction.atomic():
        version, wrapping = newest_firm_key(firm)
        count: int = some(firm, version, wrapping)
        return count


def _some_record_keys(firm: Firm, version: int, wrapping: bytes) -> int:
    rows = [*RecordKey.objects.filter(firm=firm, version__lt=version)[:BATCH]]
    for row in rows:
        name = key_about(row.record_id)
        key = unseal(firm_key(firm, row.version), row.wrapped, name)
        RecordKey.objects.filter(pk=row.pk, version=row.version).update(
            version=version, wrapped=seal(wrapping, key, name)
        )
    return len(rows)


def _some_files(firm: Firm, version: int, wrapping: bytes) -> int:
    """Files that belong to no case; those of a case are wrapped by its key."""
    files = StoredFile.objects.filter(firm=firm, case_id__isnull=True)
    rows = [*files.filter(version__lt=version)[:BATCH]]
    for row in rows:
        old = derive(firm_key(firm, row.version), "files")
        key = unseal(old, row.wrapped, file_about(row.pk))
        files.filter(pk=row.pk, version=row.version).update(
            version=version,
            wrapped=seal(derive(wrapping, "files"), key, file_about(row.pk)),
        )
    return len(rows)


def _sealed_models() -> Iterator[tuple[type[FirmRecord], list[str]]]:
    for model in apps.get_models():
        names = [
            f.name for f in model._meta.concrete_fields if isinstance(f, SealedText)
        ]
        if names and issubclass(model, FirmRecord):
            yield model, names


def _seal_anew(firm: Firm, model: type[FirmRecord], names: list[str]) -> int:
    """Seal every field that an older key sealed; a row changed meanwhile keeps its change."""
    total, last = 0, None
    while True:
        with inside(firm), transaction.atomic():
            rows = model.objects.filter(firm=firm).order_by("pk")
            batch = [*(rows.filter(pk__gt=last) if last else rows)[:BATCH]]
            for row in batch:
                total += sum(_seal_field(firm, row, name) for name in names)
        if not batch:
            return total
        last = batch[-1].pk


def _seal_field(firm: Firm, row: FirmRecord, name: str) -> int:
    old: Any = row.__dict__.get(name) or b""
    version, _key = newest_firm_key(firm)
    if not old or int.from_bytes(bytes(old)[:2], "big") >= version:
        return 0
    text = unsealed_text(firm.pk, old, about(row, name))
    fresh: dict[str, Any] = {name: sealed_text(firm, text, about(row, name))}
    fresh |= {field.name: lookup(firm, text) for field in _lookups(type(row), name)}
    same: models.QuerySet[FirmRecord] = type(row).objects.filter(
        pk=row.pk, **{name: bytes(old)}
    )
    return same.update(**fresh)


def _lookups(model: type[FirmRecord], name: str) -> list[Lookup]:
    fields = model._meta.concrete_fields
    return [one for one in fields if isinstance(one, Lookup) and one.of == name]
