"""From the rows that the actions made to a mould."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import (
    BinaryField,
    BooleanField,
    DateField,
    DateTimeField,
    Field,
    ForeignKey,
    JSONField,
    Model,
    UUIDField,
)

from harborlight.config.synth.moulds import (
    NULL,
    Cutter,
    EventMould,
    Mould,
    SealedColumn,
    Text,
    escaped,
    held,
    joined,
    plain,
)
from harborlight.config.synth.planning import Outline
from harborlight.filings.models import FilledForm
from harborlight.firm.models import (
    Event,
    RecordKey,
    StoredFile,
)
from harborlight.firm.vault.case_fields import CaseText
from harborlight.firm.vault.events import holder_of, words_of
from harborlight.firm.vault.fields import Lookup, SealedText
from harborlight.trust.models import Account, BankAccount

# Days that the law gives do not move with the case.
OF_THE_LAW = {(FilledForm, "edition")}


Found = dict[type[Model], list[Model]]


def keys_of(models: Sequence[type[Model]]) -> dict[type[Model], set[UUID]]:
    """The rows that are there now."""
    return {
        model: {*model._default_manager.values_list("pk", flat=True)}
        for model in models
    }


# What the firm's usual trust account is called among the accounts that all cases share.
HOME = "home"


def rows_since(before: dict[type[Model], set[UUID]]) -> Found:
    """The rows that are there now and were not then."""
    found: Found = {}
    for model, known in before.items():
        order = "n" if model is Event else "pk"
        rows = model._default_manager.exclude(pk__in=known).order_by(order)
        found[model] = [*rows]
    return found


class Harvest:
    """Makes a mould of the rows of one scene."""

    def __init__(self, cutter: Cutter, rows: Found) -> None:
        self.cutter, self.rows = cutter, rows
        self.sealed: list[SealedColumn] = []
        self.files: list[tuple[int, int]] = []
        self.posted: dict[str, int] = {}
        self.keys: list[tuple[int, int]] = []

    def mould(self, outline: Outline, case_id: UUID) -> Mould:
        cutter = self.cutter
        self._know_ids()
        cutter.ready()
        made = []
        for model, rows in self.rows.items():
            if model is not Event and rows:
                made.append(self._table(model, rows))
        events = self._events(self.rows[Event])
        case = cutter.hole("id", case_id)
        return Mould(
            outline=outline,
            stand_ins=cutter.words,
            holes=cutter.holes,
            tables=made,
            events=events,
            sealed=self.sealed,
            files=self.files,
            case=case,
            keys=self.keys,
            posted=self.posted,
        )

    def _know_ids(self) -> None:
        cutter = self.cutter
        shared = [row for row in self.rows[Account] if row.case_id is None]  # type: ignore[attr-defined]
        for account in shared:
            cutter.shared[account.pk] = ("book", account.book)  # type: ignore[attr-defined]
            self.posted[account.book] = account.cents  # type: ignore[attr-defined]
        self.rows[Account] = [row for row in self.rows[Account] if row not in shared]
        # So is the account at the bank in which all money of trust stands.
        cutter.shared |= {row.pk: ("book", HOME) for row in self.rows[BankAccount]}
        self.rows[BankAccount] = []
        for rows in self.rows.values():
            cutter.new |= {row.pk for row in rows}
        # The living people behind the accounts are ids without rows.
        for row in self.rows[apps.get_model("firm.Membership")]:
            cutter.new.add(row.human)  # type: ignore[attr-defined]
        for model, name in OF_THE_LAW:
            cutter.fixed_days |= {getattr(row, name) for row in self.rows[model]}

    def _table(
        self, model: type[Model], rows: list[Model]
    ) -> tuple[str, Sequence[str], Text]:
        fields = model._meta.concrete_fields
        lines = [
            joined((self._value(row, one) for one in fields), "\t", "\n")
            for row in rows
        ]
        columns = [str(one.column) for one in fields]
        return model._meta.db_table, columns, joined(lines, "")

    def _value(self, row: Model, one: Field[Any, Any]) -> Text:
        if isinstance(one, BinaryField | Lookup):
            return self._sealed(row, one)
        value = getattr(row, one.attname)
        if value is None:
            return plain(NULL)
        cutter = self.cutter
        if isinstance(one, UUIDField | ForeignKey):
            hole = cutter.id_hole(value) if isinstance(value, UUID) else None
            return plain(str(value)) if hole is None else held(hole)
        if isinstance(one, DateTimeField | DateField):
            return escaped(cutter.cut(str(value)))
        if isinstance(one, BooleanField):
            return plain("t" if value else "f")
        if isinstance(one, JSONField):
            value = json.dumps(value, ensure_ascii=False)
        return escaped(cutter.cut(str(value)))

    def _sealed(self, row: Model, one: Field[Any, Any]) -> Text:
        """A column that is ciphertext, or made of a secret: a hole of its own."""
        if isinstance(one, Lookup):
            return self._searched(row, one)
        if isinstance(one, SealedText | CaseText):
            return self._secret(row, one)
        hole = self.cutter.hole("sealed", (row.pk, one.attname))
        if isinstance(row, RecordKey):
            self.keys.append((hole, self.cutter.hole("id", row.record_id)))
        elif isinstance(row, StoredFile):
            self.files.append((hole, self.cutter.hole("id", row.pk)))
        else:
            raise TypeError(f"Nobody knows how to seal {row._meta.label}.{one.name}.")
        return held(hole)

    def _secret(self, row: Any, one: SealedText | CaseText) -> Text:
        said, key = getattr(row, one.attname), None
        if isinstance(one, CaseText):
            said, key = one.written(said), self.cutter.hole("id", row.case_id)
        if not said:
            return plain(r"\\x")
        hole = self.cutter.hole("sealed", (row.pk, one.attname))
        lookups = [
            self.cutter.hole("sealed", (row.pk, other.attname))
            for other in row._meta.concrete_fields
            if isinstance(other, Lookup) and other.of == one.name
        ]
        self.sealed.append(
            SealedColumn(
                hole=hole,
                lookup=lookups[0] if lookups else None,
                row=self.cutter.hole("id", row.pk),
                about=f"{row._meta.db_table}|{one.name}",
                text=self.cutter.cut(said),
                key=key,
            )
        )
        return held(hole)

    def _searched(self, row: Model, one: Lookup) -> Text:
        hole = self.cutter.hole("sealed", (row.pk, one.attname))
        return held(hole) if getattr(row, one.of) else plain("")

    # --- Events -------------------------------------------------------------

    def _events(self, rows: Iterable[Any]) -> list[EventMould]:
        several = list(rows)
        said = words_of(several[0].firm, several)
        return [self._event(row, said[row.pk]) for row in several]

    def _event(self, event: Any, said: dict[str, Any]) -> EventMould:
        cut = self.cutter.cut
        text = json.dumps(said, ensure_ascii=False, default=str)
        row: dict[str, Any] = {}
        holder = event.case_id or holder_of(event)
        for name in ("id", "user_id", "case_id", "subject_id", "cause_id"):
            value = getattr(event, name)
            hole = self.cutter.id_hole(value) if value else None
            row[name] = value if hole is None else hole
        for name in ("kind", "role", "subject_kind", "place"):
            row[name] = getattr(event, name)
        return EventMould(
            at=self.cutter.hole("instant", event.at),
            canonical=joined((cut(part) for part in canonical(event)), "\x1f"),
            words=cut(text),
            holder=self.cutter.id_hole(holder) if holder else None,
            of_case=event.case_id is not None,
            row=row,
        )


def canonical(event: Any) -> tuple[str, str, str]:
    """What `firm.chain.fingerprint` hashes, without the hash before, the number of the
    event and the digest of its words, which come between these parts and at the end."""
    before, number = "\x1d", -1234567654321
    row = {
        "at": event.at.isoformat(timespec="microseconds"),
        "before": before,
        "case": str(event.case_id or ""),
        "cause": str(event.cause_id or ""),
        "firm": str(event.firm_id),
        "id": str(event.pk),
        "kind": event.kind,
        "n": number,
        "place": event.place,
        "role": event.role,
        "subject": f"{event.subject_kind}:{event.subject_id or ''}",
        "user": str(event.user_id or ""),
        "words": before,
    }
    text = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    mark = json.dumps(before)[1:-1]
    first, rest, last = text.split(mark)
    assert last == '"}'
    second, third = rest.split(str(number))
    return first, second, third
