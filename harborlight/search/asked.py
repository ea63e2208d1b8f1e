"""What somebody looks for, out of what they typed. Whatever they typed, it means something.

Words: all of them. "In quotes": one after the other. -word: not on the page. word*: any
word that begins so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from harborlight.search.stop_words import STOP_WORDS
from harborlight.search.tokens import words_of

# More than anybody looks for at once; each one costs the database a list.
MOST_TERMS = 16
# Shorter beginnings stand for half of all words.
LEAST_BEGINNING = 2
# A question finds other forms of its longer words, by their beginnings: married,
# marriage. So much of a word changes at its end, and so long it is at least.
ENDING, LONG = 2, 6

_PART = re.compile(r'(?P<not>-?)(?:"(?P<quoted>[^"]*)(?:"|$)|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Term:
    """Words that stand one after the other; of the last one perhaps only its beginning."""

    words: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True)
class Asked:
    """Terms that a page must have, all of them (or one of them), and none of the others."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    is_any: bool = False

    def __bool__(self) -> bool:
        return bool(self.wanted)


def heard(words: str) -> Asked:
    """What the words of a search box ask for. Nothing is an error; nothing may be meant."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for part in _PART.finditer(words):
        term = _term(part["quoted"] or part["word"] or "")
        if term:
            (unwanted if part["not"] else wanted).append(term)
    return Asked(_few(wanted), _few(unwanted))


def question(words: str) -> Asked:
    """What a question in everyday words is about: any of its words, in any form."""
    telling = [word for word in words_of(words) if word not in STOP_WORDS]
    terms = [Term((word,)) for word in telling]
    terms += [
        Term((word[:-ENDING],), is_beginning=True)
        for word in telling
        if len(word) >= LONG and word.isalpha()
    ]
    return Asked(_few(terms), is_any=True)


def _term(typed: str) -> Term | None:
    parts = tuple(words_of(typed))
    if not parts:
        return None
    is_long = len(parts) > 1 or len(parts[0]) >= LEAST_BEGINNING
    is_beginning = typed.endswith("*") and is_long
    return Term(parts, is_beginning)


def _few(terms: list[Term]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]
