"""What the courier and the agency did with a filing: delivered, or sent back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from harborlight.billing.actions.drafting import _carry_fees
from harborlight.deadlines.actions import meet_deadline
from harborlight.deadlines.models import Kind
from harborlight.deadlines.queries import open_deadline_about
from harborlight.filings import events
from harborlight.filings.actions.filling import plan_filing
from harborlight.filings.actions.notices import NothingToCorrect, NotSent
from harborlight.filings.models import Filing, NeededForm, TypedOver
from harborlight.filings.receipts import forms_and_outcomes
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.ids import new_id


def record_delivered(actor: Actor, filing: Filing, *, on: date) -> None:
    """Write down that the courier brought it. Raises NotSent, or NothingToCorrect where
    it is known already, or decided."""
    with acting(actor, events.DELIVERED, filing) as event:
        _first(filing, {Filing.State.SENT}, Filing.State.DELIVERED)
        filing.delivered_on = on
        filing.save(update_fields=["delivered_on"])
        event.say(name=filing.name, on=on.isoformat())


def record_rejected(actor: Actor, filing: Filing, *, on: date, why: str) -> Filing:
    """Write down that it came back without a receipt, and plan the same filing anew.

    Nobody asks after a receipt any more. The new filing, whose forms are filled and
    signed anew, is returned. Raises NotSent or NothingToCorrect.
    """
    with acting(actor, events.REJECTED, filing) as event:
        _first(filing, {*Filing.ON_ITS_WAY}, Filing.State.REJECTED)
        filing.rejected_on, filing.rejected_why = on, why
        filing.save(update_fields=["rejected_on", "rejected_why"])
        chase = open_deadline_about(actor, filing.case, Kind.RECEIPT_CHASE, filing.pk)
        if chase is not None:
            meet_deadline(actor, chase, on=on)
        event.say(name=filing.name, on=on.isoformat(), why=why)
        # What has a receipt of its own stays; what came back before is planned already.
        several = [one for one in forms_and_outcomes(actor, filing) if not one.became]
        return _plan_again(actor, filing, several, name=filing.name)


def _plan_again(
    actor: Actor, filing: Filing, forms: Sequence[NeededForm], *, name: str
) -> Filing:
    """The same forms in a new filing: what went out stays as it was.

    Payment forms are made anew when it is known what is due.
    """
    forms = [one for one in forms if one.pays_id is None]
    anew = plan_filing(
        actor,
        filing.case,
        name=name,
        forms=[(one.form, one.client, one.concerns) for one in forms],
        chase_days=filing.chase_days,
    )
    old = {(one.form, one.client, one.concerns): one for one in forms}
    for one in NeededForm.objects.filter(filing=anew):
        before = old[one.form, one.client, one.concerns]
        one.circumstance = before.circumstance
        one.save(update_fields=["circumstance"])
        _type_over_again(before, one)
        _carry_fees(before.pk, one.pk)
    how = {"channel": filing.channel, "carrier": filing.carrier}
    how |= {"paid_by": filing.paid_by, "paid_from": filing.paid_from}
    Filing.objects.filter(pk=anew.pk).update(**how)
    return anew


def _type_over_again(before: NeededForm, after: NeededForm) -> None:
    """What an attorney typed over a form stands on the same form of the new filing."""
    for row in TypedOver.objects.filter(needed=before, lifted_at__isnull=True):
        opened = (row.value, row.reason, row.instead)
        row.pk, row.needed = new_id(), after
        # Sealed for that very row: it is sealed anew for this one.
        row.value, row.reason, row.instead = opened
        row.save(force_insert=True)


def _first(filing: Filing, was: set[Filing.State], now: Filing.State) -> None:
    """Of two people who record it at the same moment, the second is told."""
    if filing.sent_on is None:
        raise NotSent(_("Record first when the filing was sent."))
    if not Filing.objects.filter(pk=filing.pk, state__in=was).update(state=now):
        raise NothingToCorrect(_("Somebody else has just recorded what became of it."))
    filing.state = now
