"""Days and months as events and tasks keep them: in every language that we write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import override


def said(say: Callable[[], str]) -> dict[str, str]:
    """What `say` says in each language."""
    found = {}
    for language, _name in settings.WRITTEN:
        with override(language):
            found[language] = say()
    return found


def day_said(day: date) -> dict[str, str]:
    return said(lambda: date_format(day, "DATE_FORMAT"))


def month_said(month: date) -> dict[str, str]:
    return said(lambda: date_format(month, "YEAR_MONTH_FORMAT"))
