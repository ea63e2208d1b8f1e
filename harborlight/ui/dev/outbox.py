"""The e-mails of a development machine, which are files instead."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

# How Django's file backend parts the e-mails of one connection.
_LINE = b"-" * 79


@dataclass(frozen=True)
class Letter:
    """One e-mail: `name` finds it again, `text` is what its reader sees."""

    name: str
    subject: str
    to: str
    date: str
    text: str


def letters() -> list[Letter]:
    """All that were written, newest first."""
    files = Path(settings.OUTBOX_FOLDER).glob("*.log")
    newest = sorted(files, key=lambda path: path.name, reverse=True)
    return [letter for path in newest for letter in reversed(_in(path))]


def letter_named(name: str) -> Letter | None:
    return next((letter for letter in letters() if letter.name == name), None)


def _in(path: Path) -> list[Letter]:
    parts = [part.strip() for part in path.read_bytes().split(_LINE)]
    return [
        _read(f"{path.stem}-{number}", part)
        for number, part in enumerate(parts)
        if part
    ]


def _read(name: str, raw: bytes) -> Letter:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain", "html"))
    return Letter(
        name=name,
        subject=str(message["Subject"]),
        to=str(message["To"]),
        date=str(message["Date"]),
        text=body.get_content() if body else "",
    )
