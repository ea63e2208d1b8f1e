"""Words in the letters that every agency takes: without accents, and A to Z where it can be."""

from __future__ import annotations

import unicodedata

# Letters that no accent is taken from, and signs of the same sound or sense.
_SPELT = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE", "œ": "oe"}
    | {"Œ": "OE", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH"}
    | {"ı": "i", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"}
)


def without_accents(text: str) -> str:
    """The same in plain letters, where they have some: Peña is Pena, Łódź is Lodz."""
    bare = unicodedata.normalize("NFKD", text.translate(_SPELT))
    return "".join(char for char in bare if not unicodedata.combining(char))
