"""Which form and edition a blank says it is, in the bar codes that the agency prints."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime

from harborlight.papers.blanks import Blank
from harborlight.papers.reading import read

_SAYS = re.compile(r"([A-Z]{1,3}-[\w.-]{1,10})\|(\d\d/\d\d/\d\d)\|\d+")


class NoPrintedName(LookupError):
    """A blank that does not say which form it is must be named by a person."""


def printed_name(blank: Blank) -> tuple[str, date]:
    """The form and the edition ("I-765", 2025-08-21); NoPrintedName where it is silent."""
    values = read(blank.pdf)
    found: Counter[tuple[str, str]] = Counter()
    for box in blank.boxes:
        match = _SAYS.match(str(values.get(box.name, "")))
        if box.kind == "barcode" and match:
            found[match[1].upper(), match[2]] += 1
    if not found:
        raise NoPrintedName("This blank does not say which form and edition it is.")
    (form, day), _ = found.most_common(1)[0]
    return form, datetime.strptime(day, "%m/%d/%y").date()  # noqa: DTZ007 - a printed day
