"""Columns of a case's rows whose content is encrypted under the key of that case.

    words = CaseText()
    said = CaseJSON(empty=dict)

With the key of the case destroyed they are empty, as the log of the case is, and nothing
else of the row changes. What is of no case is under a key that the firm has for itself. The database cannot search them or put them in order.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from harborlight.firm.models import Firm
from harborlight.firm.vault.ciphers import seal, unseal
from harborlight.firm.vault.fields import about
from harborlight.firm.vault.keys import record_key, record_keys


class _Closed(bytes):
    """Ciphertext as it came from the database, not opened yet."""


def _holder(row: Any) -> UUID:
    """Whose key it is: the case's, or the firm's own where the row is of no case."""
    holder: UUID = row.case_id or row.firm_id
    return holder


class _Opener(DeferredAttribute):
    """The attribute: opens the ciphertext when it is first read."""

    field: CaseText

    def __get__(self, row: Any, cls: Any = None) -> Any:
        if row is None:
            return self
        name = self.field.attname
        value = row.__dict__[name] if name in row.__dict__ else self._fetched(row, cls)
        if isinstance(value, _Closed):
            holder = _holder(row)
            key = record_keys(Firm(pk=row.firm_id), [holder]).get(holder)
            if key is None:
                return self.field.get_default()
            plain = unseal(key, value, about(row, self.field.name))
            row.__dict__[name] = value = self.field.read(plain.decode())
        return value

    def __set__(self, row: Any, value: Any) -> None:
        row.__dict__[self.field.attname] = value

    def _fetched(self, row: Any, cls: Any) -> Any:
        super().__get__(row, cls)
        return row.__dict__[self.field.attname]


class CaseText(models.BinaryField):  # type: ignore[type-arg]
    """Text in the program, ciphertext in the database. Empty text stays empty."""

    descriptor_class = _Opener

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", b"")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def contribute_to_class(
        self, cls: Any, name: str, private_only: bool = False
    ) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, self.descriptor_class(self))

    def read(self, text: str) -> Any:
        return text

    def written(self, value: Any) -> str:
        """What is sealed; "": nothing is."""
        return str(value) if value else ""

    def get_default(self) -> Any:
        return ""

    def from_db_value(self, value: Any, *_: object) -> Any:
        return _Closed(bytes(value)) if value else self.get_default()

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        row = model_instance
        value = row.__dict__.get(self.attname)
        if isinstance(value, _Closed):
            return bytes(value)
        return self.sealed(row, value)

    def sealed(self, row: Any, value: Any) -> bytes:
        """The ciphertext of a value for this row, where it is not saved but updated."""
        text = self.written(value)
        if not text:
            return b""
        key = record_key(Firm(pk=row.firm_id), _holder(row))
        return seal(key, text.encode(), about(row, self.name))

    def get_db_prep_value(
        self, value: Any, connection: Any, prepared: bool = False
    ) -> Any:
        return super().get_db_prep_value(value or b"", connection, prepared)

    def value_to_string(self, obj: Any) -> str:
        return "encrypted"


class CaseJSON(CaseText):
    """Whatever JSON can say; `empty` makes what stands there where nothing was said."""

    def __init__(
        self, *args: Any, empty: Callable[[], Any] | None = None, **kwargs: Any
    ) -> None:
        self.empty = empty
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "empty": self.empty}

    def read(self, text: str) -> Any:
        return json.loads(text)

    def written(self, value: Any) -> str:
        if value == self.get_default():
            return ""
        return json.dumps(value, ensure_ascii=False)

    def get_default(self) -> Any:
        return self.empty() if self.empty else None


def open_together(firm: Firm, cases: Iterable[UUID]) -> None:
    """Fetch the keys of several cases at once, before rows of theirs are read."""
    record_keys(firm, cases)
