"""The single-use links of letters: a token of 128 random bits, kept as a hash only."""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Model

from harborlight.firm.ids import LENGTH, shown
from harborlight.firm.models import FirmRecord
from harborlight.firm.tenancy import NotFound, everywhere
from harborlight.firm.vault.fields import sealed_text, unsealed_text

Row = TypeVar("Row", bound=Model)
VALID_FOR = timedelta(hours=72)


def new_token() -> str:
    """26 characters that hold 128 random bits."""
    return shown(UUID(bytes=secrets.token_bytes(16)))


def hashed(what: str, token: str) -> str:
    """As it is kept. what: the kind of link, so that none opens another's door."""
    return hashlib.sha256(f"{what} {token}".encode()).hexdigest()


def found_by(model: type[Row], what: str, token: str, *related: str) -> Row:
    """The row whose link has this token, in whatever firm, with what it names. NotFound."""
    if len(token) != LENGTH:
        raise NotFound
    with everywhere("the link of a letter says nothing of its firm"):
        rows = model._default_manager.select_related(*related)
        found = rows.filter(token_hash=hashed(what, token)).first()
    if found is None:
        raise NotFound
    return found


def for_job(record: FirmRecord, what: str, token: str) -> str:
    """The token as the job that writes the letter holds it: only encrypted."""
    sealed = sealed_text(record.firm, token, f"{what}|{record.pk}")
    return base64.b64encode(sealed).decode()


def from_job(record: FirmRecord, what: str, sealed: str) -> str:
    """The token that `for_job` sealed, for the same record and kind of link."""
    about = f"{what}|{record.pk}"
    return unsealed_text(record.firm_id, base64.b64decode(sealed), about)
