"""How fast pages are read into a searchable PDF, beside the bare engine.

The floor is the engine itself: two processes side by side, each with the pictures of five
pages and the settings that ours has, its models loaded. Ours is given the scan of ten
pages, as it comes: it draws each page behind walls, reads it by two processes of their own
that live behind walls too, and writes the PDF. Models are loaded before the clock starts,
in both; both run in turns, so the ratio holds on any machine.
"""

from __future__ import annotations

import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import BinaryIO

from bench.records import Record, record
from harborlight.papers import readers, sandbox
from harborlight.papers.page_text import PageText
from harborlight.papers.previews import preview
from harborlight.papers.reading_pages import WIDTH, read_pages
from harborlight.papers.searchable import searchable_pdf
from harborlight.papers.tests import pages
from harborlight.papers.text_layer import words_on

PAGES, SIDE_BY_SIDE = 10, 2
ROUNDS = 3
WANTED = 1.25

# The bare engine: says when it is loaded, is told to begin, says when it is done.
_BARE = """
import sys
from pathlib import Path
from harborlight.papers.reader_engine import Engine
engine = Engine()
pictures = [Path(name).read_bytes() for name in sys.argv[1:]]
print("ready", flush=True)
while sys.stdin.readline():
    for picture in pictures:
        engine.read(picture)
    print("done", flush=True)
"""


def measure(folder: Path) -> list[Record]:
    """One record: seconds of ours and of the floor, and their ratio.

    folder: where the pictures for the floor are laid.
    """
    scan = _scan()
    names = _pictures(scan, folder)
    bare = [_bare(names[at::SIDE_BY_SIDE]) for at in range(SIDE_BY_SIDE)]
    ours, floors = [], []
    try:
        with sandbox.in_memory([scan], most=len(scan)) as file:
            _warm(file)
            for _round in range(ROUNDS):
                floors.append(_floor(bare))
                ours.append(_ours(file))
    finally:
        for one in bare:
            one.kill()
            one.wait()
        readers.leave()
    value, floor = median(ours), median(floors)
    called = f"{PAGES} pages read into a searchable PDF"
    return [record(called, value, "s", wanted=WANTED, floor=floor)]


def _scan() -> bytes:
    """Ten pages of print, as a phone takes them."""
    several = [
        pages.photographed(
            pages.sheet(lines, times=3, size=28), turn=0.4 * number - 1.8, seed=number
        )
        for number in range(PAGES // 2)
        for lines in (pages.SPANISH, pages.ENGLISH)
    ]
    return pages.pdf_of(*several)


def _pictures(scan: bytes, folder: Path) -> list[str]:
    names = []
    for number in range(1, PAGES + 1):
        kept = folder / f"{number}.picture"
        kept.write_bytes(preview(BytesIO(scan), "pdf", number, WIDTH))
        names.append(str(kept))
    return names


def _bare(names: list[str]) -> subprocess.Popen[str]:
    made = subprocess.Popen(
        # At the priority of ours, or others on this machine weigh on one alone.
        ["nice", "-n", "19", sys.executable, "-c", _BARE, *names],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    _hear(made, "ready")
    return made


def _hear(one: subprocess.Popen[str], word: str) -> None:
    assert one.stdout
    said = one.stdout.readline().strip()
    if said != word:
        raise RuntimeError(f"The bare engine said {said!r}, not {word!r}.")


def _floor(bare: list[subprocess.Popen[str]]) -> float:
    begun = time.monotonic()
    for one in bare:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in bare:
        _hear(one, "done")
    return time.monotonic() - begun


def _ours(file: BinaryIO) -> float:
    begun = time.monotonic()
    read = [*read_pages(file, "pdf", range(1, PAGES + 1))]
    pdf = searchable_pdf((page.picture or b"", page.text) for page in read)
    taken = time.monotonic() - begun
    _look_at(pdf, [page.text for page in read])
    return taken


def _look_at(pdf: bytes, texts: list[PageText]) -> None:
    """What was read fast and wrong, or stands nowhere, is no searchable PDF."""
    for number, (text, said) in enumerate(
        zip(texts, ("Núñez", "Springfield") * (PAGES // 2), strict=True), 1
    ):
        if said not in text.text or said not in words_on(BytesIO(pdf), number)["text"]:
            raise RuntimeError(f"Page {number} does not say {said}.")


def _warm(file: BinaryIO) -> None:
    """Load the models of both readers, and the parsers of the sandbox."""
    [*read_pages(file, "pdf", (1, 2))]
