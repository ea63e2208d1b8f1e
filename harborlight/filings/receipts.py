"""Which forms of an envelope get a receipt of their own, and which still wait for it.

The receipt of a filing is that of the first form in it that gets one; each further form
has its own, or came back by itself (FormOutcome).
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from harborlight.filings.models import Filing, NeededForm
from harborlight.firm.actor import Actor
from harborlight.law.receipts import gets_receipt

# The notice of appearance: no form of a represented client goes without one.
APPEARANCE = "G-28"


def of_their_own(needed: Iterable[NeededForm]) -> list[NeededForm]:
    """The forms of a filing, in their order, that get a receipt of their own."""
    return [one for one in needed if gets_receipt(one.form)]


def further_of(needed: Iterable[NeededForm]) -> list[NeededForm]:
    """The same without the first, whose receipt is that of the filing."""
    return of_their_own(needed)[1:]


def awaited_of(actor: Actor, filing: Filing) -> list[NeededForm]:
    """The further forms of which the agency has said nothing yet."""
    return [
        one for one in further_of(forms_and_outcomes(actor, filing)) if not one.became
    ]


def forms_and_outcomes(actor: Actor, filing: Filing) -> list[NeededForm]:
    """The forms of a filing in their order, each with what became of it."""
    rows = NeededForm.objects.visible_to(actor).filter(filing=filing)
    return [*rows.select_related("outcome").order_by("position", "pk")]


def get_further(actor: Actor, pk: UUID) -> NeededForm:
    """One form with its filing, its case and what became of it."""
    return NeededForm.objects.one(actor, pk, "filing", "case", "outcome__again")


def filed_with(needed: NeededForm, several: Iterable[NeededForm]) -> list[NeededForm]:
    """The form, and the notices of appearance that go with it where it is filed alone."""
    theirs = [
        one
        for one in several
        if one.form == APPEARANCE
        and (one.client == needed.client or not needed.client)
        and one.concerns in ("", needed.form)
    ]
    return [needed, *(one for one in theirs if one.pk != needed.pk)]
