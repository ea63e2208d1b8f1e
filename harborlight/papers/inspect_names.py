"""The name of a file that somebody sent: what may be shown of it, and its ending."""

import re
import unicodedata

from harborlight.papers.inspect_verdicts import ENDINGS, Kind

LONGEST_NAME = 150
# Most file systems take 255 bytes for a name; a firm adds a prefix of its own.
_LONGEST_IN_BYTES = 220
# Real writing stacks up to four marks on a letter; more hides what stands around it.
_MARKS_ON_A_LETTER = 4
_JOINERS = "\u200c\u200d"
_LEFT_OUT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_FOLDERS = re.compile(r"[/\\]")
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_WINDOWS_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE
)


def safe_name(name: str) -> str:
    """The name as it may be shown and offered for saving; never empty.

    Keeps the letters of all scripts. Leaves out folders, controls, marks that turn
    the direction of writing, and what other systems take for something else. At most
    150 characters, and the ending stays when it has to be shortened.
    """
    last = _FOLDERS.split(unicodedata.normalize("NFC", name))[-1]
    shown = _NOT_IN_NAMES.sub("_", _without_hidden(last))
    shown = " ".join(shown.split()).strip(". ").lstrip("-~ ")
    if _WINDOWS_DEVICE.match(shown):
        shown = "_" + shown
    return _shortened(shown) or "document"


def ending_of(name: str) -> str:
    """The ending in small letters without its dot; empty when there is none."""
    stem, dot, ending = safe_name(name).rpartition(".")
    return ending.strip().lower() if dot and stem else ""


def kind_by_ending(name: str) -> Kind | None:
    """The kind a name promises; None when we take no such file."""
    ending = ending_of(name)
    for kind, endings in ENDINGS.items():
        if ending in endings:
            return kind
    return None


def _without_hidden(name: str) -> str:
    kept: list[str] = []
    marks = 0
    for at, sign in enumerate(name):
        category = unicodedata.category(sign)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if category in {"Zs", "Zl", "Zp"}:
            kept.append(" ")
        elif _stays(name, at, category) and marks <= _MARKS_ON_A_LETTER:
            kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept))


def _stays(name: str, at: int, category: str) -> bool:
    if name[at] in _JOINERS:
        # Persian, Hindi and others need them inside a word; Latin names do not.
        around = name[max(0, at - 1) : at] + name[at + 1 : at + 2]
        return len(around) == 2 and not around.isascii()
    return category not in _LEFT_OUT


def _shortened(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = name, ""
    tail = dot + ending if ending else ""
    while len(stem + tail) > LONGEST_NAME or _bytes(stem + tail) > _LONGEST_IN_BYTES:
        stem = stem[:-1].rstrip(". ")
    return stem + tail


def _bytes(name: str) -> int:
    return len(name.encode())
