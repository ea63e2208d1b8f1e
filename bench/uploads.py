"""Sending files, beside the least that can be done with them.

The floor is tuspyserver under uvicorn: it writes what comes in clear, and syncs
nothing. Ours asks who sends, seals every chunk, hashes it and syncs. Both take the
same two gibibytes from the same sender, in turns, on this machine. The sender is a client of
the firm of all cases, and the file belongs to their case.

Then the office: a client's home page while two hundred others upload at 50 kB/s each,
beside the same page while nobody does.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from statistics import median

import httpx

from bench.house import House
from bench.memory import Memory
from bench.records import Record, record
from bench.sending import MIB, Sender
from tests.setup.postgres import free_port

LARGE, SMALL = 2048 * MIB, 10 * MIB
ROUNDS = 3
SENDERS = 200
VISITS = 200
GROWN_MB, SLOWER, RATE = 20.0, 1.5, 1.0
# Each connection comes to one of two workers, by chance: so many small files before it is
# measured, that neither sees its first one while its memory is looked at (1 in 2,000).
WARMING = 12
SERVE = ("bench.uploads_office", "serve")


def measure(few: House, many: House) -> list[Record]:
    """The records of uploads by clients of the office of many cases."""
    visitor, *crowd = _clients(many)
    with many.open(*SERVE) as process, _floor(many.home) as floor:
        records = _alone(visitor, floor, Memory(process.pid))
    with many.open(*SERVE):
        idle, busy = _office(visitor, crowd)
    name = f"client home while {SENDERS} clients upload"
    return [*records, record(name, busy, "ms", floor=idle, wanted=SLOWER)]


def _clients(house: House) -> list[Sender]:
    """One who looks at their page, and those who send."""
    told = house.ask("-m", "bench.office", "clients", str(SENDERS + 1))
    return [
        Sender(
            house.port,
            "/api/uploads/?side=portal",
            {**one["headers"], "X-Keeps-Words": "1"},
            one["case"],
        )
        for one in told
    ]


def _alone(ours: Sender, floor: Sender, memory: Memory) -> list[Record]:
    """One large file at a time: how fast, and how much more memory than a small one.

    Memory is the most that was held while the bytes came, of all processes.
    """
    for _ in range(WARMING):
        ours.upload(SMALL), floor.upload(SMALL)
    os.sync()
    time.sleep(1)
    memory.begin()
    ours.upload(SMALL)
    before, held, pairs = memory.highest(), [], []
    for _ in range(ROUNDS):
        memory.begin()
        rate = ours.upload(LARGE)
        held.append(memory.highest())
        pairs.append((rate, floor.upload(LARGE)))
    mine, least = (median(rates) for rates in zip(*pairs, strict=True))
    name = "upload of 2 GiB, sealed and synced"
    grown = "memory grown from 10 MiB to 2 GiB, at its highest"
    return [
        record(name, mine, "MiB/s", floor=least, wanted=RATE, least=True),
        record(grown, max(held) - before, "MB", wanted=GROWN_MB),
    ]


@contextmanager
def _floor(home: Path) -> Iterator[Sender]:
    port, files = free_port(), home / "floor"
    files.mkdir(parents=True, exist_ok=True)
    code = (
        "import sys, uvicorn; from fastapi import FastAPI;"
        "from tuspyserver import create_tus_router; app = FastAPI();"
        "app.include_router(create_tus_router(prefix='files', files_dir=sys.argv[1]));"
        "uvicorn.run(app, host='127.0.0.1', port=int(sys.argv[2]), log_level='error')"
    )
    command = [sys.executable, "-c", code, str(files), str(port)]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield Sender(port, "/files/")
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("tuspyserver, the floor, did not start.")


def _office(visitor: Sender, crowd: list[Sender]) -> tuple[float, float]:
    """Milliseconds of the client's home: while nobody uploads, while the crowd does.

    In turns, so that a neighbour's work on this machine falls on both.
    """
    _visits(visitor, 30)
    idle: list[float] = []
    busy: list[float] = []
    for _ in range(ROUNDS):
        idle += _visits(visitor, VISITS // ROUNDS)
        with _uploading(crowd):
            busy += _visits(visitor, VISITS // ROUNDS)
    return median(idle) * 1000, median(busy) * 1000


@contextmanager
def _uploading(crowd: list[Sender]) -> Iterator[None]:
    """All of them upload, until the block ends. One who cannot ends the run.

    In a process of their own, so that they cost the visitor's browser nothing.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.crowd"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        print(
            json.dumps([asdict(one) for one in crowd]), file=process.stdin, flush=True
        )
        if process.stdout.readline().strip() != "begun":
            raise RuntimeError("Not all of the crowd could begin to send.")
        time.sleep(2)
        yield
        said, _ = process.communicate(timeout=120)
        if process.returncode or int(said) < len(crowd):
            raise RuntimeError("Not all that the crowd sent has arrived.")
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _visits(visitor: Sender, count: int) -> list[float]:
    taken = []
    with httpx.Client(headers=visitor.headers, timeout=60) as browser:
        for _ in range(count):
            start = time.perf_counter()
            answer = browser.get(f"http://localhost:{visitor.port}/portal/")
            taken.append(time.perf_counter() - start)
            assert answer.status_code == 200, answer.status_code
            time.sleep(0.02)
    return taken
