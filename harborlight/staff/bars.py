"""Amounts as bars: what each is called, and how long it is beside the longest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from harborlight.firm.words import in_words

if TYPE_CHECKING:
    from harborlight.agreements.figures import Age


@dataclass(frozen=True)
class Bar:
    """width: of 100, beside the longest. late: it is shown in the color of what is late."""

    label: str
    cents: int
    width: float
    count: int = 0
    late: bool = False


@dataclass(frozen=True)
class Column:
    """A month. height: of 100, beside the highest."""

    month: date
    cents: int
    height: float

    @property
    def top(self) -> float:
        return round(100 - self.height, 1)

    @property
    def short(self) -> str:
        return date_format(self.month, "M")


def month_columns(months: Sequence[tuple[date, int]]) -> list[Column]:
    """What was earned month by month; a month that lost money has no column."""
    most = max((cents for _month, cents in months), default=0)
    return [Column(month, cents, _width(cents, most)) for month, cents in months]


def age_bars(several: Sequence[Age]) -> list[Bar]:
    """Receivables by age."""
    most = max((one.cents for one in several), default=0)
    return [
        Bar(_age(one), one.cents, _width(one.cents, most), one.count, one.since > 0)
        for one in several
    ]


def kind_bars(
    earned: Sequence[tuple[str, int]], names: Mapping[str, Mapping[str, str]]
) -> list[Bar]:
    """What was earned by kind of case, as the playbooks call them."""
    most = max((cents for _kind, cents in earned), default=0)
    return [
        Bar(in_words(names.get(kind, kind)), cents, _width(cents, most))
        for kind, cents in earned
    ]


def _width(cents: int, most: int) -> float:
    return round(100 * max(cents, 0) / most, 1) if most > 0 else 0


def _age(one: Age) -> str:
    if not one.since:
        return _("Not due yet")
    if one.until is None:
        return _("More than %(n)s days late") % {"n": one.since - 1}
    said = {"since": one.since, "until": one.until}
    return _("%(since)s to %(until)s days late") % said
