"""A story's words in the language of whoever walks it, found in the house's own catalogue.

A story says the words of a page in English, whole sentences of the catalogue, their gaps
in braces: "Invoice {number}". What people said themselves (names, numbers) is `Own`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml
from babel.messages.pofile import read_po

HOUSE = Path(__file__).parents[2] / "harborlight"
# A gap as the catalogue writes it, and as stories do.
_WRITTEN = re.compile(r"%\((\w+)\)[sd]")
_GAP = re.compile(r"\{(\w*)\}")


class Own(str):
    """Somebody's own words: the same in every language."""


def spoken(words: str | re.Pattern, language: str, **filled: str) -> str | re.Pattern:
    """What a page in this language says there.

    filled: a pattern for what stands in a gap, where more is known than that it is filled.
    """
    if language != "en" and not isinstance(words, Own):
        if isinstance(words, re.Pattern):
            raise AssertionError(
                f"A pattern has no translation: {words.pattern}. "
                "Say a whole sentence with its gaps in braces."
            )
        words = _translated(words, language)
    if isinstance(words, (Own, re.Pattern)) or not _GAP.search(words):
        return words
    pieces = _GAP.split(words)
    pieces[::2] = map(re.escape, pieces[::2])
    pieces[1::2] = [f"(?:{filled.get(name, '.+')})" for name in pieces[1::2]]
    return re.compile("".join(pieces))


def lacks(words: str, wanted: Iterable, language: str) -> list[str]:
    """Which of these sentences do not stand there. wanted: a sentence, or it and its gaps."""
    found = [one if isinstance(one, tuple) else (one, {}) for one in wanted]
    return [
        sentence
        for sentence, filled in found
        if not _pattern(spoken(sentence, language, **filled)).search(words)
    ]


def either(language: str, *sentences: str) -> re.Pattern:
    """One of these sentences."""
    return re.compile(
        "|".join(_pattern(spoken(one, language)).pattern for one in sentences)
    )


def _pattern(words: str | re.Pattern) -> re.Pattern:
    return words if isinstance(words, re.Pattern) else re.compile(re.escape(words))


def foreign(lines: Iterable[str], language: str) -> list[str]:
    """Those lines that are English sentences of ours, and are said otherwise here."""
    said = catalogue(language)
    own = {*said.values()}
    return sorted(
        {
            line
            for line in map(str.strip, lines)
            if line in said and said[line] != line and line not in own
        }
    )


def _translated(words: str, language: str) -> str:
    found = catalogue(language).get(words)
    if found is None:
        raise AssertionError(
            f"No sentence of the catalogue is “{words}”: a story says whole ones, their "
            "gaps in braces, and Own(…) what somebody said themselves."
        )
    return found


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Every sentence of the house, of what a firm starts with and of what an agency's words
    mean, in this language."""
    said: dict[str, str] = {}
    for path in sorted(HOUSE.glob(f"locale/{language}/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            # One without a context comes first: it is what a plain word means.
            for one in sorted(read_po(file), key=lambda one: one.context or ""):
                for words, translated in zip(
                    _forms(one.id), _forms(one.string), strict=False
                ):
                    if words:
                        said.setdefault(_braced(words), _braced(translated))
    told = [*HOUSE.glob("*/starters/**/*.yaml"), HOUSE / "law/agency_meanings.yaml"]
    for path in sorted(told):
        written = yaml.load(path.read_text(), Loader=yaml.CSafeLoader)
        said |= dict(_pairs(written, language))
    return said


def _forms(said: str | Iterable[str]) -> Iterable[str]:
    return (said,) if isinstance(said, str) else said


def _braced(words: str) -> str:
    return _WRITTEN.sub(r"{\1}", words).replace("%%", "%")


def _pairs(node: object, language: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        if isinstance(node.get("en"), str) and language in node:
            yield node["en"], node[language]
        for inner in node.values():
            yield from _pairs(inner, language)
    elif isinstance(node, list):
        for inner in node:
            yield from _pairs(inner, language)
