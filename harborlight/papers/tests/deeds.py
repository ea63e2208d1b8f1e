"""What a file that took over the sandbox might try; each runs inside it, in tests."""

import ctypes
import os
import resource
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO


def run_forever(file: BinaryIO) -> None:
    while True:
        pass


def sleep_forever(file: BinaryIO) -> None:
    while True:
        time.sleep(60)


def ignore_every_signal_and_sleep(file: BinaryIO) -> None:
    import signal

    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    sleep_forever(file)


def fill_memory(file: BinaryIO) -> int:
    return len(bytearray(4 * 2**30))


def nest_forever(file: BinaryIO) -> None:
    nest_forever(file)


def read_nowhere(file: BinaryIO) -> None:
    ctypes.string_at(1)


def abort(file: BinaryIO) -> None:
    os.abort()


def leave_quietly(file: BinaryIO) -> None:
    os._exit(0)


def tell_a_secret(file: BinaryIO) -> None:
    raise ValueError(file.read())


def talk_forever(file: BinaryIO) -> bytes:
    return bytes(2 * 2**20)


def make_up_an_ending(file: BinaryIO) -> None:
    for number in range(3, 20):
        try:
            os.write(number, b"Bforged\nended 0")
        except OSError:
            continue
    os.abort()


def write_a_file(file: BinaryIO, place: str) -> None:
    Path(place).write_bytes(b"x" * 10)


def change_the_file(file: BinaryIO) -> None:
    for number in range(3, 9):
        with suppress(OSError):
            os.pwrite(number, b"changed", 0)


def read_a_file(file: BinaryIO, place: str) -> str:
    return Path(place).read_text()


def call_out(file: BinaryIO, port: int) -> str:
    with socket.create_connection(("127.0.0.1", port), timeout=2) as line:
        return line.recv(10).decode()


def start_a_program(file: BinaryIO) -> int:
    return subprocess.run([sys.executable, "-c", "1"], check=False).returncode


def copy_itself(file: BinaryIO) -> None:
    if os.fork() == 0:
        sleep_forever(file)


def start_a_thread(file: BinaryIO) -> str:
    heard: list[str] = []
    thread = threading.Thread(target=heard.append, args=("done",))
    thread.start()
    thread.join()
    return heard[0]


def open_a_file_to_write(file: BinaryIO, place: str) -> None:
    os.open(place, os.O_WRONLY | os.O_TRUNC)


def remove_a_file(file: BinaryIO, place: str) -> None:
    Path(place).unlink()


def kill(file: BinaryIO, number: int) -> None:
    os.kill(number, 9)


def say_what_is_around(file: BinaryIO) -> dict[str, Any]:
    """What this process has and is."""
    open_numbers = []
    for number in range(256):
        try:
            os.fstat(number)
        except OSError:
            continue
        open_numbers.append(number)
    return {
        "environment": dict(os.environ),
        "open": len(open_numbers),
        "threads": threading.active_count(),
        "core": resource.getrlimit(resource.RLIMIT_CORE)[1],
        "writes": resource.getrlimit(resource.RLIMIT_FSIZE)[1],
        "nice": os.getpriority(os.PRIO_PROCESS, 0),
        "size": len(file.read()),
        "number": os.getpid(),
        "parent": os.getppid(),
    }


def give_back(file: BinaryIO, thing: Any) -> Any:
    return thing


def give_bytes(file: BinaryIO) -> bytes:
    return file.read()
