"""Sending files, beside the least that can be done with them.

The floor is tuspyserver under uvicorn: it writes what comes in clear, and syncs
nothing. Ours asks who sends, seals every chunk, hashes it and syncs. Both take the
same gibibyte from the same sender, in turns, on this machine.

Then the office: the client's home page while fifty clients upload at 50 kB/s each,
beside the same page while nobody does.
"""

from __future__ import annotations

import base64
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import httpx

MIB = 1024 * 1024
LARGE, SMALL = 1024 * MIB, 10 * MIB
ROUNDS = 3
SENDERS, BYTES_A_SECOND = 50, 50_000
VISITS = 200
PASSWORD = "correct horse battery staple"
PURPOSE = "bench"
Record = dict[str, Any]
Process = subprocess.Popen[bytes]


def measure() -> list[Record]:
    """The records of this file."""
    with tempfile.TemporaryDirectory(prefix="bench-uploads-") as folder:
        home = Path(folder)
        with _ours(home) as ours, _floor(home) as floor:
            ours.upload(SMALL), floor.upload(SMALL)
            ours.settle(), floor.settle()
            before = ours.memory()
            pairs = [(ours.upload(LARGE), floor.upload(LARGE)) for _ in range(ROUNDS)]
            grown = ours.memory() - before
            mine, least = (median(rates) for rates in zip(*pairs, strict=True))
        with _ours(home / "office") as ours:
            idle, busy = _office(ours)
    return [
        _record("upload of 1 GiB, sealed and synced", mine, "MiB/s", least, 1.0),
        _most("memory grown from 10 MiB to 1 GiB", grown, "MB", 20.0),
        _record(
            "client home while 50 clients upload", busy, "ms", idle, 1.5, least=False
        ),
    ]


def _record(
    name: str,
    value: float,
    unit: str,
    floor: float,
    wanted: float,
    *,
    least: bool = True,
) -> Record:
    ratio = value / floor
    return {
        "name": name,
        "value": round(value, 2),
        "unit": unit,
        "floor": round(floor, 2),
        "ratio": round(ratio, 2),
        "wanted": wanted,
        "ok": ratio >= wanted if least else ratio <= wanted,
    }


def _most(name: str, value: float, unit: str, wanted: float) -> Record:
    return {
        "name": name,
        "value": round(value, 1),
        "unit": unit,
        "floor": None,
        "ratio": None,
        "wanted": wanted,
        "ok": value <= wanted,
    }


class Server:
    """A server that takes uploads, and somebody who may send to it."""

    def __init__(
        self,
        process: Process,
        port: int,
        begin: str,
        headers: dict[str, str],
    ) -> None:
        self.process, self.port, self.begin = process, port, begin
        self.headers = {"Tus-Resumable": "1.0.0", **headers}

    def upload(self, length: int) -> float:
        """Send so many bytes in one go; MiB a second, the beginning included."""
        start = time.perf_counter()
        where = self.created(length)
        with self.connection() as connection:
            connection.sendall(self.request("PATCH", where, length))
            for _ in range(length // len(NOISE)):
                connection.sendall(NOISE)
            answer = connection.recv(65536)
        taken = time.perf_counter() - start
        assert answer.split(b" ", 2)[1] == b"204", answer[:300]
        self.forget(where)
        return length / MIB / taken

    def created(self, length: int) -> str:
        said = {"purpose": PURPOSE, "reference": "bench", "filename": "b.bin"}
        coded = ",".join(
            f"{name} {base64.b64encode(value.encode()).decode()}"
            for name, value in said.items()
        )
        answer = httpx.post(
            f"http://localhost:{self.port}{self.begin}",
            headers={
                **self.headers,
                "Upload-Length": str(length),
                "Upload-Metadata": coded,
            },
            timeout=60,
        )
        assert answer.status_code == 201, answer.text
        where = answer.headers["Location"]
        return where.removeprefix(f"http://localhost:{self.port}")

    def forget(self, where: str) -> None:
        httpx.delete(
            f"http://localhost:{self.port}{where}", headers=self.headers, timeout=60
        )

    def request(self, method: str, where: str, length: int) -> bytes:
        said = {
            **self.headers,
            "Host": f"localhost:{self.port}",
            "Content-Type": "application/offset+octet-stream",
            "Content-Length": str(length),
            "Upload-Offset": "0",
        }
        lines = [f"{name}: {value}" for name, value in said.items()]
        return "\r\n".join([f"{method} {where} HTTP/1.1", *lines, "", ""]).encode()

    def connection(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port))

    def settle(self) -> None:
        os.sync()
        time.sleep(1)

    def memory(self) -> float:
        """What all its processes hold by themselves, in MB."""
        return sum(map(_held, [self.process.pid, *_children(self.process.pid)]))


