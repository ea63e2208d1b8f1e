"""Arabic and Hebrew words as they are printed letter by letter: in shape, and in order.

Unicode names, for every Arabic letter, the sign it becomes at the beginning, in the
middle and at the end of a word ("presentation forms"). That is enough for a title on a
sheet, in the fonts that have them; a whole page would need a shaping engine.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_TURNED = ("R", "AL")
# The first letter of any script that is read from the right.
_FIRST_TURNED = "\u0590"
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_LAM = "\u0644"
_RUN = re.compile(r"\s+|\S+")


def shaped(text: str) -> str:
    """The text with the sign of each letter that its neighbours give it, in the order
    in which it is read."""
    return _shaped(text) if _is_turned(text) else text


def in_order(line: str) -> str:
    """A line that was shaped, as it is drawn from left to right.

    What is read from the right begins at the right of its own line: a text is broken
    into lines first, and put in this order line by line (Unicode Annex 9, L2).
    """
    if not _is_turned(line):
        return line
    runs: list[tuple[bool, str]] = []
    for piece in _RUN.findall(line):
        turned = _is_turned(piece)
        blank = piece.isspace()
        if runs and (runs[-1][0] == turned or (blank and runs[-1][0])):
            runs[-1] = (runs[-1][0], runs[-1][1] + piece)
        else:
            runs.append((turned, piece))
    return "".join(_drawn(words) if turned else words for turned, words in runs)


def _is_turned(text: str) -> bool:
    if not text or max(text) < _FIRST_TURNED:
        return False
    return any(unicodedata.bidirectional(letter) in _TURNED for letter in text)


def _drawn(words: str) -> str:
    """A run that is read from the right; its numbers stay as they are."""
    kept = words.rstrip()
    trailing = words[len(kept) :]
    parts = re.findall(r"\d[\d.,/:-]*\d|\d|.", kept, re.DOTALL)
    back = (part.translate(_MIRRORED) if len(part) == 1 else part for part in parts)
    return "".join([*back][::-1]) + trailing


@cache
def _forms() -> dict[str, dict[str, str]]:
    """For each letter, or pair of letters, its sign by place in the word."""
    forms: dict[str, dict[str, str]] = {}
    for code in [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)]:
        said = unicodedata.decomposition(chr(code)).split()
        if len(said) not in (2, 3) or not said[0].startswith("<"):
            continue
        letters = "".join(chr(int(one, 16)) for one in said[1:])
        if (
            len(letters) == 1
            or letters[0] == _LAM
            and letters[1] in "\u0622\u0623\u0625\u0627"
        ):
            forms.setdefault(letters, {}).setdefault(said[0][1:-1], chr(code))
    return forms


def _shaped(text: str) -> str:
    forms = _forms()
    plain = [c for c in text if not _is_mark(c)]
    out: list[str] = []
    joined, at = False, 0
    while at < len(plain):
        pair = "".join(plain[at : at + 2])
        unit = pair if len(pair) == 2 and pair in forms else plain[at]
        follows = plain[at + len(unit)] if at + len(unit) < len(plain) else ""
        known = forms.get(unit, {})
        on = "initial" in known and "final" in forms.get(follows, {})
        place = {
            (True, True): "medial",
            (True, False): "final",
            (False, True): "initial",
            (False, False): "isolated",
        }[joined and "final" in known, on]
        out.append(known.get(place, unit))
        joined, at = on, at + len(unit)
    return "".join(out)


def _is_mark(letter: str) -> bool:
    """Vowel signs above and below: names are written without them."""
    return unicodedata.bidirectional(letter) == "NSM" and "ARABIC" in unicodedata.name(
        letter, ""
    )
