"""The whole one-step marriage set filled from the answers and joined into one file.

The floor opens the same blanks with pikepdf, drops their XFA, saves them, and joins what it
saved. Ours composes each form from the facts of a family, measures every text against its
box, fills it, and joins the same way. The blanks were prepared when they entered the
library, as in the product. Both run in turns in this process.

Needs the agency's blanks in the folder that HARBORLIGHT_FORMS names.
"""

from __future__ import annotations

import gc
import os
import time
import warnings
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median

import pikepdf

from bench.records import Record, missing, record

NAME = "one-step marriage set filled and joined"
# When the editions of these blanks were taken.
DAY = date(2026, 6, 15)
WANTED, ROUNDS = 1.5, 9
# The form, whose it is, and with which it goes (workflow/starters/one-step-marriage.yaml).
SET = (
    ("G-1145", "beneficiary", ""),
    ("G-28", "petitioner", "I-130"),
    ("G-28", "beneficiary", "I-485"),
    ("G-28", "beneficiary", "I-765"),
    ("G-28", "beneficiary", "I-131"),
    ("I-130", "", ""),
    ("I-130A", "", ""),
    ("I-485", "beneficiary", ""),
    ("I-864", "petitioner", ""),
    ("I-765", "beneficiary", ""),
    ("I-131", "beneficiary", ""),
)


def records() -> list[Record]:
    """One record: milliseconds of ours and of the floor, and their ratio."""
    blanks = _blanks()
    if len(blanks) < len({form for form, *_ in SET}):
        why = "Not all blanks of it are in the folder that HARBORLIGHT_FORMS names."
        return [missing(NAME, why, wanted=WANTED)]
    ours, floor = _ours(blanks), _floor(blanks)
    mine, least = _in_turns(ours, floor)
    return [record(NAME, mine * 1000, "ms", floor=least * 1000, wanted=WANTED)]


def _blanks() -> dict[str, bytes]:
    folder = Path(os.environ.get("HARBORLIGHT_FORMS", "") or "/nowhere")
    found = {}
    for form in {form for form, *_ in SET}:
        files = sorted(folder.glob(f"{form.lower()}__*.pdf"))
        if files:
            found[form] = files[-1].read_bytes()
    return found


def _ours(blanks: dict[str, bytes]) -> Callable[[], bytes]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    import django

    django.setup()
    from harborlight.filings.composing import make
    from harborlight.law.packs import pack_of
    from harborlight.papers.preparing import prepare
    from tests.whole_case import family

    packs = {form: pack_of(form, on=DAY) for form in blanks}
    prepared = {form: prepare(pdf) for form, pdf in blanks.items()}
    facts = family("citizen_and_filipino_husband")

    def work() -> bytes:
        made = []
        for form, client, concerns in SET:
            case = facts["case"] | ({"appearance_forms": concerns} if concerns else {})
            one = make(
                packs[form],
                prepared[form],
                facts | {"case": case},
                on=DAY,
                client=client if packs[form].clients else "",
            )
            if one.not_printed:
                raise AssertionError(f"{form} was not filled: {one.not_printed[:1]}")
            made.append(one.pdf)
        return _joined(made)

    return work


def _floor(blanks: dict[str, bytes]) -> Callable[[], bytes]:
    def work() -> bytes:
        saved = []
        for form, _client, _concerns in SET:
            with pikepdf.open(BytesIO(blanks[form])) as pdf:
                if "/XFA" in pdf.Root.AcroForm:
                    del pdf.Root.AcroForm.XFA
                made = BytesIO()
                pdf.save(made)
            saved.append(made.getvalue())
        return _joined(saved)

    return work


def _joined(files: Sequence[bytes]) -> bytes:
    """Page after page; what is joined is printed, so its fields need not be one form."""
    whole, made = pikepdf.new(), BytesIO()
    opened = [pikepdf.open(BytesIO(one)) for one in files]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        for one in opened:
            whole.pages.extend(one.pages)
        whole.save(made)
    for one in opened:
        one.close()
    return made.getvalue()


def _in_turns(*works: Callable[[], bytes]) -> list[float]:
    """The medians, run one after the other so that neither has a better time."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS + 1):
        for work, taken in zip(works, times, strict=True):
            gc.collect()
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [median(taken[1:]) for taken in times]


def main() -> None:
    """Print the record."""
    for one in records():
        print(one)


if __name__ == "__main__":
    main()