NOISE = os.urandom(MIB)


def _held(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1000
    return 0.0


def _children(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = path.read_text().rsplit(")", 1)
        except OSError:
            continue
        if int(rest.split()[1]) == pid:
            found += [int(name.split()[0]), *_children(int(name.split()[0]))]
    return found


@contextmanager
def _running(
    command: list[str], port: int, environment: dict[str, str]
) -> Iterator[Process]:
    process = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"Nothing listens at {port}.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def _floor(home: Path) -> Iterator[Server]:
    port, files = _free_port(), home / "floor"
    files.mkdir(parents=True)
    code = (
        "import sys, uvicorn; from fastapi import FastAPI;"
        "from tuspyserver import create_tus_router; app = FastAPI();"
        "app.include_router(create_tus_router(prefix='files', files_dir=sys.argv[1]));"
        "uvicorn.run(app, host='127.0.0.1', port=int(sys.argv[2]), log_level='error')"
    )
    command = [sys.executable, "-c", code, str(files), str(port)]
    with _running(command, port, dict(os.environ)) as process:
        yield Server(process, port, "/files/", {})


@contextmanager
def _ours(home: Path) -> Iterator[Server]:
    home.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    environment = {
        **os.environ,
        "HARBORLIGHT_HOME": str(home / "house"),
        "HARBORLIGHT_URL": f"http://localhost:{port}",
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "harborlight.config.settings",
    }
    environment.pop("DATABASE_URL", None)
    environment.pop("DATABASE_OWNER_URL", None)
    told = subprocess.run(
        [sys.executable, "-m", "bench.uploads_office", "found"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    command = [sys.executable, "-m", "bench.uploads_office", "serve"]
    with _running(command, port, environment) as process:
        cookie, token = told.stdout.split("\n")[-3:-1]
        headers = {"Cookie": cookie, "X-CSRFToken": token, "X-Keeps-Words": "1"}
        yield Server(process, port, "/api/uploads/?side=portal", headers)


def _office(server: Server) -> tuple[float, float]:
    """Milliseconds of the client's home: while nobody uploads, while fifty do.

    In turns, so that a neighbour's work on this machine falls on both.
    """
    _visits(server, 30)
    idle: list[float] = []
    busy: list[float] = []
    for _ in range(ROUNDS):
        idle += _visits(server, VISITS // ROUNDS)
        with _crowd(server):
            busy += _visits(server, VISITS // ROUNDS)
    return median(idle) * 1000, median(busy) * 1000


@contextmanager
def _crowd(server: Server) -> Iterator[None]:
    """Fifty clients who upload, until the block ends."""
    stop = threading.Event()
    clients = [
        threading.Thread(target=_trickle, args=(server, stop), daemon=True)
        for _ in range(SENDERS)
    ]
    for client in clients:
        client.start()
    time.sleep(3)
    yield
    stop.set()
    for client in clients:
        client.join()


def _visits(server: Server, count: int) -> list[float]:
    taken = []
    with httpx.Client(headers=server.headers, timeout=60) as browser:
        for _ in range(count):
            start = time.perf_counter()
            answer = browser.get(f"http://localhost:{server.port}/portal/")
            taken.append(time.perf_counter() - start)
            assert answer.status_code == 200, answer.status_code
            time.sleep(0.02)
    return taken


def _trickle(server: Server, stop: threading.Event) -> None:
    """A phone on a slow network: 50 kB a second, in small pieces."""
    piece = BYTES_A_SECOND // 10
    length = 8 * MIB
    while not stop.is_set():
        where = server.created(length)
        with server.connection() as connection:
            connection.sendall(server.request("PATCH", where, length))
            for at in range(0, length, piece):
                if stop.is_set():
                    break
                connection.sendall(NOISE[: min(piece, length - at)])
                time.sleep(0.1)
        server.forget(where)


if __name__ == "__main__":
    for record in measure():
        print(record)
