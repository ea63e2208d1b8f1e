"""Months by their first and last days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def month_end(month: date) -> date:
    """The last day of the month that a day lies in."""
    return month.replace(day=monthrange(month.year, month.month)[1])
