"""Passwords that are long and yet soon guessed: names, repeats, rows of keys, old ones.

What others would try first is taken out of a password. What is left must be long
enough to be a password's worth.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from harborlight.firm.membership import memberships_of
from harborlight.firm.tenancy import current_firm_or_none

if TYPE_CHECKING:
    from harborlight.firm.models import User

# Signs that must be left; more of them where they are only digits.
ENOUGH, ENOUGH_DIGITS = 8, 12
# A common password inside of a longer one; shorter ones are in too many good words.
SHORTEST_COMMON, LONGEST_COMMON = 5, 16
# Enough to judge by, and little enough to look at every part of.
LOOKED_AT = 64
# What fingers and children follow, in both directions.
ROWS = (
    "abcdefghijklmnopqrstuvwxyz" * 2,
    "01234567890" * 2,
    "qwertyuiopasdfghjklzxcvbnm", "qwertzuiop", "azertyuiop", "asdfghjklñ",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
)  # fmt: skip
WAYS = (*ROWS, *(row[::-1] for row in ROWS))
# As people disguise letters.
SIGNS_AS_LETTERS = str.maketrans("@$", "as")
DIGITS_AS_LETTERS = str.maketrans("43105", "aelos")


class NotWeak:
    """Refuses a password of which little is left without what others try first.

    shortest: what has fewer signs is told so by another rule, and needs no second word.
    """

    def __init__(self, shortest: int) -> None:
        self.shortest = shortest

    def validate(self, password: str, user: User | None = None) -> None:
        plain = _bare(password)[:LOOKED_AT]
        others = _without(plain, _names(user))
        if others != plain and _is_little(_what_is_new(others)):
            raise ValidationError(
                _(
                    "This password is little more than a name or an address that others "
                    "know. Add more words, which have nothing to do with you."
                ),
                code="password_names",
            )
        new = _what_is_new(plain)
        if _is_little(new) and (new != plain or len(password) >= self.shortest):
            raise ValidationError(
                _(
                    "This password repeats itself or follows the alphabet, the numbers or "
                    "the keyboard. Choose four or five words that do not belong together."
                ),
                code="password_predictable",
            )
        if _is_common(_bare(password.translate(SIGNS_AS_LETTERS))[:LOOKED_AT]):
            raise ValidationError(
                _(
                    "This password is little more than one that many people use. Add "
                    "three or four words that do not belong together."
                ),
                code="password_common",
            )

    def get_help_text(self) -> str:
        return _("Four or five ordinary words make a good password.")


def _bare(text: str) -> str:
    """Small letters and digits only, without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if sign.isalnum())


def _is_little(left: str) -> bool:
    return len(left) < (ENOUGH_DIGITS if left.isdecimal() else ENOUGH)


def _names(user: User | None) -> set[str]:
    """What others know: the product, the firm, the person and their address."""
    said = ["harborlight"]
    if firm := current_firm_or_none():
        said.append(firm.name)
    if user is not None:
        said += [user.name, user.email]
        said += [row.firm.name for row in memberships_of(user)]
    words = {_bare(text) for text in said}
    for text in said:
        words |= {_bare(word) for word in re.split(r"[\W_]+", text)}
    return {word for word in words if len(word) > 2}


def _without(text: str, words: Iterable[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "")
    return text


def _what_is_new(text: str) -> str:
    """Without what repeats, and what follows a row."""
    return _once(_without_rows(_once(text)))


def _once(text: str) -> str:
    """Each part once: `aaaa` is `a`, `lantern1lantern2` is `lantern12`."""
    text = re.sub(r"(.{1,2})\1{2,}", r"\1", text)
    shorter = re.sub(r"(.{3,})(.*?)\1", r"\1\2", text, count=1)
    return text if shorter == text else _once(shorter)


def _without_rows(text: str) -> str:
    left, at = "", 0
    while at < len(text):
        length = _row_at(text, at)
        # Three letters in a row are in many words, three digits in few numbers.
        if length < (3 if text[at].isdecimal() else 4):
            left, length = left + text[at], 1
        at += length
    return left


def _row_at(text: str, at: int) -> int:
    """How many signs from here on follow one row."""
    length = 1
    while at + length < len(text) and _follows(text[at : at + length + 1]):
        length += 1
    return length


def _follows(part: str) -> bool:
    return any(part in row for row in WAYS)


def _is_common(text: str) -> bool:
    """Whether little is left without one password of the list of those most used."""
    return any(
        _is_little(_what_is_new(_cut(text, said, part)))
        for said in {text, text.translate(DIGITS_AS_LETTERS)}
        for start in range(len(said) - SHORTEST_COMMON + 1)
        for part in _parts(said[start : start + LONGEST_COMMON])
        if part in _common()
    )


def _parts(text: str) -> Iterable[str]:
    """How a common password might begin here."""
    return (text[:length] for length in range(SHORTEST_COMMON, len(text) + 1))


def _cut(text: str, said: str, part: str) -> str:
    """The text without the places where `said`, which is as long, holds the part."""
    left, at = "", 0
    for piece in said.split(part):
        left += text[at : at + len(piece)]
        at += len(piece) + len(part)
    return left


@cache
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)
