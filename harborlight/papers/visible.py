"""What can be seen of a text: signs that change how others read it are left out.

A mark that turns the direction of writing makes `evil` print as `live`, and a break of
line in a name begins a new line of a letter. Nobody types such signs; they come with
what is pasted, and nobody can find and remove what they cannot see. So they are left
out instead of refused: no word is lost by it.
"""

from __future__ import annotations

import unicodedata

# Persian, Hindi and emoji need them between two signs; Latin words do not.
_JOINERS = "\u200c\u200d"
# Arabic and other signs for numbers and years: "formats" by name, but seen.
# Letters by name, and nothing to be seen: fillers of Hangul, a braille sign without dots.
_BLANK = "\u115f\u1160\u3164\uffa0\u2800"
_SEEN = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"


def visible(text: str, *, lines: bool = False) -> str:
    """The text without controls and marks of direction; in one line, unless `lines`."""
    rows = [_seen(row) for row in text.splitlines()]
    return ("\n" if lines else " ").join(rows)


def _seen(row: str) -> str:
    row = row.replace("\t", " ")
    return "".join(sign for at, sign in enumerate(row) if _stays(row, at, sign))


def _stays(row: str, at: int, sign: str) -> bool:
    if sign in _JOINERS:
        around = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
        return len(around) == 2 and not around.isascii()
    if sign in _BLANK:
        return False
    return sign in _SEEN or unicodedata.category(sign) not in ("Cc", "Cf", "Cs")
