"""Identifiers: 128 random bits, shown in addresses as 26 small letters and digits."""

from __future__ import annotations

import secrets
from uuid import UUID

# Crockford's alphabet: no i, l, o or u, so that an id can be read out by phone.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_VALUE = {letter: number for number, letter in enumerate(ALPHABET)}
LENGTH = 26


def new_id() -> UUID:
    """A fresh key: every bit of it random, unlike a version 4 UUID."""
    return UUID(bytes=secrets.token_bytes(16))


def shown(key: UUID) -> str:
    """How an id stands in an address."""
    number, letters = key.int, []
    for _ in range(LENGTH):
        number, digit = divmod(number, 32)
        letters.append(ALPHABET[digit])
    return "".join(reversed(letters))


def read(text: str) -> UUID:
    """The id an address names; ValueError if it names none."""
    number = 0
    if len(text) != LENGTH:
        raise ValueError("An id has 26 characters.")
    for letter in text:
        try:
            number = number * 32 + _VALUE[letter]
        except KeyError:
            raise ValueError(f"No id contains {letter!r}.") from None
    if number >> 128:
        raise ValueError("This id is too large.")
    return UUID(int=number)


class IdInAddress:
    """The `<id:case_id>` of an address."""

    regex = f"[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value: str) -> UUID:
        return read(value)

    def to_url(self, value: UUID | str) -> str:
        return shown(value) if isinstance(value, UUID) else value
