"""A form that is sent twice is posted once; one that says something else is refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext

from harborlight.trust.actions.movements import Side
from harborlight.trust.models import Entry, Journal


class WrittenDownAlready(Exception):
    """The same form was sent before, for another amount, day, client or reason."""

    rule = "T8"


def posted_before(
    key: str, sides: Sequence[Side], *, on: date | None = None, why: str | None = None
) -> Journal | None:
    """What was posted under this key, if it is what is asked for now. Whose account it is
    the key does not say: whoever asks compares that. Raises WrittenDownAlready."""
    known = Journal.objects.filter(key=key).first()
    if known is None:
        return None
    rows = Entry.objects.filter(journal=known).values_list("account__book", "cents")
    same = sorted((str(side.book), side.cents) for side in sides) == sorted(rows)
    if not same or (on or known.on) != known.on:
        raise another(known)
    if why is not None and known.words.get("why") != why:
        raise another(known)
    return known


def another(known: Journal) -> WrittenDownAlready:
    """What whoever sent the same form for something else is told."""
    return WrittenDownAlready(
        gettext(
            "This form was sent before, and something else was written down then: "
            "“%(memo)s”. Nothing was written down now. Open the page anew to write down "
            "other money."
        )
        % {"memo": known.said}
    )
