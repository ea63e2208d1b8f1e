"""Starting the web server, and the supervisor that keeps it and the worker going."""

from __future__ import annotations

import ctypes
import http.client
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus

from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

ENTRANCE = "harborlight.config.asgi:entrance"
# How long whoever is told to stop may finish what they are at.
STOP_SECONDS = 20
# A child that dies at once, again and again, is not started more often than this.
RESTART_AFTER_SECONDS = 1.0
FIRST_PAGE_SECONDS = 60.0
# The sweep of the deadlines comes each five minutes.
FIRST_ASKED_SECONDS, ASKED_EVERY_SECONDS = 400.0, 60.0
_PR_SET_PDEATHSIG = 1
# Bytes of a body that are handed over at once, from a sender who is quick enough.
PIECE = 1024 * 1024


class PortInUse(Exception):
    """Another program listens there."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} is in use by another program, perhaps by Harborlight itself. "
            f"Stop that one, or choose another port: PORT={port + 1} make run"
        )


def check_port(host: str, port: int) -> None:
    """Raise PortInUse now; the server itself would share the port without a word."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise PortInUse(port) from error


def serve(host: str, port: int, workers: int) -> None:
    """Serve until told to stop; a worker that dies is replaced."""
    check_port(host, port)
    end_with_parent()
    Granian(
        ENTRANCE,
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        workers=workers,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=STOP_SECONDS,
        factory=True,
        http1_settings=HTTP1Settings(max_buffer_size=PIECE),
    ).serve()


def end_with_parent() -> None:
    """Be told to stop when whoever started us is gone, however it went (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """A process that must always run."""

    name: str
    process: subprocess.Popen[bytes] | None = None
    started_at: float = field(default=-RESTART_AFTER_SECONDS)

    def keep_running(self) -> None:
        """Start it, if it does not run."""
        if self.process is not None and self.process.poll() is None:
            return
        if time.monotonic() - self.started_at < RESTART_AFTER_SECONDS:
            return
        if self.process is not None:
            print(f"The {self.name} process ended and is started again.", flush=True)
        self.started_at = time.monotonic()
        # A session of its own: Ctrl-C reaches the supervisor alone, which then
        # stops both in order.
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "harborlight.config.cli", self.name],
            start_new_session=True,
        )

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def wait(self) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(STOP_SECONDS + 5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Supervisor:
    """Keeps several children running until it is told to stop."""

    def __init__(self, *names: str) -> None:
        self.children = [Child(name) for name in names]
        self.told_to_stop = False

    def when_served(self, port: int, tell: Callable[[], None]) -> None:
        """Call `tell` once, when pages are served at this port."""

        def wait() -> None:
            if answers(port, FIRST_PAGE_SECONDS) and not self.told_to_stop:
                tell()

        threading.Thread(target=wait, daemon=True).start()

    def ask_each_minute(self, port: int, host: str) -> None:
        """Ask how the house is, so that it tells of a worker that does nothing.

        It begins late enough for a worker that starts with us to have looked.
        """

        def ask() -> None:
            time.sleep(FIRST_ASKED_SECONDS)
            while not self.told_to_stop:
                health(port, host)
                time.sleep(ASKED_EVERY_SECONDS)

        threading.Thread(target=ask, daemon=True).start()

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            # Under nohup it goes on when the terminal is gone, as was asked for.
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._told)
        while not self.told_to_stop:
            for child in self.children:
                child.keep_running()
            time.sleep(0.2)
        for child in self.children:
            child.stop()
        for child in self.children:
            child.wait()

    def _told(self, *_: object) -> None:
        self.told_to_stop = True


def health(port: int, host: str) -> int:
    """What `/healthz` answers at this port: 200, 503, or 0 where nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def answers(port: int, seconds: float) -> bool:
    """Whether a page is served at this port, within so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/alive/")
            return connection.getresponse().status == HTTPStatus.OK
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    return False
