"""Tesseract, a program of its own, for languages that the engine of the house cannot read.

It is asked where it is installed with the language ("more languages" in
docs/operators.md), or for every page where HARBORLIGHT_OCR says "tesseract".
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

NAME = "tesseract"
# ISO 639-1 as papers are marked, and what tesseract calls it.
_PAIRS = (
    "am:amh ar:ara be:bel bg:bul bn:ben de:deu en:eng es:spa fa:fas fr:fra gu:guj "
    "he:heb hi:hin ht:hat hy:hye ka:kat km:khm ko:kor lo:lao mk:mkd my:mya ne:nep "
    "pa:pan ps:pus pt:por ru:rus si:sin sr:srp ta:tam te:tel th:tha ti:tir uk:ukr "
    "ur:urd vi:vie yi:yid"
)
_CALLED = dict(pair.split(":") for pair in _PAIRS.split())
# In letters that the engine of the house knows.
_READ_BY_US = frozenset({"de", "en", "es", "fr", "ht", "pt"})
_WITHIN = 600
# A word of which it is less sure (of 100) is none.
_LEAST_SURE = 25
# Nothing else of our environment: it may hold keys.
_PASSED_ON = ("TESSDATA_PREFIX",)
_START = (
    "import sys; sys.path[:0] = [{here!r}]; sys.pycache_prefix = {cache!r}; "
    "from harborlight.papers.tesseract_child import main; main(sys.argv[1:])"
)


class TesseractFailed(Exception):
    """It ended without having read the page."""


@cache
def languages() -> frozenset[str]:
    """What the tesseract of this machine can read, by its own names; empty without one."""
    program = shutil.which(NAME)
    if program is None:
        return frozenset()
    try:
        told = subprocess.run(  # noqa: S603
            [program, "--list-langs"], capture_output=True, timeout=20, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    lines = told.stdout.decode("utf-8", "replace").splitlines()[1:]
    return frozenset(line.strip() for line in lines if line.strip())


def needed_for(said: Sequence[str]) -> str:
    """What tesseract is to be told to read in ("rus+eng"); "" where we read it ourselves."""
    wanted = [_CALLED[code] for code in said if code in _CALLED]
    is_wished = os.environ.get("HARBORLIGHT_OCR") == NAME
    is_other = any(code in _CALLED and code not in _READ_BY_US for code in said)
    known = languages() if is_wished or is_other else frozenset()
    if is_other and not is_wished and not known.intersection(wanted):
        return ""
    usual = ["spa", "eng"] if is_wished else ["eng"]
    named = [one for one in dict.fromkeys([*wanted, *usual]) if one in known]
    return "+".join(named)


def read(picture: bytes, named: str) -> dict[str, Any]:
    """{"text", "words", "turned"} of a PNG or JPEG. Raises TesseractFailed."""
    program = shutil.which(NAME) or NAME
    # 1: finds which way up the page is, by "osd", where that is installed.
    layout = "1" if "osd" in languages() else "3"
    asked = [program, "-", "-", "-l", named, "--psm", layout, "tsv"]
    try:
        told = closed_in(asked, picture)
    except (OSError, subprocess.SubprocessError) as why:
        raise TesseractFailed(type(why).__name__) from why
    return _understood(told.decode("utf-8", "replace"))


def closed_in(asked: Sequence[str], given: bytes) -> bytes:
    """What a program says to what it is given, behind the walls of tesseract_child.py.

    Raises OSError, or subprocess.SubprocessError where it failed or took too long.
    """
    here = str(Path(__file__).parents[2])
    start = _START.format(here=here, cache=sys.pycache_prefix)
    kept = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-I", "-S", "-c", start, *asked],
        input=given,
        capture_output=True,
        timeout=_WITHIN,
        check=True,
        # Two threads a page are slower than one, where there are two pages.
        env={"LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"}
        | kept,
        cwd="/",
    )
    return told.stdout


def _understood(table: str) -> dict[str, Any]:
    rows = [*csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)]
    page = next((row for row in rows if row["level"] == "1"), None)
    if page is None:
        return {"text": "", "words": [], "turned": 0}
    wide, high = max(1, int(page["width"])), max(1, int(page["height"]))
    words: list[dict[str, Any]] = []
    lines: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        word = (row["text"] or "").strip()
        if row["level"] != "5" or not word or float(row["conf"]) < _LEAST_SURE:
            continue
        left, top = int(row["left"]), int(row["top"])
        words.append(
            {
                "text": word,
                "left": left / wide,
                "top": top / high,
                "right": (left + int(row["width"])) / wide,
                "bottom": (top + int(row["height"])) / high,
            }
        )
        line = row["block_num"], row["par_num"], row["line_num"]
        lines.setdefault(line, []).append(word)
    text = "\n".join(" ".join(line) for line in lines.values())
    return {"text": text, "words": words, "turned": 0}
