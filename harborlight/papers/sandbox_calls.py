"""What a process that reads strangers' files may no longer ask of the kernel (seccomp).

A list of what is forbidden rather than of what is allowed: the parsers and the C
library change what they use from one version to the next, and must go on working. It
closes what a file could do if it took its reader over: start a program or a copy of
itself, open a line, change or write a file, signal or read other processes, and the
parts of the kernel that nobody needs who only reads. Threads are allowed (HEIC).
"""

import ctypes
import platform
from collections.abc import Iterator

_SAY_SECCOMP, _SET_SECCOMP, _FILTER = 21, 22, 2
# Instructions of the little machine in the kernel that judges each call.
_LOAD, _EQUALS, _AT_LEAST, _HAS_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NOT_PERMITTED, _NOT_KNOWN = 1, 38
# Where the call's number, its machine and its arguments stand (little-endian machines).
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16
_THREAD = 0x10000
# O_WRONLY, O_RDWR, O_CREAT and O_TRUNC, the same on both machines.
_WRITING = 0o1 | 0o2 | 0o100 | 0o1000

_MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# Call, its number on x86_64 (None: same as there is none) and on aarch64.
_FORBIDDEN: tuple[tuple[str, int | None, int | None], ...] = (
    ("accept", 43, 202),
    ("accept4", 288, 242),
    ("add_key", 248, 217),
    ("bind", 49, 200),
    ("bpf", 321, 280),
    ("chmod", 90, None),
    ("chown", 92, None),
    ("chroot", 161, 51),
    ("connect", 42, 203),
    ("creat", 85, None),
    ("delete_module", 176, 106),
    ("execve", 59, 221),
    ("execveat", 322, 281),
    ("fchmod", 91, 52),
    ("fchmodat", 268, 53),
    ("fchown", 93, 55),
    ("fchownat", 260, 54),
    ("finit_module", 313, 273),
    ("fork", 57, None),
    ("fsetxattr", 190, 7),
    ("fsopen", 430, 430),
    ("ftruncate", 77, 46),
    ("init_module", 175, 105),
    ("io_uring_enter", 426, 426),
    ("io_uring_register", 427, 427),
    ("io_uring_setup", 425, 425),
    ("kexec_load", 246, 104),
    ("keyctl", 250, 219),
    ("kill", 62, 129),
    ("lchown", 94, None),
    ("link", 86, None),
    ("linkat", 265, 37),
    ("listen", 50, 201),
    ("lsetxattr", 189, 6),
    ("memfd_create", 319, 279),
    ("mkdir", 83, None),
    ("mkdirat", 258, 34),
    ("mknod", 133, None),
    ("mknodat", 259, 33),
    ("mount", 165, 40),
    ("mount_setattr", 442, 442),
    ("move_mount", 429, 429),
    ("msgget", 68, 186),
    ("name_to_handle_at", 303, 264),
    ("open_by_handle_at", 304, 265),
    ("open_tree", 428, 428),
    ("perf_event_open", 298, 241),
    ("pidfd_getfd", 438, 438),
    ("pidfd_open", 434, 434),
    ("pidfd_send_signal", 424, 424),
    ("pivot_root", 155, 41),
    ("process_madvise", 440, 440),
    ("process_vm_readv", 310, 270),
    ("process_vm_writev", 311, 271),
    ("ptrace", 101, 117),
    ("reboot", 169, 142),
    ("rename", 82, None),
    ("renameat", 264, 38),
    ("renameat2", 316, 276),
    ("request_key", 249, 218),
    ("rmdir", 84, None),
    ("rt_sigqueueinfo", 129, 138),
    ("rt_tgsigqueueinfo", 297, 240),
    ("semget", 64, 190),
    ("setns", 308, 268),
    ("setxattr", 188, 5),
    ("shmget", 29, 194),
    ("socket", 41, 198),
    ("socketpair", 53, 199),
    ("swapon", 167, 224),
    ("symlink", 88, None),
    ("symlinkat", 266, 36),
    ("tgkill", 234, 131),
    ("tkill", 200, 130),
    ("truncate", 76, 45),
    ("umount2", 166, 39),
    ("unlink", 87, None),
    ("unlinkat", 263, 35),
    ("unshare", 272, 97),
    ("userfaultfd", 323, 282),
    ("vfork", 58, None),
)
# These have an older form, which we can judge by its arguments; libraries fall back.
_UNKNOWN = (("clone3", 435), ("openat2", 437))
_CLONE = {"x86_64": 56, "aarch64": 220}
# The call that opens a file, and which of its arguments says how.
_OPENING = {"x86_64": ((2, 1), (257, 2)), "aarch64": ((56, 2),)}

Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint32),
    )


def calls_can_be_closed(libc: ctypes.CDLL) -> bool:
    """True when this kernel and machine are known to us and can do it."""
    able: int = libc.prctl(_SAY_SECCOMP, 0, 0, 0, 0)
    return able >= 0 and platform.machine() in _MACHINES


def close_calls(libc: ctypes.CDLL, *, but: frozenset[str] = frozenset()) -> bool:
    """Forbid the calls in this process, for good; False where we know no way to.

    but: names of those that stay allowed.
    """
    machine = platform.machine()
    if not calls_can_be_closed(libc):
        return False
    judging = [_Instruction(*line) for line in _judging(machine, but)]
    lines = (_Instruction * len(judging))(*judging)
    program = _Program(len(judging), ctypes.addressof(lines))
    set_up: int = libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)
    return set_up == 0


def _judging(machine: str, but: frozenset[str]) -> Iterator[Instruction]:
    yield (_LOAD, 0, 0, _MACHINE)
    yield (_EQUALS, 1, 0, _MACHINES[machine])
    yield (_RETURN, 0, 0, _KILL)
    yield (_LOAD, 0, 0, _NUMBER)
    if machine == "x86_64":
        # A second set of numbers for the same calls.
        yield from _when(_AT_LEAST, 0x40000000, _REFUSE | _NOT_KNOWN)
    column = 1 if machine == "x86_64" else 2
    for row in _FORBIDDEN:
        number = row[column]
        if isinstance(number, int) and row[0] not in but:
            yield from _when(_EQUALS, number, _REFUSE | _NOT_PERMITTED)
    for _name, number in _UNKNOWN:
        yield from _when(_EQUALS, number, _REFUSE | _NOT_KNOWN)
    # A copy of the process is refused, another thread of it is not.
    yield (_EQUALS, 0, 4, _CLONE[machine])
    yield (_LOAD, 0, 0, _ARGUMENTS)
    yield (_HAS_BITS, 1, 0, _THREAD)
    yield (_RETURN, 0, 0, _REFUSE | _NOT_PERMITTED)
    yield (_RETURN, 0, 0, _ALLOW)
    for number, argument in _OPENING[machine]:
        yield (_EQUALS, 0, 4, number)
        yield (_LOAD, 0, 0, _ARGUMENTS + 8 * argument)
        yield (_HAS_BITS, 0, 1, _WRITING)
        yield (_RETURN, 0, 0, _REFUSE | _NOT_PERMITTED)
        yield (_RETURN, 0, 0, _ALLOW)
    yield (_RETURN, 0, 0, _ALLOW)


def _when(test: int, value: int, then: int) -> Iterator[Instruction]:
    yield (test, 0, 1, value)
    yield (_RETURN, 0, 0, then)
