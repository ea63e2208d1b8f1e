"""Where the index of papers is, as HARBORLIGHT_SEARCH_DATABASE says it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

FOLDER, OFF = "search", "off"


class BadSearchDatabase(Exception):
    """HARBORLIGHT_SEARCH_DATABASE names no database that can hold the index."""


def search_database(
    said: str, home: Path, record: Mapping[str, Any]
) -> Path | str | None:
    """A folder (one SQLite file a firm), the address of a PostgreSQL database, or None.

    said: "sqlite", "postgresql://...", or "off". record: the database of the record, as
    Django's settings name it; in it, and so in its dumps, no paper stands in clear.
    """
    if said in ("", OFF):
        return None
    if said == "sqlite":
        return home / FOLDER
    if said.startswith(("postgresql://", "postgres://")):
        if _is_the_same(said, record):
            raise BadSearchDatabase(
                "HARBORLIGHT_SEARCH_DATABASE is the database of the record. The index "
                "holds papers in clear: give it a database of its own, outside backups."
            )
        return said
    raise BadSearchDatabase(
        "HARBORLIGHT_SEARCH_DATABASE is “sqlite”, the address of a PostgreSQL database "
        "(postgresql://...), or “off”."
    )


def _is_the_same(said: str, record: Mapping[str, Any]) -> bool:
    """Whether an address leads to the database of the record, by what it is called."""
    if "postgresql" not in str(record.get("ENGINE", "")):
        return False
    there = urlsplit(said)
    named = (there.hostname, there.port, unquote(there.path.lstrip("/")))
    ours = (record.get("HOST"), record.get("PORT"), record.get("NAME"))
    return _place(*named) == _place(*ours)


def _place(host: Any, port: Any, name: Any) -> tuple[str, int, str]:
    here = host in (None, "", "localhost", "127.0.0.1", "::1")
    return "localhost" if here else str(host).lower(), int(port or 5432), str(name)
