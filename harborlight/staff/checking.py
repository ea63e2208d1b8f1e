"""How the preflight of a filing is shown: each finding with the form that answers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms

from harborlight.filings.certificates import Looked, Stands
from harborlight.filings.checking_forms import AnswerFindingForm, LiftStopForm


@dataclass(frozen=True)
class Row:
    """A finding, and the form in which it is answered; none where nobody can lift it."""

    one: Looked
    form: forms.Form | None


@dataclass(frozen=True)
class Shown:
    """What is open stands before what is answered. gone: words that were typed to what
    is not found any more."""

    open: Sequence[Row]
    answered: Sequence[Row]
    gone: forms.Form | None


def page_of(stands: Stands, answering: forms.Form | None) -> Shown:
    """answering: a form that was sent and not taken; it keeps its words."""
    rows = [Row(one, _form(one, answering)) for one in stands.looked]
    taken = any(row.form is answering for row in rows)
    return Shown(
        [row for row in rows if row.one.is_open],
        [row for row in rows if not row.one.is_open],
        None if taken else answering,
    )


def _form(one: Looked, answering: forms.Form | None) -> forms.Form | None:
    found = one.finding
    if answering is not None and answering.data.get("key") == found.key:
        return answering
    if found.is_final:
        return None
    kind = LiftStopForm if found.is_hard else AnswerFindingForm
    # Each stands many times on the page: the key tells the boxes apart.
    return kind(initial={"key": found.key}, auto_id=f"id_%s_{found.key[:12]}")
