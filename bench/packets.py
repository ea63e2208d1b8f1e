"""How fast a packet is built, beside pikepdf joining the same files bare.

500 pages: filled forms, letters of text, and scans. Ours are flattened, cleaned, stamped,
with separators, contents, links, bookmarks and a fingerprint of every page; the floor
opens the same files, puts their pages into one and saves it. Both run in turns in this
process. The queue builds in the sandbox: that is measured, too, copies there and back
included.

Official blanks come from the folder that HARBORLIGHT_FORMS names; without it, the small
form of our own making stands in.
"""

from __future__ import annotations

import gc
import hashlib
import io
import os
import random
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import pikepdf
import typst
from pikepdf import Dictionary, Name
from PIL import Image

from bench.forms import answers
from bench.records import Record, record
from harborlight.papers.filling import fill
from harborlight.papers.packet_apart import build_apart
from harborlight.papers.packet_build import built_of
from harborlight.papers.packet_ink import Ink
from harborlight.papers.packet_letters import letters_for
from harborlight.papers.packet_types import Built, Exhibit, Plan, Source
from harborlight.papers.packet_words import texts_of
from harborlight.papers.practice import practice_form
from harborlight.papers.preparing import prepare

PAGES, FEW = 500, 100
WANTED, GROWTH = 0.65, 1.3
ROUNDS = 5
_FORMS, _LETTERS = 120, 130
_WORDS = (
    "The couple has lived together since the spring of 2019, in one household. " * 30
)


def records() -> list[Record]:
    """Pages a second of ours and of the floor; and how a page's time grows."""
    files = corpus(PAGES)
    few = files[:: PAGES // FEW]
    mine, least = _in_turns(lambda: built(files), lambda: bare(files))
    walled, little = _in_turns(lambda: apart(files), lambda: built(few))
    pages, few_pages = _pages(files), _pages(few)
    growth = (mine / pages) / (little / few_pages)
    return [
        record(
            f"a packet of {pages} pages, and pikepdf joining the same files bare",
            pages / mine,
            "pages/s",
            floor=pages / least,
            wanted=WANTED,
            least=True,
        ),
        record(
            "the same in the sandbox, as the queue builds it",
            pages / walled,
            "pages/s",
            floor=pages / least,
            wanted=None,
            least=True,
        ),
        record(
            f"time a page in a packet of {pages}, beside one of {few_pages}",
            growth,
            "times",
            wanted=GROWTH,
        ),
    ]


def corpus(pages: int) -> list[bytes]:
    """Files of so many pages: forms, letters, scans, mixed as a petition mixes them."""
    forms = _forms(pages * _FORMS // PAGES)
    letters = [_letter(at, 10) for at in range(pages * _LETTERS // PAGES // 10)]
    left = pages - _pages([*forms, *letters])
    scans = [_scans(at, min(10, left - at)) for at in range(0, left, 10)]
    mixed = [*forms, *letters, *scans]
    random.Random(7).shuffle(mixed)
    return mixed


def built(files: Sequence[bytes]) -> Built:
    """The packet of these files, made here."""
    plan = _plan(files)
    letters = letters_for(texts_of(plan))
    cuts = [cut.as_plain() for cut in letters.cuts]
    programs = [cut.program for cut in letters.cuts]
    return built_of(plan, Ink(cuts, programs, letters.printed))


def apart(files: Sequence[bytes]) -> Built:
    """The same, behind walls."""
    made = build_apart(_plan(files))
    assert isinstance(made, Built), made
    return made


def bare(files: Sequence[bytes]) -> bytes:
    """The floor: all pages in one file, and nothing else."""
    written = io.BytesIO()
    with warnings.catch_warnings(), pikepdf.new() as whole:
        warnings.simplefilter("ignore")
        for file in files:
            with pikepdf.open(io.BytesIO(file)) as one:
                whole.pages.extend(one.pages)
        whole.save(written)
    return written.getvalue()


_hashes: dict[int, str] = {}


def _plan(files: Sequence[bytes]) -> Plan:
    exhibits = []
    for at, file in enumerate(files, start=1):
        # The record knows it since the file came.
        if (sha256 := _hashes.get(id(file))) is None:
            sha256 = _hashes[id(file)] = hashlib.sha256(file).hexdigest()
        source = Source(f"s{at}", "pdf", sha256, file)
        title = f"Paper number {at} of María Núñez de la Peña"
        exhibits.append(Exhibit(title, (source,), label=f"Exhibit {at}"))
    return Plan("Petition of María Núñez de la Peña", tuple(exhibits))


def _forms(pages: int) -> list[bytes]:
    folder = Path(os.environ.get("HARBORLIGHT_FORMS", ""))
    found = sorted(folder.glob("i-130__*.pdf"))
    blank = prepare(found[-1].read_bytes() if found else practice_form())
    filled = fill(blank, answers(blank)).pdf
    return [filled[:] + b"" for _ in range(max(1, pages // blank.pages))]


def _letter(number: int, pages: int) -> bytes:
    sheets = [f"= Letter {number}, {page}\n{_WORDS}" for page in range(pages)]
    source = '#set page(paper: "us-letter")\n' + "\n#pagebreak()\n".join(sheets)
    pdf: bytes = typst.compile(source.encode())
    return pdf


def _scans(number: int, pages: int) -> bytes:
    """Pages as a scanner makes them: one grey picture each, about 300 kB."""
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        for page in range(pages):
            picture = pikepdf.Stream(pdf, _scan(number * 100 + page))
            picture.Type, picture.Subtype = Name.XObject, Name.Image
            picture.Width, picture.Height = 1275, 1650
            picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
            picture.Filter = Name.DCTDecode
            sheet = pdf.add_blank_page(page_size=(612, 792))
            sheet.Resources = Dictionary(
                XObject=Dictionary(I=pdf.make_indirect(picture))
            )
            sheet.Contents = pikepdf.Stream(pdf, b"q 612 0 0 792 0 0 cm /I Do Q")
        pdf.save(written)
    return written.getvalue()


def _scan(seed: int) -> bytes:
    noise = random.Random(seed)
    paper = Image.new("L", (1275, 1650), 245)
    for y in range(100, 1550, 30):
        line = Image.frombytes("L", (1075, 14), noise.randbytes(1075 * 14))
        paper.paste(line, (100, y))
    written = io.BytesIO()
    paper.save(written, "JPEG", quality=60)
    return written.getvalue()


def _pages(files: Sequence[bytes]) -> int:
    return sum(len(pikepdf.open(io.BytesIO(file)).pages) for file in files)


def _in_turns(*works: Callable[[], object]) -> list[float]:
    """The median of each, run one after the other so that none has a better time."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS + 1):
        for work, times in zip(works, taken, strict=True):
            gc.collect()
            begun = time.perf_counter()
            work()
            times.append(time.perf_counter() - begun)
    return [median(times[1:]) for times in taken]


if __name__ == "__main__":
    for found in records():
        print(
            "{name}: {value} {unit}, floor {floor}, ratio {ratio}, ok {ok}".format(
                **found
            )
        )
