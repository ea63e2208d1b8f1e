"""Which edition of a form its agency takes on a day, also of forms that we cannot fill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from harborlight.law.book import BadBook, Cited, entries


@dataclass(frozen=True, kw_only=True)
class Edition(Cited):
    """One edition. until: the last day on which it is taken, None: not known to end.

    printed: as the form prints it, where that is no day ("Dec. 2015").
    """

    form: str
    edition: date
    effective_from: date
    until: date | None
    replaced_by: date | None
    printed: str = ""

    @property
    def called(self) -> str:
        """The edition in the words of the form: 01/20/25."""
        return self.printed or f"{self.edition:%m/%d/%y}"

    def accepted(self, on: date) -> bool:
        """Whether the agency takes this edition on that day."""
        return self.effective_from <= on and (self.until is None or on <= self.until)


@cache
def editions() -> tuple[Edition, ...]:
    """Every edition of the book, by form and age. BadBook where one stands there twice."""
    rows = [Edition(**entry) for entry in entries("editions").values()]
    found = sorted(rows, key=lambda row: (row.form, row.edition))
    for one, after in zip(found, found[1:], strict=False):
        if (one.form, one.edition) == (after.form, after.edition):
            raise BadBook(f"editions.yaml has {one.form} {one.called} twice.")
    return tuple(found)


def edition_of(form: str, edition: date) -> Edition | None:
    """What the book says of one edition; None where it says nothing."""
    rows = (row for row in editions() if (row.form, row.edition) == (form, edition))
    return next(rows, None)


def taken(form: str, on: date) -> tuple[Edition, ...]:
    """The editions that are taken on that day, oldest first; there may be two, or none."""
    return tuple(row for row in editions() if row.form == form and row.accepted(on))
