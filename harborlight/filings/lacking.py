"""What keeps a form of a filing from going out, whatever else is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from harborlight.filings.edition_words import refused
from harborlight.filings.models import FilledForm
from harborlight.filings.queries import Standing
from harborlight.filings.spots import Spot, decides_who_signs

NOT_FILLED, NOT_APPROVED = "not filled", "not approved"
SIGNERS_CHANGED, NOBODY_SIGNS = "signers changed", "nobody signs"
NOT_SIGNED, OLD_EDITION = "not signed", "old edition"

SENTENCES = {
    NOT_FILLED: _("Form %(form)s is not filled."),
    NOT_APPROVED: _("Form %(form)s is not approved."),
    SIGNERS_CHANGED: _(
        "An answer that decides who signs Form %(form)s has changed. Fill it again."
    ),
    NOBODY_SIGNS: _("Nobody on the case is whoever must sign Form %(form)s."),
    NOT_SIGNED: _("The signed pages of Form %(form)s are not accepted."),
}

Changes = Mapping[UUID, Sequence[Spot]]


def lacking_of(rows: Sequence[Standing], *, on: date, changed: Changes) -> list[str]:
    """Sentences: every form that is not approved, not signed, or of an edition too old.

    changed: what was answered otherwise since each form was filled, by the form's id.
    """
    return [
        sentence_of(code, row, on)
        for row in rows
        if (code := first_lack(row, on, changed))
    ]


def sentence_of(code: str, row: Standing, on: date) -> str:
    """What is lacking, in words."""
    if code == OLD_EDITION and row.filled is not None:
        return refused(row.needed.form, row.filled.edition, on=on)
    return str(SENTENCES[code]) % {"form": row.needed.called}


def first_lack(row: Standing, on: date, changed: Changes) -> str:
    """The first thing that a form lacks, as a code of SENTENCES; "" for none."""
    if row.filled is None:
        return NOT_FILLED
    if row.filled.state != FilledForm.State.APPROVED:
        return NOT_APPROVED
    if decides_who_signs(row.filled, changed.get(row.filled.pk, [])):
        return SIGNERS_CHANGED
    if row.unasked:
        return NOBODY_SIGNS
    if not row.is_ready:
        return NOT_SIGNED
    is_taken = not refused(row.needed.form, row.filled.edition, on=on)
    return "" if is_taken else OLD_EDITION
