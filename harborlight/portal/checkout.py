"""From a Pay button to the processor's page, signed in or by a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from harborlight.billing.actions import CaseIsClosed, NothingToPay
from harborlight.firm.actor import Actor
from harborlight.firm.doors import View
from harborlight.outside.payments import Asked
from harborlight.paying.jobs.keeping import begin_charge
from harborlight.paying.models import Charge
from harborlight.paying.opening import NoPage, page_for
from harborlight.paying.queries import customer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from harborlight.billing.models import Invoice, Payment
    from harborlight.portal.payable import Offer, Payable


def leads_to_processor(view: View) -> View:
    """A form of this page may lead on to the processor's; nothing else changes."""
    return cast(View, csp_update({"form-action": settings.STRIPE_PAGES})(view))


def checkout(
    request: HttpRequest,
    actor: Actor,
    invoice: Invoice,
    *,
    begin: Callable[..., Payment],
    here: str,
    can: Payable,
    known: bool = True,
) -> HttpResponse:
    """Begin to pay, and lead to the processor's page; or back, with what came of it.

    begin: start_payment, which the page names that asks whether they may. can: what the
    page offers them; what they left with the processor is charged where they chose that.
    known: it is the payer who signed in, or to whom the link went. Whoever holds another
    link may be anybody: the processor's page shows them nothing of what the payer keeps
    there, and keeps nothing of theirs.
    """
    offer = can.find(request.POST.get("part", ""))
    if not can.offers and invoice.is_open:
        raise Http404
    try:
        if offer is None:
            raise NothingToPay(_nothing_left(invoice))
        cents, way = _cents(request, invoice, can, offer), offer.way
        number = way.new_reference()
        payment = begin(actor, invoice, reference=number, part=way.part, cents=cents)
        return redirect(_page(request, actor, payment, offer, here, known=known))
    except (CaseIsClosed, NothingToPay) as why:
        messages.info(request, str(why))
    except NoPage:
        messages.error(
            request,
            _(
                "The card processor does not answer now. Nothing was charged. Try again "
                "in a few minutes."
            ),
        )
    return redirect(here)


def _nothing_left(invoice: Invoice) -> str:
    """Why what was pressed is not paid: never another part in its place."""
    if invoice.is_open:
        return _(
            "This part is paid already, or its amount changed. Nothing was charged."
        )
    return _("Nothing is owed on this invoice.")


def come_back(
    request: HttpRequest, tried: Sequence[Payment], days: Sequence[Charge]
) -> dict[str, Any]:
    """What is said to whoever comes back from the page of a processor.

    tried: what was paid or tried on an invoice, the newest first. days: those of them
    that a bank takes days for.
    """
    back, card = "back" in request.GET, _card(tried, request.GET.get("back", ""))
    state = card.state if back and card else ""
    takes_days = card is not None and card.pk in {one.payment_id for one in days}
    return {
        "came": card if state == "received" else None,
        "on_its_way": state == "started" and not takes_days,
        "declined": _declined(tried, card, back=back),
        "left": "left" in request.GET,
    }


def _card(tried: Sequence[Payment], key: str) -> Payment | None:
    """What they come back from: as the address names it, else the newest by card.

    A check may have come while they stood before the card's page: it is newer. Another
    page may stand open in another tab: nothing was pressed there.
    """
    cards = [one for one in tried if one.is_by_card]
    named = (one for one in cards if one.key == key)
    return next(named, next(iter(cards), None))


def _declined(
    tried: Sequence[Payment], card: Payment | None, *, back: bool
) -> Payment | None:
    """The card that was not charged: to whom comes back from its page, else until
    something else comes, or while it says why the amount is another one.
    """
    if card is None:
        return None
    newest = back or card is tried[0]
    told = card.found_another_amount or (newest and card.state == "failed")
    return card if told else None


def _cents(
    request: HttpRequest, invoice: Invoice, can: Payable, offer: Offer
) -> int | None:
    """How much they pressed to pay; None: all that goes into that account.

    What is charged by one press is what they read on the button, or nothing is.
    """
    if "amount" in request.POST:
        if can.part is None:
            raise NothingToPay(_("It is paid whole here. Nothing was charged."))
        return can.part.cents
    said, owed = request.POST.get("cents", ""), request.POST.get("owed", "")
    known = {str(offer.cents), str(offer.way.cents)}
    stale = said not in known or owed != str(invoice.owed_cents)
    if stale and (said or "kept" in request.POST):
        raise NothingToPay(
            _("The amount has changed meanwhile. Nothing was charged. Look again.")
        )
    return int(said) if said else None


def _page(
    request: HttpRequest,
    actor: Actor,
    payment: Payment,
    offer: Offer,
    here: str,
    *,
    known: bool,
) -> str:
    """The address of the processor's page for a payment that was begun."""
    way, outside = offer.way, offer.way.till is not None
    said = request.POST.get("keep") if known else ""
    keeps = None if said is None else said if said in Charge.Keeps.values else ""
    charge = begin_charge(actor, payment, till=way.till, keeps=keeps)
    kept = offer.kept if known and "kept" in request.POST else None
    customer = kept.customer if kept else ""
    if known and not kept:
        customer = customer_of(actor, payment.invoice, way.till)
    asked = Asked(
        payment.reference,
        payment.cents,
        payment.trust_cents,
        words=_("Invoice %(number)s") % {"number": payment.invoice.number},
        back=_address(request, f"{here}?back={payment.key}", outside=outside),
        left=_address(request, f"{here}?left=1", outside=outside),
        keeps=bool(charge.keeps),
        customer=customer,
    )
    saved = kept.saved if kept else ""
    return page_for(request, actor, payment, charge, asked, saved=saved)


def _address(request: HttpRequest, page: str, *, outside: bool) -> str:
    return request.build_absolute_uri(page) if outside else page
