"""Which kind of paper some pages are, by what stands on them.

Only advice and what is offered rest on it: a person says what a paper is.
"""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

import yaml

from harborlight.papers.mrz import read_mrz
from harborlight.papers.notices import read_notice
from harborlight.papers.page_text import PageText
from harborlight.people.names import folded

# Fewer words say too little about what a page is.
_LEAST_WORDS = 12
# What a paper is stands at its top; further down it speaks of other papers.
_TOP_WORDS = 40
# "My passport is attached" is no title: a word alone counts in a line as short as this.
_TITLE_WORDS = 4
# How a passport's lines for machines begin, where the rest of them cannot be read.
_FIRST_LINE = re.compile(r"^\s*P[A-Z<][A-Z]{3}[A-Z]+<<", re.M)


def is_another(kind: str, pages: Sequence[PageText], on: date) -> bool:
    """Whether pages look like other kinds of paper, and not like this one. on: today.

    Few words say nothing, but for what decides by itself (`_certain`).
    """
    if kind not in looks():
        return False
    text = "\n".join(page.text for page in pages)
    words = folded(text)
    says_enough = len(words.split()) >= _LEAST_WORDS
    seen = {one for one, phrases in looks().items() if _has(words, phrases)}
    if _FIRST_LINE.search(text):
        seen.add("passport")
    certain = _certain(pages, on)
    return kind not in seen | certain and bool(certain or (says_enough and seen))


def kinds_seen(pages: Sequence[PageText], on: date) -> list[str]:
    """The kinds that these pages may be, the likeliest reading alone; [] where nothing
    says it. on: today.

    A passport's lines for machines and a notice of the agency decide by themselves;
    else the words at the top of the first page that has any.
    """
    if certain := _certain(pages, on):
        return sorted(certain)
    first = next((page.text for page in pages if page.text.strip()), "")
    if len(folded(first).split()) < _LEAST_WORDS:
        return []
    lines = [*_top(first)]
    top = " ".join(lines)
    return [
        kind
        for kind, phrases in looks().items()
        if any(_is_title(phrase, top, lines) for phrase in phrases)
    ]


def _certain(pages: Sequence[PageText], on: date) -> set[str]:
    """What needs no other words: lines whose check digits agree, a notice's own form."""
    zone = read_mrz(pages, on)
    if zone and zone.format == "TD3":
        return {"passport"}
    notice = read_notice(pages)
    if notice is None:
        return set()
    return {"receipt notice", "notice"} if notice.kind == "receipt" else {"notice"}


def _top(text: str) -> Iterator[str]:
    """The lines at the top of a page, folded."""
    count = 0
    for line in text.splitlines():
        words = folded(line).split()[: _TOP_WORDS - count]
        count += len(words)
        if words:
            yield " ".join(words)


def _is_title(phrase: str, top: str, lines: Sequence[str]) -> bool:
    if " " in phrase:
        return _has(top, [phrase])
    return any(
        _has(line, [phrase]) for line in lines if len(line.split()) <= _TITLE_WORDS
    )


def _has(words: str, phrases: Sequence[str]) -> bool:
    line = f" {words} "
    return any(f" {phrase} " in line for phrase in phrases)


@cache
def looks() -> Mapping[str, Sequence[str]]:
    """The words of each kind, folded as texts are."""
    folder = importlib.resources.files("harborlight.documents.starters")
    content = yaml.load(folder.joinpath("looks.yaml").read_text(), yaml.CSafeLoader)
    return {
        kind: [re.sub(r"\s+", " ", folded(one)) for one in phrases]
        for kind, phrases in content.items()
    }
