"""What keeps a form of a filing from going out, whatever else is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from harborlight.filings.models import FilledForm
from harborlight.filings.queries import Standing
from harborlight.filings.spots import Spot, decides_who_signs
from harborlight.law.packs import NoEdition, pack_of_edition

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
    OLD_EDITION: _("This edition of Form %(form)s is not taken on %(on)s."),
}

Changes = Mapping[UUID, Sequence[Spot]]


def lacking_of(rows: Sequence[Standing], *, on: date, changed: Changes) -> list[str]:
    """Sentences: every form that is not approved, not signed, or of an edition too old.

    changed: what was answered otherwise since each form was filled, by the form's id.
    """
    day = date_format(on, "DATE_FORMAT")
    return [
        str(SENTENCES[code]) % {"form": row.needed.form, "on": day}
        for row in rows
        if (code := first_lack(row, on, changed))
    ]


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
    return "" if _is_taken(row.filled, on) else OLD_EDITION


def _is_taken(filled: FilledForm, on: date) -> bool:
    """An edition that we do not know is taken on no day."""
    try:
        return pack_of_edition(filled.form, filled.edition).accepted(on)
    except NoEdition:
        return False
