"""Which index is a firm's: settings choose the engine, and whether there is one."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings

from harborlight.search.entries import Index, SwitchedOff


def is_on() -> bool:
    """Whether papers are indexed in this house (HARBORLIGHT_SEARCH_DATABASE)."""
    return bool(settings.SEARCH_DATABASE)


def index_of(firm: UUID) -> Index:
    """The index of a firm, made or not. SwitchedOff where papers are not indexed."""
    where = settings.SEARCH_DATABASE
    if not where:
        raise SwitchedOff
    # Each engine's driver is loaded where it is used.
    if isinstance(where, Path):
        from harborlight.search.on_sqlite import OnSqlite  # noqa: PLC0415

        return OnSqlite(where, firm)
    from harborlight.search.on_postgres import OnPostgres  # noqa: PLC0415

    return OnPostgres(where, firm)
