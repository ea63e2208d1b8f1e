"""The most that a server held at any moment, not what it holds when all is over."""

from __future__ import annotations

from pathlib import Path

from tests.setup.processes import started_by

# Written to clear_refs of a process: its highest mark is what it holds now.
FORGET_THE_HIGHEST = "5"


class Memory:
    """All processes of a server, by the number of its first one."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def begin(self) -> None:
        """From now on."""
        for pid in self._processes():
            Path(f"/proc/{pid}/clear_refs").write_text(FORGET_THE_HIGHEST)

    def highest(self) -> float:
        """The highest marks of all of them since then, in MB."""
        return sum(map(_highest, self._processes()))

    def _processes(self) -> list[int]:
        return [self.pid, *started_by(self.pid)]


def _highest(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1000
    return 0.0
