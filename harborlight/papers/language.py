"""In which language a page is written, by the small words that every page of it has."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SMALL: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "is",
            "that",
            "for",
            "this",
            "was",
            "with",
            "by",
            "on",
            "are",
            "be",
        ]
    ),
    "es": frozenset(
        [
            "de",
            "la",
            "el",
            "que",
            "los",
            "las",
            "del",
            "por",
            "con",
            "una",
            "para",
            "al",
            "se",
            "su",
            "lo",
        ]
    ),
    "fr": frozenset(
        [
            "de",
            "le",
            "la",
            "les",
            "des",
            "et",
            "du",
            "dans",
            "est",
            "une",
            "pour",
            "qui",
            "par",
            "au",
            "sur",
        ]
    ),
    "pt": frozenset(
        [
            "de",
            "da",
            "do",
            "que",
            "os",
            "as",
            "em",
            "um",
            "uma",
            "para",
            "com",
            "não",
            "ao",
            "dos",
            "das",
        ]
    ),
}
# Fewer small words than this, or no clear lead, and nobody can tell.
_LEAST, _LEAD = 6, 1.4


def language_of(text: str) -> str:
    """ISO 639-1 of English, Spanish, French or Portuguese; "" where it cannot be told."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {
        code: sum(word in small for word in words) for code, small in _SMALL.items()
    }
    (first, most), (_second, next_) = sorted(
        counts.items(), key=lambda one: one[1], reverse=True
    )[:2]
    return first if most >= _LEAST and most >= _LEAD * next_ else ""
