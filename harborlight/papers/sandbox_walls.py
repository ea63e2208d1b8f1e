"""The walls around a process that reads what strangers sent.

Two sorts. Those of the whole room are put up once, before any work comes in: no new
rights, a user and a network namespace of its own (nobody to talk to), and a file system
that can only be read, and only where the programs and fonts are. Those of one piece of
work come after the fork: time, memory, no file written, and most calls of the kernel.

A wall that the kernel does not know is left out and told, never silently: see
`sandbox.abilities`.
"""

import ctypes
import os
import resource
import signal
import sys
import sysconfig
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from harborlight.papers.sandbox_calls import calls_can_be_closed, close_calls

_NEW_USER, _NEW_NETWORK, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000
_NO_NEW_RIGHTS, _DUMPABLE, _DIE_WITH_PARENT = 38, 4, 1
# Landlock's system calls have the same numbers on every machine.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_EXECUTE, _READ_FILE, _READ_FOLDER = 1 << 0, 1 << 2, 1 << 3
_BENEATH = 1
# What each version of Landlock can take away from a process, added up.
_RIGHTS_BY_VERSION = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_TCP_RIGHTS, _SCOPES = 0b11, 0b11
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts")
# Checking the usual lock of today's PDFs (AES-256) takes random bytes from here.
_NOISE = Path("/dev/urandom")


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("place", ctypes.c_int32))


def close_the_room(
    readable: Sequence[Path] = (), runnable: Sequence[Path] = ()
) -> dict[str, bool]:
    """Put up the walls of the whole room; says by name which of them stand.

    readable: what can be read, where that is not our own programs and the fonts;
    runnable: programs that it may become. Both walls stay up in what it becomes.
    """
    if not sys.platform.startswith("linux"):
        return {}
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
    # Nobody else's process of the same user may look into this one or trace it.
    libc.prctl(_DUMPABLE, 0, 0, 0, 0)
    own_user = libc.unshare(_NEW_USER) == 0
    no_network = libc.unshare(_NEW_NETWORK | _NEW_IPC) == 0
    return {
        "own_user": own_user,
        "no_network": no_network,
        "files_closed": _close_files(libc, readable, runnable),
        "calls_closed": calls_can_be_closed(libc),
    }


def close_the_place(*, cpu_seconds: int, wall_seconds: float, memory: int) -> None:
    """Put up the walls of one piece of work, in the process that will do it."""
    _at_most(resource.RLIMIT_CPU, cpu_seconds)
    _at_most(resource.RLIMIT_AS, memory)
    _at_most(resource.RLIMIT_FSIZE, 0)
    _at_most(resource.RLIMIT_CORE, 0)
    _at_most(resource.RLIMIT_NOFILE, 64)
    os.nice(10)
    # The room kills too; this one needs nobody to be awake.
    signal.setitimer(signal.ITIMER_REAL, wall_seconds)
    if sys.platform.startswith("linux"):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        close_calls(libc)


def _at_most(what: int, most: int) -> None:
    # Some systems know a limit by name only.
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (most, most))


def _close_files(
    libc: ctypes.CDLL, readable: Sequence[Path], runnable: Sequence[Path]
) -> bool:
    """Leave the room only reading, and only programs and fonts (Landlock)."""
    version = libc.syscall(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return False
    ruleset = _Ruleset(
        files=(1 << _RIGHTS_BY_VERSION.get(version, 16)) - 1,
        network=_TCP_RIGHTS if version >= 4 else 0,
        scoped=_SCOPES if version >= 6 else 0,
    )
    # Older kernels know a shorter record, and refuse what they do not know.
    length = 8 if version < 4 else 16 if version < 6 else 24
    rules = libc.syscall(_CREATE_RULESET, ctypes.byref(ruleset), length, 0)
    if rules < 0:
        return False
    for place in readable or _readable():
        folder = _READ_FOLDER if place.is_dir() else 0
        _allow(libc, rules, place, _READ_FILE | folder)
    for program in runnable:
        _allow(libc, rules, program, _READ_FILE | _EXECUTE)
    _allow(libc, rules, _NOISE, _READ_FILE)
    closed: int = libc.syscall(_RESTRICT_SELF, rules, 0)
    os.close(rules)
    return closed == 0


def _allow(libc: ctypes.CDLL, rules: int, place: Path, rights: int) -> None:
    try:
        held = os.open(place, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return
    rule = _Beneath(rights=rights, place=held)
    libc.syscall(_ADD_RULE, rules, _BENEATH, ctypes.byref(rule), 0)
    os.close(held)


def _readable() -> list[Path]:
    """Where the programs stand that are loaded late, and the fonts; no data of ours."""
    programs = ("stdlib", "platstdlib", "purelib", "platlib")
    own = Path(__file__).resolve().parents[1]
    installed = [Path(entry) for entry in sys.path if entry.endswith("-packages")]
    shared = [Path("/usr/lib"), Path("/lib"), Path("/lib64")]
    standard = [Path(sysconfig.get_path(name)) for name in programs]
    return [own, *installed, *standard, *shared, *map(Path, _FONTS)]
