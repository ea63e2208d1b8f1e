"""How a filing goes out: through which channel, in whose envelope, how it is paid."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from harborlight.filings import events
from harborlight.filings.actions.filling import AlreadySent
from harborlight.filings.models import Filing, NeededForm, PaymentForm
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor


def choose_envelope(
    actor: Actor,
    filing: Filing,
    *,
    channel: str,
    carrier: str,
    paid_by: str,
    paid_from: str,
    circumstances: Mapping[NeededForm, str],
) -> None:
    """Say how a filing goes out and how its fees are paid.

    circumstances: which fee of each form is due, where the book tells several apart.
    Raises AlreadySent.
    """
    with acting(actor, events.ENVELOPE_CHOSEN, filing) as event:
        _still_here(filing)
        filing.channel, filing.carrier = channel, carrier
        filing.paid_by, filing.paid_from = paid_by, paid_from
        filing.save(update_fields=["channel", "carrier", "paid_by", "paid_from"])
        for needed, circumstance in circumstances.items():
            needed.circumstance = circumstance
            needed.save(update_fields=["circumstance"])
            event.note(needed)
        event.say(name=filing.name)


def note_payments(
    actor: Actor, filing: Filing, *, amounts: Mapping[tuple[NeededForm, str], int]
) -> None:
    """Write down what stands on each payment form: whole cents, by form and fee.

    Never a number of a card or an account. Raises AlreadySent.
    """
    with acting(actor, events.PAYMENTS_NOTED, filing) as event:
        _still_here(filing)
        PaymentForm.objects.filter(filing=filing).delete()
        for (needed, law), cents in amounts.items():
            made = PaymentForm.objects.create(
                firm=actor.firm,
                case_id=filing.case_id,
                filing=filing,
                needed=needed,
                law=law,
                cents=cents,
            )
            event.note(made)
        event.say(name=filing.name, amount=sum(amounts.values()))


def share_envelope(actor: Actor, filing: Filing, *, within: Filing) -> None:
    """Let a filing lie in the envelope of another one of the same case: filed together.

    Raises Refused where that is another case or itself shares one, or AlreadySent.
    """
    if within.case_id != filing.case_id or within.pk == filing.pk:
        raise Refused(_("Only filings of one case share an envelope."))
    with acting(actor, events.SHARES_ENVELOPE, filing) as event:
        _still_here(filing)
        _still_here(within)
        others = Filing.objects.filter(within=filing).exists()
        if within.within_id is not None or others:
            raise Refused(
                _("One of the two shares an envelope already. Choose the first of it.")
            )
        filing.within = within
        filing.save(update_fields=["within"])
        event.say(name=filing.name, other=within.name)


def take_own_envelope(actor: Actor, filing: Filing) -> None:
    """Let a filing go in an envelope of its own again. Raises AlreadySent."""
    with acting(actor, events.OWN_ENVELOPE, filing) as event:
        _still_here(filing)
        other, filing.within = filing.within, None
        filing.save(update_fields=["within"])
        event.say(name=filing.name, other=other.name if other else "")


def _still_here(filing: Filing) -> None:
    """Its row is held from here on: what was sent stays as it went.

    Whoever has prepared it meanwhile is known from here on. Raises AlreadySent.
    """
    held = Filing.objects.select_for_update().get(pk=filing.pk)
    if held.state != Filing.State.PREPARING:
        raise AlreadySent(_("This filing was sent. It stays as it went out."))
    filing.prepared_by_id = held.prepared_by_id
