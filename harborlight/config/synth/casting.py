"""One case out of a mould: its own people, ids, keys and days, and nothing else new."""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any
from uuid import UUID

from harborlight.config.synth.founding import Office
from harborlight.config.synth.moulds import EventMould, Mould
from harborlight.config.synth.planning import Plan
from harborlight.config.synth.playing import PAGE
from harborlight.firm.clock import now
from harborlight.firm.ids import shown
from harborlight.firm.jobs import KEEP_NOTICES
from harborlight.firm.models import Firm, Notice
from harborlight.firm.vault.ciphers import derive, keyed_hash, new_key, seal
from harborlight.firm.vault.events import words_sealer
from harborlight.firm.vault.fields import normal
from harborlight.firm.vault.keys import key_about, newest_firm_key
from harborlight.firm.vault.stored import about as file_about
from harborlight.firm.vault.streams import FileCipher
from harborlight.outside.storage import storage

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# PostgreSQL counts from the year 2000.
TO_POSTGRES = (datetime(2000, 1, 1, tzinfo=UTC) - EPOCH) // MICROSECOND
NOTICES = Notice._meta.db_table
PACKED = struct.Struct(">q").pack


@dataclass(frozen=True)
class Keys:
    """What seals the firm's rows; read from the database once."""

    firm: Firm
    version: int
    firm_key: bytes

    @classmethod
    def of(cls, firm: Firm) -> Keys:
        return cls(firm, *newest_firm_key(firm))

    @cached_property
    def field(self) -> bytes:
        return derive(self.firm_key, "field")

    @cached_property
    def search(self) -> bytes:
        return derive(self.firm_key, "lookup")


@dataclass(frozen=True)
class CastEvent:
    """An event that waits for its place in the chain."""

    # Microseconds since 1970, by which it finds that place.
    at: int
    # The three parts of what is hashed (harvesting.canonical), the digest included.
    parts: tuple[str, str, str]
    mould: EventMould
    words: bytes


