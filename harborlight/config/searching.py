"""Where the index of papers is, as HARBORLIGHT_SEARCH_DATABASE says it."""

from __future__ import annotations

from pathlib import Path

FOLDER, OFF = "search", "off"


class BadSearchDatabase(Exception):
    """HARBORLIGHT_SEARCH_DATABASE names no database that can hold the index."""


def search_database(said: str, home: Path) -> Path | str | None:
    """A folder (one SQLite file a firm), the address of a PostgreSQL database, or None.

    said: "sqlite", "postgresql://...", or "off".
    """
    if said in ("", OFF):
        return None
    if said == "sqlite":
        return home / FOLDER
    if said.startswith(("postgresql://", "postgres://")):
        return said
    raise BadSearchDatabase(
        "HARBORLIGHT_SEARCH_DATABASE is “sqlite”, the address of a PostgreSQL database "
        "(postgresql://...), or “off”."
    )
