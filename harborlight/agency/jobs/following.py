"""A receipt number that a filing gets is followed from then on, by itself."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from harborlight.agency.actions import (
    KnownNumber,
    correct_number,
    observe,
    track_number,
)
from harborlight.agency.models import Agency, Source, Tracked
from harborlight.agency.queries import has_number
from harborlight.cases.models import Case
from harborlight.filings import events as filed
from harborlight.filings.models import Filing, FormOutcome, NeededForm
from harborlight.filings.receipts import of_their_own
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events
from harborlight.law.receipts import LABOR, office

OF_FILINGS = {filed.RECEIPT.name, filed.RECEIPT_CORRECTED.name}
OF_FORMS = {filed.FORM_RECEIPT.name, filed.FORM_RECEIPT_CORRECTED.name}


@reads_events("agency numbers")
def follow_receipts(clock: Actor, happened: Sequence[Event]) -> None:
    """Follow the number of each filing and form that got one, or another one."""
    for event in happened:
        if event.kind in OF_FILINGS:
            filing = _filing(event.subject_id)
            if filing and filing.receipt_number:
                _follow(clock, filing, filing.receipt_number, filing.name)
        if event.kind in OF_FORMS:
            rows = FormOutcome.objects.select_related("needed")
            found = rows.filter(needed_id=event.subject_id).first()
            if found and found.number:
                _follow(clock, found, found.number, found.needed.form)


def _filing(pk: UUID | None) -> Filing | None:
    return Filing.objects.filter(pk=pk).first() if pk else None


def _follow(clock: Actor, source: Filing | FormOutcome, number: str, what: str) -> None:
    case = Case.objects.get(pk=source.case_id)
    if case.closed_on:
        return  # a log that is read from its beginning wakes no old case
    agency = Agency.LABOR if office(number) == LABOR else Agency.USCIS
    known = Tracked.objects.select_related("case").filter(about_id=source.pk).first()
    if known is not None:
        if known.number != number and not has_number(clock, agency, number):
            correct_number(clock, known, number=number)
        return
    on = source.receipt_on if isinstance(source, Filing) else source.on
    try:
        tracked = track_number(
            clock,
            case,
            agency=agency,
            number=number,
            again=number,
            what=(_first_form(source) or what)[:60],
            received_on=on,
            despite_prefix=True,
            about_id=source.pk,
        )
    except KnownNumber:
        return  # somebody follows it already
    # The client was told by the filing itself.
    observe(clock, tracked, source=Source.FILING, means="received", on=on, quietly=True)


def _first_form(source: Filing | FormOutcome) -> str:
    """The form whose receipt is that of the filing."""
    if isinstance(source, FormOutcome):
        return source.needed.form
    rows = NeededForm.objects.filter(filing=source, pays__isnull=True)
    several = of_their_own(rows.order_by("position", "pk"))
    return several[0].form if several else ""
