"""The few words of a page around what was found, with what was found marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from harborlight.search.asked import Asked, Term
from harborlight.search.tokens import words_in, words_of

# Letters of a snippet, and of what stands in it before the first word that was found.
SNIPPET, BEFORE = 240, 60
# What a passage is made of: so many sentences, or what stands in their place on a form.
SENTENCES, LONGEST_SENTENCE = 3, 300
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?]+[\"”’)]*(?=\s|$)|\n|$|[.!?]+)")


@dataclass(frozen=True)
class Piece:
    """Some letters of a text; whether they are what was looked for."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Passage:
    """A few sentences, and how much they say of what was asked."""

    pieces: Sequence[Piece]
    score: float


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    term: int


def snippet(text: str, asked: Asked) -> list[Piece]:
    """The stretch of a text in which most of the terms stand, in pieces.

    Where none is found in it, its beginning.
    """
    marks = _marks(text, asked.wanted)
    start = max(0, _best(marks) - BEFORE)
    start, end = _whole_words(text, start, start + SNIPPET)
    return _pieces(text, start, end, marks)


def passages(text: str, asked: Asked, rarity: Sequence[float]) -> Iterator[Passage]:
    """The passages of a text that hold any of the terms; none overlaps a better one.

    rarity: how much each of the terms tells (`rarity_in`).
    """
    marks = _marks(text, asked.wanted)
    spans = [
        found.span() for found in _SENTENCE.finditer(text) if found.group().strip()
    ]
    scored = []
    for first in range(len(spans)):
        start = spans[first][0]
        end = spans[min(first + SENTENCES, len(spans)) - 1][1]
        end = min(end, start + SENTENCES * LONGEST_SENTENCE)
        met = {mark.term for mark in marks if start <= mark.start < end}
        if met:
            scored.append((sum(rarity[term] for term in met), -first, start, end))
    taken: list[tuple[int, int]] = []
    for score, _first, start, end in sorted(scored, reverse=True):
        if all(end <= other or start >= until for other, until in taken):
            taken.append((start, end))
            start, end = _whole_words(text, start, end)
            yield Passage(_pieces(text, start, end, marks), score)


def rarity_in(texts: Sequence[str], asked: Asked) -> list[float]:
    """How much each term tells: one that stands in every text tells little."""
    met = [{mark.term for mark in _marks(text, asked.wanted)} for text in texts]
    return [
        log(1 + len(texts) / (1 + sum(number in one for one in met)))
        for number in range(len(asked.wanted))
    ]


def places_of(words: Sequence[str], asked: Asked) -> list[int]:
    """Which of these words, as they follow each other on a page, are what was asked for."""
    parts = [(one, at, at) for at, word in enumerate(words) for one in words_of(word)]
    found = _marks_among(parts, asked.wanted)
    return sorted({at for mark in found for at in range(mark.start, mark.end + 1)})


def _marks(text: str, terms: Sequence[Term]) -> list[_Mark]:
    """Where in a text the terms stand."""
    return _marks_among([*words_in(text)], terms)


def _marks_among(
    words: Sequence[tuple[str, int, int]], terms: Sequence[Term]
) -> list[_Mark]:
    """Where the terms stand among words, each with its beginning and its end."""
    begins: dict[str, list[int]] = {}
    beginnings = []
    for number, term in enumerate(terms):
        if term.is_beginning and len(term.words) == 1:
            beginnings.append((term.words[0], number))
        else:
            begins.setdefault(term.words[0], []).append(number)
    found = []
    for place, (word, start, end) in enumerate(words):
        for number in begins.get(word, ()):
            last = place + len(terms[number].words) - 1
            if _stands(terms[number], words, place):
                found.append(_Mark(start, words[last][2], number))
        found += [
            _Mark(start, end, number)
            for beginning, number in beginnings
            if word.startswith(beginning)
        ]
    return found


def _stands(term: Term, words: Sequence[tuple[str, int, int]], place: int) -> bool:
    here = [word for word, _s, _e in words[place : place + len(term.words)]]
    if len(here) < len(term.words) or here[:-1] != [*term.words[:-1]]:
        return False
    last = term.words[-1]
    return here[-1].startswith(last) if term.is_beginning else here[-1] == last


def _best(marks: Sequence[_Mark]) -> int:
    """Where the stretch begins in which most different terms stand."""
    best, at, first = 0, 0, 0
    for last, mark in enumerate(marks):
        while mark.start - marks[first].start > SNIPPET - BEFORE:
            first += 1
        different = len({one.term for one in marks[first : last + 1]})
        if different > best:
            best, at = different, marks[first].start
    return at


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without a word cut in two."""
    if start > 0 and not text[start - 1].isspace():
        found = re.compile(r"\s").search(text, start, start + BEFORE)
        start = found.end() if found else start
    if end < len(text) and not text[end].isspace():
        cut = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
        end = cut if cut > start else end
    return start, min(end, len(text))


def _pieces(text: str, start: int, end: int, marks: Sequence[_Mark]) -> list[Piece]:
    """What stands from start to end, parted where a mark begins or ends."""
    made, at = [Piece("… ")] if start else [], start
    for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
        if mark.end <= at or mark.start < start or mark.start >= end:
            continue
        if mark.start > at:
            made.append(Piece(text[at : mark.start]))
        made.append(Piece(text[max(mark.start, at) : mark.end], is_marked=True))
        at = mark.end
    if at < end:
        made.append(Piece(text[at:end]))
    return [*made, Piece(" …")] if end < len(text.rstrip()) else made
