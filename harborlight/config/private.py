"""What we keep is readable by its owner alone: the database, letters, files, keys.

Every command makes it so (`harborlight.config.cli`); what an earlier version, or a
restored backup, left open is closed when the next command starts. Scripts and styles
are for everybody, and stay as they are.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)
FOLDERS = ("files", "forms", "keys", "outbox", "prepared-forms", "sandbox", "search")
OTHERS = 0o077


def close_to_others() -> None:
    """Take from everybody else what they may do with what is ours."""
    for path in _ours():
        try:
            mode = path.stat().st_mode
            if mode & OTHERS:
                path.chmod(mode & 0o777 & ~OTHERS)
        except FileNotFoundError:
            continue
        except OSError as error:
            log.warning("%s stays open to others: %s", path, error.strerror)


def _ours() -> Iterator[Path]:
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        name = str(database["NAME"])
        yield from (Path(name + end) for end in ("", "-wal", "-shm", "-journal"))
    yield settings.HOME / "uploads.lock"
    for folder in (settings.HOME / name for name in FOLDERS):
        # Nobody else comes through a closed folder: only an open one is looked through.
        if folder.is_dir() and folder.stat().st_mode & OTHERS:
            yield from (path for path in folder.rglob("*") if not path.is_symlink())
            yield folder
