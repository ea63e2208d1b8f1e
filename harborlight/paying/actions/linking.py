"""Links by which one invoice is paid without signing in."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext

from harborlight.billing.models import Invoice
from harborlight.firm import links
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.paying import events
from harborlight.paying.models import PayLink

KIND = "pay"


class LinkClosed(Exception):
    """Nobody pays by this link any more, or by a new one."""


def make_link(
    actor: Actor, invoice: Invoice, *, days: int, to_payer: bool = False
) -> str:
    """Make a link that opens so many days; its token, which is kept nowhere.

    to_payer: it goes to nobody but whoever is asked to pay.
    """
    with acting(actor, events.LINK_MADE, invoice) as event:
        if not invoice.is_open:
            raise LinkClosed(gettext("Nothing is owed on this invoice."))
        token, moment = links.new_token(), now()
        PayLink.objects.create(
            firm=actor.firm,
            case_id=invoice.case_id,
            invoice=invoice,
            token_hash=links.hashed(KIND, token),
            made_at=moment,
            made_by_id=actor.user_id,
            until=moment + timedelta(days=days),
            to_payer=to_payer,
        )
        event.say(number=invoice.number)
    return token


def revoke_links(actor: Actor, invoice: Invoice) -> None:
    """Nobody pays this invoice by a link any more."""
    with acting(actor, events.LINK_REVOKED, invoice) as event:
        rows = PayLink.objects.filter(invoice=invoice, revoked_at__isnull=True)
        rows.update(revoked_at=now())
        event.say(number=invoice.number)
