"""What a box's tooltip says: the part and the item it is printed under, and what it asks.

The tooltips of USCIS read the printed page aloud: "Part 2. Information About You. 5. C.
Select Suite." Some are wrong, some name no item: what is found here is a proposal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from harborlight.papers.boxes import Box

# "Item Number 5.", "Form I - 94.", "Child 1.": numbers that are not the box's own item.
_NUMBER = r"\d[\d ]*\b\.?(?: ?[A-Z]\b\.?| ?[a-z]\b\.)*"
_REFERENCE = re.compile(
    r"\b(?:Items?(?: Numbers?)?|Parts?|sections?|Sections?|Forms?|Supplements?|Child|"
    r"Person|Family (?:Member|Number)|Line|Row|Employer|Public Law)[\s.]*"
    rf"(?:[A-Z]{{1,3}} ?- ?)?{_NUMBER}"
    rf"(?:\s*(?:,|-|\band\b|\bor\b|\bthrough\b|\bto\b)(?:[\s,-]|and\b|or\b)*{_NUMBER})*"
)
_PART = re.compile(r"\bPart\.? ?(\d{1,2}|[A-Z])\b\.?(?: ?([123])\b\.?)?")
_ITEM = re.compile(
    r"(?:^|[\s).:?])(\d{1,3})(?:\. ?| (?=[A-Z]\. ))"
    r"(?:([A-Z])(?:\.(?! ?Number)|(?= (?:Select|Enter|Check|Provide)\b))|([a-z])\.)?"
)
_ENDS_IN_ITEM = re.compile(r"(.*[\s).}])(\d{1,3})$")
_NAMED = re.compile(r"(?:Line|Item)_?(\d{1,3})([a-z])?(?![a-z])")
_NAMED_PART = re.compile(r"^P(?:ar)?t?(\d{1,2})(?=_|Line|Item)")
_ROMAN = {"1": "I", "2": "II", "3": "III"}
_SCREEN_READER = re.compile(
    r"This (?:is a )?(?:signature field|drop.?down|field) .*?(?:\.|$)"
    r"|This is a protected field\.|Print and sign in ink\."
)


@dataclass(frozen=True)
class Said:
    """Part "2", number "5", letter "c" ("" where the tooltip names none) and the rest.

    is_guess: the item stands in the field's name only, which often lags behind the form.
    """

    part: str
    number: str
    letter: str
    title: str
    asks: str
    is_guess: bool = False

    @property
    def item(self) -> str:
        """As packs write it: "5.c"."""
        return f"{self.number}.{self.letter}" if self.letter else self.number


def said(box: Box) -> Said:
    """What the tooltip (or, where it is silent, the field's name) says of the box."""
    text = " ".join(box.tooltip.split())
    part, title, rest = _part(text)
    shadow = _REFERENCE.sub(lambda match: "_" * len(match[0]), rest)
    found = _ITEM.search(shadow)
    if found:
        asks = f"{rest[: found.start()].strip(' .')}. {rest[found.end() :]}"
        asks = _tidy(asks, title)
        return Said(part, found[1], _letter(found), title, asks)
    named = _NAMED.search(local(box))
    number, letter = (named[1], named[2] or "") if named else ("", "")
    return Said(part, number, letter, title, _tidy(rest, title), is_guess=True)


def named_item(tooltip: str) -> tuple[str, str] | None:
    """The number and letter that a tooltip names surely; None where it names none."""
    _, _, rest = _part(" ".join(tooltip.split()))
    shadow = _REFERENCE.sub(lambda match: "_" * len(match[0]), rest)
    found = _ITEM.search(shadow)
    return (found[1], _letter(found)) if found else None


def _letter(found: re.Match[str]) -> str:
    return (found[2] or found[3] or "").lower()


def local(box: Box) -> str:
    """The last piece of the box's name, without its index: "Pt2Line5_Unit"."""
    return re.sub(r"\[\d+\]$", "", re.split(r"(?<!\\)\.", box.name)[-1])


def part_in_name(box: Box) -> str:
    """The part that the field's name begins with: "2" of "Pt2Line5_Unit"."""
    found = _NAMED_PART.match(local(box))
    return found[1] if found else ""


def _part(text: str) -> tuple[str, str, str]:
    found = _PART.search(text)
    if not found or (found.start() > 0 and not text.startswith("NOTE")):
        return "", "", text
    part = f"{found[1]}.{_ROMAN[found[2]]}" if found[2] else found[1]
    rest = text[found.end() :].strip()
    title, _, after = rest.partition(". ")
    if _ITEM.match(title + ".") or not after:
        return part, "", rest
    if numbered := _ENDS_IN_ITEM.match(title):
        return part, numbered[1].rstrip(" .}"), f"{numbered[2]}. {after}"
    return part, title, after


def _tidy(words: str, title: str) -> str:
    words = _SCREEN_READER.sub("", words)
    words = words.removeprefix(f"{title}. ")
    return " ".join(words.split()).strip(" .")
