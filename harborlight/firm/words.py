"""Saying what happened, in the reader's language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from anyascii import anyascii
from django.conf import settings
from django.utils import formats
from django.utils.translation import get_language, gettext, override

from harborlight.firm.actor import PROCESSOR
from harborlight.firm.events import KINDS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def language_now() -> str:
    """The language of whoever reads now, as texts are kept by it: "en", "es"."""
    return (get_language() or "en").split("-")[0]


def in_words(texts: Mapping[str, str] | str) -> str:
    """A text that the firm wrote in several languages: in the reader's, or in English."""
    if isinstance(texts, str):
        return texts
    language = language_now()
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def lines_in_words(texts: Mapping[str, Sequence[str]]) -> list[str]:
    """The same of several sentences that stand one after the other; none where none are."""
    lines = (
        texts.get(language_now()) or texts.get("en") or next(iter(texts.values()), ())
    )
    return [*lines]


def in_every_language(text: _StrPromise | str) -> dict[str, str]:
    """A text of ours as an event keeps it: whoever reads it later reads their own."""
    found = {}
    for language, _name in settings.WRITTEN:
        with override(language):
            found[language] = str(text)
    return found


def sentence(kind: str, words: Mapping[str, Any], *, for_client: bool = False) -> str:
    """What an event of this kind says, with its own words filled in.

    Where the key of the case was destroyed there are no words, only the kind.
    """
    known = KINDS.get(kind)
    if known is None or not words:
        return gettext("This was erased.") if known else kind
    text = str(known.client_words if for_client else known.sentence)
    if known.counted and not for_client and "count" in words:
        text = known.counted(int(words["count"]))
    return text.format_map(_Words(words))


def money(cents: int) -> str:
    """Whole cents as dollars: 67500 is $675.00."""
    sign = "-" if cents < 0 else ""
    dollars, rest = divmod(abs(cents), 100)
    return f"{sign}${formats.number_format(dollars, use_l10n=True, force_grouping=True)}.{rest:02}"


_AMERICAN = re.compile(r"\+1(\d{3})(\d{3})(\d{4})")


def telephone(number: str) -> str:
    """An American number as people write it: (512) 555-0100."""
    found = _AMERICAN.fullmatch(number)
    return "({}) {}-{}".format(*found.groups()) if found else number


DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def folded(*parts: str) -> str:
    """One comparable line: `Núñez-O'Brien, María José` becomes `nunez obrien maria jose`."""
    text = unicodedata.normalize("NFKC", " ".join(part for part in parts if part))
    plain = anyascii(text).casefold()
    plain = re.sub(r"['`]", "", plain)
    return " ".join(re.sub(r"[^0-9a-z]+", " ", plain).split())


class _Words(dict[str, Any]):
    """Fills a sentence: texts by language, days and amounts are put into words."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        super().__init__({name: _shown(name, value) for name, value in words.items()})

    def __missing__(self, key: str) -> str:
        return ""


def _shown(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return in_words(value)
    if name == "who" and value == PROCESSOR:
        return gettext("Card processor")
    if name in ("amount", "held"):
        return money(int(value))
    if name in ("on", "due", "was") and DAY.fullmatch(str(value)):
        return formats.date_format(date.fromisoformat(value), "DATE_FORMAT")
    return str(value)
