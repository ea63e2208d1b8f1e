"""How fast official forms are filled, beside the least that can be done with them.

The floor is pikepdf opening and saving the agency's file unchanged. Ours is every text
box, choice and check box filled, measured against its box, and read back. The blank was
prepared when it entered the library, as in the product. Both run in turns in this very
process, so the ratio holds on any machine.

Needs the agency's blanks, named `<form>__<edition>.pdf`, in the folder that
HARBORLIGHT_FORMS names.
"""

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

import pikepdf

from harborlight.papers.blanks import Blank
from harborlight.papers.boxes import Box
from harborlight.papers.filling import fill
from harborlight.papers.layout import room
from harborlight.papers.preparing import prepare
from harborlight.papers.reading import read

FORMS = ("i-130", "i-485", "n-400")
WANTED = 1.5
ROUNDS = 15
STORY = "María Núñez de la Peña lived at 12 Calle Ñandú from 01/2015 until 03/2019. "


def records() -> list[dict[str, Any]]:
    """One record a form: milliseconds of ours and of the floor, and their ratio."""
    folder = os.environ.get("HARBORLIGHT_FORMS", "")
    found = {form: sorted(Path(folder).glob(f"{form}__*.pdf")) for form in FORMS}
    if not folder or not all(found.values()):
        print("bench.forms: no official blanks (HARBORLIGHT_FORMS); nothing measured.")
        return []
    return [_record(form, files[-1].read_bytes()) for form, files in found.items()]


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


def _record(form: str, pdf: bytes) -> dict[str, Any]:
    blank = prepare(pdf)
    values = answers(blank)

    def ours() -> None:
        filled = fill(blank, values)
        if filled.problems or not _same(read(filled.pdf), values):
            raise AssertionError(f"{form} was not filled: {filled.problems[:1]}")

    def floor() -> None:
        with pikepdf.open(BytesIO(pdf)) as opened:
            opened.save(BytesIO())

    mine, least = _in_turns(ours, floor)
    return {
        "name": f"fill all {len(values)} boxes of {form.upper()} and read them back",
        "value": round(mine * 1000, 1),
        "unit": "ms",
        "floor": round(least * 1000, 1),
        "ratio": round(mine / least, 2),
        "wanted": WANTED,
        "ok": mine / least <= WANTED,
    }


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
    for record in records():
        print("{name}: {value} {unit}, floor {floor}, ratio {ratio}".format(**record))
        form = record["name"].split()[5].lower()
        print(f"  first fill in a new process: {first_fill(form) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
