"""The processes that a server started, for whoever counts or ends them."""

from __future__ import annotations

from pathlib import Path


def started_by(pid: int) -> list[int]:
    """The processes that this one started, and theirs."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = path.read_text().rsplit(")", 1)
        except OSError:
            continue
        if int(rest.split()[1]) == pid:
            child = int(name.split()[0])
            found += [child, *started_by(child)]
    return found
