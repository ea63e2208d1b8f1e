"""The lines for machines on passports, cards and visas (ICAO 9303 parts 3 to 7).

What a reader of pages takes for another sign is put right where the place admits signs of
one sort only: `O` where only a digit may stand is `0`. A digit is put right only where the
check digit then agrees; nothing else is guessed, and every value says whether its check
digit agreed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from harborlight.papers.mrz_lines import Row, rows_of
from harborlight.papers.page_text import PageText
from harborlight.papers.places import Place

_WEIGHTS = (7, 3, 1)
_DIGITS = str.maketrans("OISBZG", "015826")
_LETTERS = str.maketrans("015826", "OISBZG")
FILLER = "<"


@dataclass(frozen=True)
class Value:
    """What one field says.

    agrees: whether its check digit agreed; None where the field has none. place: where it
    stands, to be shown to whoever confirms it.
    """

    name: str
    text: str
    agrees: bool | None
    place: Place


@dataclass(frozen=True)
class Zone:
    """The lines for machines of one document.

    format: TD1, TD2, TD3, MRV-A or MRV-B. whole: whether the check digit over all of it
    agreed; None where the format has none.
    """

    format: str
    values: Sequence[Value]
    whole: bool | None

    def get(self, name: str) -> Value | None:
        """kind, country, surname, given, number, nationality, birth, sex, expires, extra."""
        return next((one for one in self.values if one.name == name), None)


@dataclass(frozen=True)
class _Part:
    """Where a field stands: its line, from where to where, where its check digit is."""

    name: str
    line: int
    start: int
    end: int
    check: int | None = None
    sort: str = "mixed"


@dataclass(frozen=True)
class _Format:
    name: str
    lines: int
    length: int
    parts: Sequence[_Part]
    # What the last check digit is over: pieces of lines; and where it stands.
    over: Sequence[tuple[int, int, int]] = ()
    check: tuple[int, int] | None = None


def _two_lines(
    name: str, length: int, *, over: Sequence[tuple[int, int, int]] = ()
) -> _Format:
    extra = _Part("extra", 1, 28, length - 1 if over else length)
    if name == "TD3":
        extra = _Part("extra", 1, 28, 42, 42)
    return _Format(
        name,
        2,
        length,
        (
            _Part("kind", 0, 0, 2),
            _Part("country", 0, 2, 5, sort="letters"),
            _Part("names", 0, 5, length, sort="letters"),
            _Part("number", 1, 0, 9, 9),
            _Part("nationality", 1, 10, 13, sort="letters"),
            _Part("birth", 1, 13, 19, 19, "digits"),
            _Part("sex", 1, 20, 21),
            _Part("expires", 1, 21, 27, 27, "digits"),
            extra,
        ),
        over,
        (1, length - 1) if over else None,
    )


_TD1 = _Format(
    "TD1",
    3,
    30,
    (
        _Part("kind", 0, 0, 2),
        _Part("country", 0, 2, 5, sort="letters"),
        _Part("number", 0, 5, 14, 14),
        _Part("extra", 0, 15, 30),
        _Part("birth", 1, 0, 6, 6, "digits"),
        _Part("sex", 1, 7, 8),
        _Part("expires", 1, 8, 14, 14, "digits"),
        _Part("nationality", 1, 15, 18, sort="letters"),
        _Part("names", 2, 0, 30, sort="letters"),
    ),
    ((0, 5, 30), (1, 0, 7), (1, 8, 15), (1, 18, 29)),
    (1, 29),
)
_TD2 = _two_lines("TD2", 36, over=((1, 0, 10), (1, 13, 20), (1, 21, 35)))
_TD3 = _two_lines("TD3", 44, over=((1, 0, 10), (1, 13, 20), (1, 21, 43)))
_VISAS = {44: _two_lines("MRV-A", 44), 36: _two_lines("MRV-B", 36)}
_OTHERS = {44: _TD3, 36: _TD2, 30: _TD1}
# Fewer check digits that agree, and it is some other print in capitals.
_LEAST_AGREE = 2


def read_mrz(pages: Sequence[PageText], on: date) -> Zone | None:
    """The lines for machines on these pages, the best that is there; None without any.

    on: today; years have two digits, births lie before it and expiries about it.
    """
    found = [zone for page in pages for zone in _on_page(page, on)]
    return max(found, key=_agreed, default=None)


def _on_page(page: PageText, on: date) -> Iterator[Zone]:
    for length, usual in _OTHERS.items():
        rows = rows_of(page, length)
        for at in range(len(rows) - usual.lines + 1):
            lines = rows[at : at + usual.lines]
            if any(
                b.number - a.number > 2 for a, b in zip(lines, lines[1:], strict=False)
            ):
                continue
            is_visa = lines[0].text.startswith("V") and length in _VISAS
            zone = _read(_VISAS[length] if is_visa else usual, lines, on)
            if zone is not None:
                yield zone


def _agreed(zone: Zone) -> int:
    return sum(value.agrees is True for value in zone.values) + 2 * bool(zone.whole)


def _read(form: _Format, rows: Sequence[Row], on: date) -> Zone | None:
    if not re.match(r"[PIACV][A-Z0-9<][A-Z0158<]{3}", rows[0].text):
        return None
    lines = [row.text for row in rows]
    values: list[Value] = []
    for part in form.parts:
        text, agrees = _part(lines, part)
        if agrees is not False:
            # Put right before the digit over all of it is tried.
            line = lines[part.line]
            lines[part.line] = line[: part.start] + text + line[part.end :]
        if part.name == "number" and form is _TD1 and lines[0][14] == FILLER:
            text, agrees = _long_number(lines[0], text, agrees=agrees)
        place = rows[part.line].place(part.start, part.end)
        values += _said(part, text, agrees, place, on)
    zone = Zone(form.name, tuple(values), _whole(form, lines))
    return zone if _agreed(zone) >= _LEAST_AGREE else None


def _part(lines: Sequence[str], part: _Part) -> tuple[str, bool | None]:
    """A field as it is to be read, and whether its check digit agrees."""
    line = lines[part.line]
    text = line[part.start : part.end]
    if part.sort == "letters":
        return text.translate(_LETTERS), None
    if part.check is None:
        return text, None
    check = line[part.check].translate(_DIGITS)
    righted = text.translate(_DIGITS) if part.sort == "digits" else text
    if check_digit(righted) == check:
        return righted, True
    # Where nothing is said, nothing may be counted either.
    if check == FILLER and not text.strip(FILLER):
        return text, None
    return text, False


def check_digit(text: str) -> str:
    """The digit that checks a text of A-Z, 0-9 and <: weights 7, 3, 1 (9303-3, 4.9)."""
    total = sum(
        _worth(sign) * _WEIGHTS[at % len(_WEIGHTS)] for at, sign in enumerate(text)
    )
    return str(total % 10)


def _worth(sign: str) -> int:
    if sign == FILLER:
        return 0
    return int(sign) if sign.isdigit() else ord(sign) - ord("A") + 10


def _whole(form: _Format, lines: Sequence[str]) -> bool | None:
    if form.check is None:
        return None
    over = "".join(lines[line][start:end] for line, start, end in form.over)
    line, at = form.check
    return check_digit(over) == lines[line][at].translate(_DIGITS)


def _long_number(
    line: str, number: str, *, agrees: bool | None
) -> tuple[str, bool | None]:
    """A number of more than nine signs goes on in the field after it (9303-5, 4.2.4)."""
    rest = line[15:].split(FILLER)[0]
    if not rest:
        return number, agrees
    whole, check = number + rest[:-1], rest[-1].translate(_DIGITS)
    return whole, check_digit(whole) == check


def _said(
    part: _Part, text: str, agrees: bool | None, place: Place, on: date
) -> Iterator[Value]:
    """The values of a field, as people write them; nothing where it says nothing."""
    if part.name == "names":
        family, _, given = text.partition(FILLER * 2)
        pairs = [("surname", _plain(family)), ("given", _plain(given))]
    elif part.name in ("birth", "expires"):
        pairs = [(part.name, _day(text, on, is_birth=part.name == "birth"))]
    else:
        pairs = [(part.name, _plain(text))]
    for name, said in pairs:
        if said:
            yield Value(name, said, agrees, place)


def _plain(text: str) -> str:
    return " ".join(text.replace(FILLER, " ").split())


def _day(text: str, on: date, *, is_birth: bool) -> str:
    """Six digits as ISO 8601; "" where a part is not known, or there is no such day."""
    if not re.fullmatch(r"\d{6}", text):
        return ""
    year = on.year // 100 * 100 + int(text[:2])
    if is_birth and year > on.year or not is_birth and year > on.year + 50:
        year -= 100
    try:
        return date(year, int(text[2:4]), int(text[4:])).isoformat()
    except ValueError:
        return ""