class Cast:
    """A mould's holes, filled for one case. `raw`: ids and moments as bytes."""

    def __init__(self, mould: Mould, plan: Plan, office: Office, keys: Keys) -> None:
        self.mould, self.plan, self.office, self.keys = mould, plan, office, keys
        # Chance for stories, not for secrets.
        self.dice = Random(f"{office.seed} case {plan.index}")  # noqa: S311
        self.values: list[str] = [""] * len(mould.holes)
        self.raw: list[bytes] = [b""] * len(mould.holes)
        self.instants: dict[int, int] = {}
        self.own_keys = {place: new_key() for _, place in mould.keys}
        self._fill()
        self._seal()

    def rows(self) -> Iterator[tuple[str, Any, str]]:
        """Every table's name, columns and rows, as COPY takes them."""
        reached = self.mould.outline.reached - self.plan.earlier
        forgotten = {NOTICES} if reached < now() - KEEP_NOTICES else set()
        for table, columns, text in self.mould.tables:
            if table in forgotten:
                continue
            yield table, columns, text.filled(self.values)

    def events(self) -> Iterator[CastEvent]:
        sealers: dict[int | None, words_sealer] = {None: self.office_sealer}
        for one in self.mould.events:
            if one.holder not in sealers:
                sealers[one.holder] = self._sealer(one)
            seals = sealers[one.holder]
            event_id = UUID(bytes=self.raw[one.row["id"]])
            words = seals(event_id, one.words.filled(self.values))
            digest = hashlib.sha256(words).hexdigest()
            first, second, third = one.canonical.filled(self.values).split("\x1f")
            parts = (first, second, f'{third}{digest}"}}')
            yield CastEvent(self.instants[one.at], parts, one, words)

    @cached_property
    def office_sealer(self) -> words_sealer:
        return _office_sealer(self.keys)

    def _sealer(self, one: EventMould) -> words_sealer:
        """For events of the case, or of one person of it."""
        assert one.holder is not None
        whose, key = UUID(bytes=self.raw[one.holder]), self.own_keys[one.holder]
        if one.of_case:
            return words_sealer(self.keys.firm, whose, key)
        return words_sealer(self.keys.firm, None, key, holder=whose)

    # --- Holes --------------------------------------------------------------

    def _fill(self) -> None:
        mould = self.mould
        self._fill_ids()
        staff = self.office.turned(self.dice.randrange(10**6))
        for kind in ("staff", "human"):
            for place, value in mould.of(kind):
                self._share(place, staff[value])
        for place, value in mould.of("staff name"):
            self.values[place] = staff[value]
        for place, value in mould.of("book"):
            self._share(place, self.office.books[value])
        tag = f"{self.plan.index}.{self.office.tag}"
        words = dict(mould.stand_ins.drawn(self.dice, tag))
        for place, value in mould.of("word"):
            self.values[place] = words[value]
        for place, value in mould.of("own"):
            self.values[place] = self._own(value)
        self._fill_days()

    def _fill_ids(self) -> None:
        values, raw = self.values, self.raw
        places = self.mould.of("id")
        fresh = os.urandom(16 * len(places))
        digits = fresh.hex()
        for n, (place, _) in enumerate(places):
            raw[place] = fresh[16 * n : 16 * n + 16]
            d = digits[32 * n : 32 * n + 32]
            values[place] = f"{d[:8]}-{d[8:12]}-{d[12:16]}-{d[16:20]}-{d[20:]}"
        for place, id_place in self.mould.of("shown"):
            values[place] = shown(UUID(bytes=raw[id_place]))

    def _share(self, place: int, value: UUID) -> None:
        self.raw[place] = value.bytes
        self.values[place] = str(value)

    def _fill_days(self) -> None:
        values, mould, earlier = self.values, self.mould, self.plan.earlier
        days = timedelta(weeks=self.plan.weeks)
        for place, day in mould.of("day"):
            values[place] = str(day - days)
        for place, born in mould.of("born"):
            other = timedelta(days=self.dice.randint(-1800, 1800))
            values[place] = str(born - days - other)
        for place, (at, sep, exact, end) in mould.of("moment"):
            values[place] = (at - earlier).isoformat(sep, exact)[:end]
        for place, at in mould.of("instant"):
            moved = at - earlier
            values[place] = moved.isoformat(" ", "microseconds")
            self.instants[place] = instant = (moved - EPOCH) // MICROSECOND
            self.raw[place] = PACKED(instant - TO_POSTGRES)

    def _own(self, name: str) -> str:
        index, tag = self.plan.index, self.office.tag
        if name in self.plan.numbers:
            return self.plan.numbers[name]
        if name == "receipt number":
            return f"IOE{9 * 10**9 + index:010}"
        if name == "payment":
            return f"sbx {tag}{index:06}"
        if name == "parcel":
            return f"1Z{index:06}{self.dice.randrange(10**8):08}"
        return os.urandom(32).hex()

    # --- Secrets ------------------------------------------------------------

    def _seal(self) -> None:
        mould, keys, firm = self.mould, self.keys, self.keys.firm
        version = keys.version.to_bytes(2, "big")
        for column in mould.sealed:
            text = column.text.filled(self.values)
            about = f"{firm.pk}|{column.about}|{self.values[column.row]}"
            if column.key is not None:
                sealed = seal(self.own_keys[column.key], text.encode(), about)
            else:
                sealed = version + seal(keys.field, text.encode(), about)
            self.values[column.hole] = _in_copy(sealed)
            if column.lookup is not None:
                self.values[column.lookup] = keyed_hash(keys.search, normal(text))
        for hole, place in mould.keys:
            whose = UUID(bytes=self.raw[place])
            wrapped = seal(keys.firm_key, self.own_keys[place], key_about(whose))
            self.values[hole] = _in_copy(wrapped)
        for hole, file in mould.files:
            self._keep_file(hole, UUID(bytes=self.raw[file]))

    def _keep_file(self, hole: int, file_id: UUID) -> None:
        """The same empty page for every paper, sealed for itself like any file.

        Files take longer than rows, so only so many cases have theirs on the disk.
        """
        key = new_key()
        wrapped = seal(self.own_keys[self.mould.case], key, file_about(file_id))
        self.values[hole] = _in_copy(wrapped)
        if not self.plan.has_papers:
            return
        pieces = FileCipher(key, file_id.bytes).sealed(0, PAGE, ends=True)
        # Nobody's only copy: what the disk has not written yet may be lost.
        with storage().writer(shown(file_id), 0) as writer:
            writer.write(pieces)


_sealers: dict[UUID, words_sealer] = {}


def _office_sealer(keys: Keys) -> words_sealer:
    """For events that belong to no case; made before the processes part."""
    if keys.firm.pk not in _sealers:
        sealer = words_sealer(keys.firm, keys.firm.pk, derive(keys.firm_key, "events"))
        sealer.prefix = keys.version.to_bytes(2, "big")
        _sealers[keys.firm.pk] = sealer
    return _sealers[keys.firm.pk]


def _in_copy(data: bytes) -> str:
    return r"\\x" + data.hex()
