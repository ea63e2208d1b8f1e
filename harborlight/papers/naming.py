"""Names of files and folders by a pattern: "{case number} {family name} - {title}".

Words in braces come from a closed list; everything else stands as it is written. What
a paper does not have leaves no gap: a word without a value goes, with the dash, the
comma or the brackets that only held it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from harborlight.papers.inspection import safe_name

WORDS = (
    "case number",
    "family name",
    "given name",
    "kind",
    "title",
    "date",
    "country",
    "language",
    "version",
)
_WORD = re.compile(r"\{([^{}]*)\}")
# A dash or a comma, which only parts what stands before it from what follows.
_PARTED = re.compile(r"( - |, )")
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
DEEPEST = 5


class BadPattern(Exception):
    """A pattern that says nothing to go by. code: "unknown" (of `word`), "brace",
    "empty", "folder" (a name holds a slash), "deep"."""

    def __init__(self, code: str, word: str = "") -> None:
        super().__init__(f"{code}: {word}" if word else code)
        self.code, self.word = code, word


def check_name(pattern: str) -> None:
    """Raise BadPattern unless this can name a file."""
    _check(pattern)
    if "/" in pattern or "\\" in pattern:
        raise BadPattern("folder")


def check_folders(pattern: str) -> None:
    """Raise BadPattern unless this can name folders, one in the other: `a/b`; "": none."""
    if not pattern.strip():
        return
    _check(pattern)
    if len(pattern.split("/")) > DEEPEST:
        raise BadPattern("deep")


def _check(pattern: str) -> None:
    for word in _WORD.findall(pattern):
        if word not in WORDS:
            raise BadPattern("unknown", word)
    rest = _WORD.sub("", pattern)
    if "{" in rest or "}" in rest:
        raise BadPattern("brace")
    if not _WORD.search(pattern) and not safe_name(pattern).strip("_"):
        raise BadPattern("empty")


def name_of(pattern: str, values: Mapping[str, str], ending: str) -> str:
    """The name of a file, safe on every system, with its ending.

    values: by word; those that are missing or empty leave no gap.
    """
    # A slash within a value is no folder.
    stem = _filled(pattern, values) or values.get("title", "") or "document"
    return safe_name(f"{_flat(stem)}.{ending}")


def folders_of(pattern: str, values: Mapping[str, str]) -> list[str]:
    """The folders of a file, the outermost first; a level that would be empty is left out."""
    levels = (_filled(level, values) for level in pattern.split("/"))
    return [safe_name(_flat(level)) for level in levels if level]


def _flat(text: str) -> str:
    """Without slashes, and nothing before it by which a system hides a file."""
    return text.replace("/", "-").replace("\\", "-").lstrip(".-~ ")


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    """The pattern with its values; a part that has none goes with what parted it."""
    parts, found = _PARTED.split(pattern), ""
    for at in range(0, len(parts), 2):
        part = _WORD.sub(lambda word: values.get(word[1], ""), parts[at])
        part = " ".join(_EMPTY.sub("", part).split())
        if part:
            found += (parts[at - 1] if found else "") + part
    return found.strip(" ,_-")


def distinct(path: str, taken: set[str]) -> str:
    """The path, or the same with a number where another file has it; it is taken then."""
    stem, dot, ending = path.rpartition(".")
    found, number = path, 1
    while found.casefold() in taken:
        number += 1
        found = f"{stem} ({number}){dot}{ending}"
    taken.add(found.casefold())
    return found
