"""How fast official forms are filled, beside the least that can be done with them.

The floor is pikepdf opening and saving the agency's file unchanged. Ours is every text
box, choice and check box filled, measured against its box, and read back. The blank was
prepared when it entered the library, as in the product. Both run in turns in this very
process, so the ratio holds on any machine. A form that was filled fast and shows a value
nowhere, or lost a barcode, is no good form: once, outside the time, we look.

Needs the agency's blanks, named `<form>__<edition>.pdf`, in the folder that
HARBORLIGHT_FORMS names.
"""

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from statistics import median

import pikepdf

from bench.records import Record, missing, record
from harborlight.papers.blanks import Blank
from harborlight.papers.boxes import Box
from harborlight.papers.filling import fill
from harborlight.papers.layout import room
from harborlight.papers.preparing import prepare
from harborlight.papers.reading import read
from harborlight.papers.tests.ink import (
    difference,
    empty_spots,
    looks_of,
    places_on,
    reopened,
)

FORMS = ("i-130", "i-485", "n-400")
WANTED = 1.5
ROUNDS = 15
STORY = "María Núñez de la Peña lived at 12 Calle Ñandú from 01/2015 until 03/2019. "


def records() -> list[Record]:
    """One record a form: milliseconds of ours and of the floor, and their ratio."""
    return [_record(form) for form in FORMS]


def answers(blank: Blank) -> dict[str, str | bool]:
    """An answer for every box that takes one, as long as the box likes it."""
    return {
        box.name: _answer(box)
        for box in blank.boxes
        if box.kind in ("text", "choice", "check")
    }


def _answer(box: Box) -> str | bool:
    if box.kind == "check":
        return True if len(box.on_values) == 1 else box.on_values[-1]
    if box.kind == "choice":
        return max((option.value for option in box.options), default="")
    if box.comb:
        return ("1234567890" * 4)[: box.max_length]
    space = room(box)
    length = int(space.lines * space.characters * 0.8)
    return (STORY * 60)[: min(length, box.max_length or length)].strip() or "7"


def _record(form: str) -> Record:
    folder = Path(os.environ.get("HARBORLIGHT_FORMS", ""))
    name = f"fill every box of {form.upper()} and read it back"
    files = sorted(folder.glob(f"{form}__*.pdf"))
    if not files:
        why = "There is no blank of it in the folder that HARBORLIGHT_FORMS names."
        return missing(name, why, wanted=WANTED)
    pdf = files[-1].read_bytes()
    blank = prepare(pdf)
    values = answers(blank)

    def ours() -> None:
        filled = fill(blank, values)
        if filled.problems or not _same(read(filled.pdf), values):
            raise AssertionError(f"{form} was not filled: {filled.problems[:1]}")

    def floor() -> None:
        with pikepdf.open(BytesIO(pdf)) as opened:
            opened.save(BytesIO())

    found = faults(pdf, blank, values, fill(blank, values).pdf)
    mine, least = _in_turns(ours, floor)
    made = record(name, mine * 1000, "ms", floor=least * 1000, wanted=WANTED)
    if found:
        made |= {"ok": False, "why": f"{len(found)} faults. {' '.join(found[:5])}"}
    return made


def faults(
    pdf: bytes, blank: Blank, values: dict[str, str | bool], filled: bytes
) -> list[str]:
    """What is wrong with a filled form to the eye: a sentence for each fault.

    pdf: as the agency made it. A value is drawn when the page, as a picture, changed
    where its box is; a barcode is kept when its value and its look are the same, byte
    for byte.
    """
    with reopened(pdf) as before, reopened(filled) as after:
        old, new = looks_of(before), looks_of(after)
    barcodes = [box.name for box in blank.boxes if box.kind == "barcode"]
    lost = [name for name in barcodes if name not in old or old[name] != new.get(name)]
    if not old.keys() & {*barcodes}:
        return ["It has no barcode."]
    already = read(blank.pdf)
    printed = {name: v for name, v in values.items() if already.get(name) != v}
    return [
        *(f"{name} is lost or changed." for name in lost),
        *(f"{name} is not drawn." for name in _not_drawn(blank, filled, printed)),
    ]


def _not_drawn(
    blank: Blank, filled: bytes, values: dict[str, str | bool]
) -> Iterator[str]:
    for page in range(1, blank.pages + 1):
        change = difference(blank.pdf, filled, page)
        yield from empty_spots(change, [*places_on(blank, page)], values)


def _same(read_back: dict[str, str | bool], values: dict[str, str | bool]) -> bool:
    return all(read_back[name] == value for name, value in values.items())


def _in_turns(ours: Callable[[], None], floor: Callable[[], None]) -> list[float]:
    """The medians of both, run one after the other so that neither has a better time."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS + 1):
        for work, taken in zip((ours, floor), times, strict=True):
            gc.collect()
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [median(taken[1:]) for taken in times]


def first_fill(form: str) -> float:
    """Seconds for imports, the stored blank and its first filling in a new process."""
    folder = Path(os.environ["HARBORLIGHT_FORMS"])
    blank = prepare(sorted(folder.glob(f"{form}__*.pdf"))[-1].read_bytes())
    code = (
        "import sys, json, time\n"
        "start = time.perf_counter()\n"
        "from harborlight.papers.blanks import Blank\n"
        "from harborlight.papers.filling import fill\n"
        "load = lambda: sys.stdin.buffer.read(int(sys.stdin.buffer.readline()))\n"
        "blank = Blank.of_notes(load(), load().decode())\n"
        "fill(blank, json.loads(load()))\n"
        "print(time.perf_counter() - start)\n"
    )
    parts = (
        blank.pdf,
        blank.notes().encode(),
        json.dumps(answers(blank)).encode(),
    )
    given = b"".join(b"%d\n%b" % (len(part), part) for part in parts)
    done = subprocess.run(
        [sys.executable, "-c", code], input=given, capture_output=True, check=True
    )
    return float(done.stdout)


def main() -> None:
    """Print the records, and the first filling of a new process."""
    for form, found in zip(FORMS, records(), strict=True):
        print("{name}: {value} {unit}, floor {floor}, ratio {ratio}".format(**found))
        if found["value"] is not None:
            print(f"  first fill in a new process: {first_fill(form) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
