"""The single-use links of letters: a token of 128 random bits, kept as a hash only."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Model

from harborlight.firm.ids import LENGTH, shown
from harborlight.firm.tenancy import NotFound, everywhere

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
