"""A column whose text is encrypted under the firm's key.

    a_number = SealedText()
    a_number_lookup = Lookup(of="a_number")

A ciphertext copied into another row or column does not open. A Lookup column
holds a keyed hash of the normalised text, for exact search without decrypting.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.db import models

from harborlight.firm.models import Firm, FirmRecord
from harborlight.firm.vault.ciphers import derive, keyed_hash, seal, unseal
from harborlight.firm.vault.keys import firm_key, firm_key_versions, newest_firm_key

_VERSION = 2


class _Sealed(bytes):
    """Ciphertext as it came from the database, not opened yet."""


class _Opener:
    """The attribute: opens the ciphertext when it is first read."""

    def __init__(self, name: str, column: str) -> None:
        self.name, self.column = name, column

    def __get__(self, row: FirmRecord | None, owner: type) -> Any:
        if row is None:
            return self
        value = row.__dict__.get(self.name, "")
        if isinstance(value, _Sealed):
            value = unsealed_text(row.firm_id, value, about(row, self.column))
            row.__dict__[self.name] = value
        return value

    def __set__(self, row: FirmRecord, value: Any) -> None:
        row.__dict__[self.name] = value


class SealedText(models.BinaryField):  # type: ignore[type-arg]
    """Text in the program, ciphertext in the database. Empty text stays empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", b"")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def contribute_to_class(
        self, cls: Any, name: str, private_only: bool = False
    ) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opener(self.attname, name))

    def get_default(self) -> Any:
        return ""

    def from_db_value(self, value: Any, *_: object) -> Any:
        return _Sealed(bytes(value)) if value else ""

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname, "")
        if isinstance(value, _Sealed):
            return bytes(value)
        if not value:
            return b""
        return sealed_text(model_instance.firm, value, about(model_instance, self.name))

    def get_db_prep_value(
        self, value: Any, connection: Any, prepared: bool = False
    ) -> Any:
        return super().get_db_prep_value(value or b"", connection, prepared)

    def value_to_string(self, obj: Any) -> str:
        return "encrypted"


class Lookup(models.CharField):  # type: ignore[type-arg]
    """The keyed hash of another field's normalised text; kept up by itself."""

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        kwargs.update(max_length=64, blank=True, default="", editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        text = getattr(model_instance, self.of)
        value = lookup(model_instance.firm, text) if text else ""
        setattr(model_instance, self.attname, value)
        return value


def about(row: FirmRecord, column: str) -> str:
    return f"{row.firm_id}|{row._meta.db_table}|{column}|{row.pk}"


def sealed_text(firm: Firm, text: str, about: str) -> bytes:
    """The version of the key, then the ciphertext."""
    version, key = newest_firm_key(firm)
    return version.to_bytes(_VERSION, "big") + seal(
        derive(key, "field"), text.encode(), about
    )


def unsealed_text(firm_id: Any, sealed: bytes, about: str) -> str:
    version = int.from_bytes(sealed[:_VERSION], "big")
    key = firm_key(Firm(pk=firm_id), version)
    return unseal(derive(key, "field"), sealed[_VERSION:], about).decode()


def normal(text: str) -> str:
    """What of a number is compared: letters and digits, without case."""
    return re.sub(r"[^0-9a-z]", "", unicodedata.normalize("NFKC", text).casefold())


def lookup(firm: Firm, text: str) -> str:
    """The keyed hash to store: always under the newest key."""
    return keyed_hash(derive(newest_firm_key(firm)[1], "lookup"), normal(text))


def lookups(firm: Firm, text: str) -> list[str]:
    """The keyed hashes to search for, while a rotation of keys is under way too."""
    return [
        keyed_hash(derive(firm_key(firm, version), "lookup"), normal(text))
        for version in firm_key_versions(firm)
    ]
