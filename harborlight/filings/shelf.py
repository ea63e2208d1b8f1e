"""The form library as it stands on a day: which editions may be filed, and which not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from harborlight.filings.edition_words import refused
from harborlight.filings.library import Held, library
from harborlight.law.editions import Edition, editions
from harborlight.law.packs import packs


@dataclass(frozen=True)
class Shelved:
    """A form that we can fill. refused: why its edition is not taken on that day; drafts:
    how many open ones stand on it."""

    held: Held
    refused: str
    drafts: int = 0


@dataclass(frozen=True)
class Elsewhere:
    """A form of which we know which edition is taken, and not the boxes of that one."""

    form: str
    editions: Sequence[Edition]

    @property
    def called(self) -> str:
        """The editions in the words of the form: "02/27/26, 09/09/26"."""
        return ", ".join(one.called for one in self.editions)


def shelf(
    on: date, drafts: Mapping[tuple[str, date], int] | None = None
) -> list[Shelved]:
    """Every form whose boxes we know, and whether it may be filed on that day.

    drafts: how many open ones stand on each form and edition.
    """
    count = drafts or {}
    return [
        Shelved(
            held,
            refused(held.pack.form, held.pack.edition, on=on),
            count.get((held.pack.form, held.pack.edition), 0),
        )
        for held in library()
    ]


def elsewhere(on: date) -> list[Elsewhere]:
    """Forms of which an edition is taken on that day that we cannot fill."""
    ours = {(pack.form, pack.edition) for pack in packs()}
    rows = [
        row
        for row in editions()
        if row.accepted(on) and (row.form, row.edition) not in ours
    ]
    return [
        Elsewhere(form, [*some]) for form, some in groupby(rows, lambda row: row.form)
    ]
