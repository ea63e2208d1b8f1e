"""What is printed on the pages of a packet beside its own titles; the government reads it."""

from __future__ import annotations

from collections.abc import Iterator

from harborlight.papers.packet_order import Place
from harborlight.papers.packet_sheets import CONTENTS, CONTINUED
from harborlight.papers.packet_types import Plan


def stamp_of(label: str, of: int, count: int, number: int) -> str:
    """What a page of an exhibit bears."""
    return f"{label} · page {of} of {count} · {number}" if label else str(number)


def texts_of(plan: Plan) -> Iterator[str]:
    """Every text that may be drawn, so that the font has its letters; numbers aside."""
    yield from (plan.name, *plan.under, CONTENTS, CONTINUED)
    yield f"{CONTENTS} · Part 0 of 0"
    yield "Page pages of the following to continued, (part 0123456789) - – ·"
    for one in plan.exhibits:
        yield from (one.title, one.label, f"{one.label} · page of ")
        yield from one.text.splitlines()
        yield from (
            "".join({letter for word in words for letter in word.text})
            for source in one.sources
            for words in source.words.values()
        )


def said_of(place: Place) -> str:
    run = place.run
    if run.pages == run.of:
        return "1 page" if run.of == 1 else f"{run.of} pages"
    which = f"page {run.first}" if run.pages == 1 else f"pages {run.first}–{run.last}"
    said = f"{which} of {run.of}"
    return said if run.begins else f"continued, {said}"
