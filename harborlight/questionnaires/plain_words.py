"""How plain a text is: its reading level, and what Spanish must not do.

The measure is that of Flesch and Kincaid. It says the school grade of somebody who reads
a text without effort. Of a single short sentence it is a rough guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# English is written for a child of twelve.
HARDEST_GRADE = 6.0
# An adult is spoken to with respect: usted.
FAMILIAR = re.compile(
    r"\b(tú|tu|tus|ti|contigo|tienes|puedes|eres|estás|vives|naciste|quieres)\b",
    re.IGNORECASE,
)


def grade(text: str) -> float:
    """The school grade after Flesch and Kincaid; below 0 where nothing is easier."""
    sentences = max(len(re.findall(r"[.!?]+(?:\s|$)", text)), 1)
    words = re.findall(r"[A-Za-z0-9'’-]+", text)
    if not words:
        return 0.0
    sounds = sum(map(syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * sounds / len(words) - 15.59


def syllables(word: str) -> int:
    """About as many as are heard: groups of vowels, less a silent e or ed."""
    bare = re.sub(r"[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", bare))
    if count > 1 and re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$", bare):
        count -= 1
    return max(count, 1)


def spoken(words: Iterable[Mapping[str, str] | None], language: str = "en") -> str:
    """Several texts as sentences, one after the other."""
    said = [one[language] for one in words if one and one[language]]
    return " ".join(one if one[-1] in ".?!" else f"{one}." for one in said)


def is_familiar(spanish: str) -> bool:
    """Whether it says tú."""
    return bool(FAMILIAR.search(spanish))


def opens_as_spanish(spanish: str) -> bool:
    """Whether every question that ends with ? begins with ¿."""
    return spanish.count("¿") == spanish.count("?")
