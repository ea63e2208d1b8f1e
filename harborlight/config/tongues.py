"""The languages of the house: those it writes in, and others that pages may be read in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable

# Whole, in every sentence: what the firm writes itself, it writes in each of them.
WRITTEN = [("en", _("English")), ("es", _("Spanish"))]
# A sentence that one of these lacks is said in English.
READ_TOO = {
    "ar": _("Arabic"),
    "fr": _("French"),
    "pt-br": _("Portuguese"),
    "ru": _("Russian"),
    "vi": _("Vietnamese"),
    "zh-hans": _("Chinese"),
}


def and_these(codes: Iterable[str]) -> list[tuple[str, Any]]:
    """The languages of the house, with those of these that it knows of."""
    return [*WRITTEN, *((code, READ_TOO[code]) for code in codes if code in READ_TOO)]
