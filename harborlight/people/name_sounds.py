"""Whether two words are the same name, written with other Latin letters.

Names that come from other alphabets are spelled as somebody heard them: Muhammad and
Mohamed, Yevgeny and Evgenii, Müller and Mueller. The consonants must be the same; the
vowels between them may be near ones; the last must be the same, for it tells a woman's
name from a man's.
"""

from __future__ import annotations

import re
from functools import cache

# Letters that stand for the same sound, longer ones first. What is told apart by its
# letters alone (b and v, s and x) is not put together.
_LETTERS = (
    (r"^m[ou]h?m?d$", "mohamed"),
    (r"^abd[aeiou]l$", "abdul"),
    (r"^abd(?:[aeiou](?:l|r(?=r)|s(?=s)|n(?=n))?)?(?=[a-z]{3})", "abd"),
    (r"^y(?=[eo])", ""),
    (r"tsch|tch", "c1"),
    (r"sch|sh", "s1"),
    (r"dzh|zh|dj", "j"),
    (r"kh", "h"),
    (r"ch", "c1"),
    (r"ph", "f"),
    (r"gh", "g"),
    (r"th", "t"),
    (r"qu|q|ck", "k"),
    (r"c(?=[^eiy1])|c$", "k"),
    (r"x", "ks"),
    (r"z", "s"),
    (r"w", "v"),
    (r"gu(?=[ei])", "g"),
    (r"(?<=[^aeiou])i?yo", "e"),
    (r"(?<=[^aeiouy])[jy](?=[^aeiou])", "i"),
    (r"(?<=[aeiou])h(?=[^aeiou]|$)", ""),
    (r"(?<=[aou])e(?=[^aeiou])", ""),
    (r"aa", "a"),
    (r"(.)\1+", r"\1"),
)
_VOWELS = "aeiouy"
_KIND = {"a": "A", "e": "I", "i": "I", "y": "I", "o": "U", "u": "U"}
_RUNS = re.compile(rf"([{_VOWELS}]*)([^{_VOWELS}]*)")
# Where the first letter is lost or won when a name changes its alphabet.
_GROUPS = (
    frozenset(["yusuf", "yousuf", "yousef", "youssef", "yusef", "yosef", "jusuf"]),
    frozenset(["yulia", "iulia", "julia", "yuliya"]),
    frozenset(["yuri", "iurii", "yury", "iuri", "yuriy"]),
    frozenset(["aleksandr", "alexander", "aleksander", "alexandr", "oleksandr"]),
    frozenset(["dmitri", "dmitry", "dmitriy", "dmitrii", "dimitri", "dimitry"]),
    frozenset(["fatima", "fatma", "fatimah", "fatemeh", "fatme"]),
    frozenset(["hussein", "husain", "hussain", "husayn", "hossein", "hosein"]),
)
# Shorter words have too few sounds to be compared by.
LEAST = 3


def sound_alike(one: str, other: str) -> bool:
    """Two folded words (firm.words.folded) that are the same name but for their letters."""
    if one == other:
        return True
    if min(len(one), len(other)) < LEAST:
        return False
    if any(one in group and other in group for group in _GROUPS):
        return True
    first, second = _heard(one), _heard(other)
    return len(first) == len(second) and all(
        consonants == theirs and _near(mine, others, is_outer=not at or not consonants)
        for at, ((mine, consonants), (others, theirs)) in enumerate(
            zip(first, second, strict=True)
        )
    )


def _near(one: frozenset[str], other: frozenset[str], *, is_outer: bool) -> bool:
    """Vowels between consonants may be near ones; those at both ends must be the same."""
    if one == other:
        return True
    if is_outer or not one or not other:
        return False
    return bool(one & other) or one | other == {"A", "I"}


@cache
def _heard(word: str) -> tuple[tuple[frozenset[str], str], ...]:
    """The word as runs of vowels, by their kind, each with the consonants behind it."""
    for pattern, sound in _LETTERS:
        word = re.sub(pattern, sound, word)
    return tuple(
        (frozenset(_KIND[one] for one in vowels), consonants)
        for vowels, consonants in _RUNS.findall(word)
        if vowels or consonants
    )
