"""Whether two ways in which a name is written are one name.

    likeness(Called("Peña Rivas", "María"), Called("RIVAS PENA", "MARIA L"))
    # Likeness("spelling", ("order", "initial"))

"same"      but for capitals, accents, hyphens and blanks
"spelling"  an ordinary variant of it: another order of two surnames, an initial, a name
            that one side leaves out, another way to write the same sounds in Latin letters
"known"     another name that they said they have used
"different" none of these: somebody must say which one is right

A variant is not a mistake, but papers should bear the one in the passport.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from harborlight.firm.words import folded
from harborlight.people.name_sounds import sound_alike
from harborlight.people.names import NO_NAME

Verdict = Literal["same", "spelling", "known", "different"]
# Words that one paper prints and another leaves out.
PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "ibn",
        "bin",
        "ben",
        "bint",
        "de",
        "del",
        "la",
        "las",
        "los",
        "da",
        "do",
        "dos",
        "y",
        "e",
        "i",
    ]
)


@dataclass(frozen=True)
class Called:
    """What somebody is called, in whatever script and spelling."""

    family: str
    given: str = ""
    middle: str = ""

    @property
    def last(self) -> list[str]:
        return _words(self.family)

    @property
    def first(self) -> list[str]:
        return _words(f"{self.given} {self.middle}")

    def __str__(self) -> str:
        return " ".join(filter(None, [self.given, self.middle, self.family]))


@dataclass(frozen=True)
class Likeness:
    """The verdict and, of a variant, in what it lies: "order", "initial", "part", "sounds"."""

    verdict: Verdict
    lies_in: tuple[str, ...] = ()


def likeness(one: Called, other: Called, known: Sequence[Called] = ()) -> Likeness:
    """How these two are alike. known: the other names of the person.

    Of a known name the given name may be left out: it is that of the person then.
    """
    if _same(one, other):
        return Likeness("same")
    if (lies_in := _variant(one, other)) is not None:
        return Likeness("spelling", lies_in)
    for name in known:
        whole = Called(name.family or one.family, name.given or one.given, name.middle)
        if _same(whole, other) or _variant(whole, other) is not None:
            return Likeness("known")
    return Likeness("different")


def begins(whole: Called, cut: Called) -> bool:
    """Whether one name is the beginning of the other: family name first."""
    line = _joined([*whole.last, *whole.first])
    return line.startswith(_joined([*cut.last, *cut.first]))


def _same(one: Called, other: Called) -> bool:
    return _joined(one.last) == _joined(other.last) and (
        _joined(one.first) == _joined(other.first)
    )


def _variant(one: Called, other: Called) -> tuple[str, ...] | None:
    """In what two variants of a name differ; None where they are none."""
    # Passports and forms part the whole name between family and given names otherwise.
    mine, theirs = [*one.first, *one.last], [*other.first, *other.last]
    if sorted(mine) == sorted(theirs):
        return ("order",)
    last, first = _alike(one.last, other.last), _alike(one.first, other.first)
    if last is not None and first is not None:
        return tuple(dict.fromkeys([*last, *first]))
    whole = _alike(mine, theirs, apart=False)
    return None if whole is None else tuple(dict.fromkeys(["order", *whole]))


def _alike(one: list[str], other: list[str], *, apart: bool = True) -> list[str] | None:
    """How two rows of words are alike; None where they are not.

    apart: one of them may leave out words.
    """
    if _joined(one) == _joined(other):
        return []
    few, many = sorted([_bare(one), _bare(other)], key=len)
    is_shorter = len(few) < len(many)
    if is_shorter and sound_alike(_joined(few), _joined(many)):
        return ["sounds"]
    if is_shorter and not apart:
        return None
    places = [*_places(few, many)]
    found = [place for place in places if place is not None]
    return [*_told(few, many, found)] if len(found) == len(places) else None


def _places(few: list[str], many: list[str]) -> Iterator[int | None]:
    """For each word, the place of the one that it is among the others, each taken once."""
    left = dict(enumerate(many))
    for word in few:
        likely = (
            at for test in _TESTS for at, that in left.items() if test(word, that)
        )
        place = next(likely, None)
        if place is not None:
            del left[place]
        yield place


def _initial(one: str, other: str) -> bool:
    return 1 in (len(one), len(other)) and one[:1] == other[:1]


_TESTS = (str.__eq__, sound_alike, _initial)


def _told(few: list[str], many: list[str], places: list[int]) -> Iterator[str]:
    if places != sorted(places):
        yield "order"
    if len(few) < len(many):
        yield "part"
    for word, place in zip(few, places, strict=True):
        if word != many[place]:
            yield "initial" if _initial(word, many[place]) else "sounds"


def _words(text: str) -> list[str]:
    """Without brackets and apostrophes; what passports print for no name is none."""
    plain = folded(re.sub(r"[’ʼ‘`´]", "'", text))
    return [word for word in plain.split() if word not in NO_NAME]


def _bare(words: list[str]) -> list[str]:
    """Without particles, unless there is nothing else."""
    return [word for word in words if word not in PARTICLES] or words


def _joined(words: list[str]) -> str:
    return "".join(words)
