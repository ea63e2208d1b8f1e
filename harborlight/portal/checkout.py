"""From a Pay button to the processor's page, signed in or by a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

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
from harborlight.paying.opening import NoPage, page_for
from harborlight.paying.queries import customer_of, ways_to_pay

if TYPE_CHECKING:
    from collections.abc import Callable

    from harborlight.billing.models import Invoice, Payment
    from harborlight.paying.houses import Way


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
    known: bool = True,
) -> HttpResponse:
    """Begin to pay, and lead to the processor's page; or back, with the reason.

    begin: start_payment, which the page names that asks whether they may. known: it is
    the payer who signed in. Whoever holds a link may be anybody: the processor's page
    shows them nothing of what the payer keeps there, and keeps nothing of theirs.
    """
    several = ways_to_pay(actor, invoice)
    wanted = request.POST.get("part", "")
    way = next((one for one in several if wanted in ("", one.part)), None)
    if not several and invoice.is_open:
        raise Http404
    try:
        if way is None:
            raise NothingToPay(_nothing_left(invoice))
        payment = begin(actor, invoice, reference=way.new_reference(), part=way.part)
        return redirect(_page(request, actor, payment, way, here, known))
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


def _page(
    request: HttpRequest,
    actor: Actor,
    payment: Payment,
    way: Way,
    here: str,
    known: bool,
) -> str:
    """The address of the processor's page for a payment that was begun."""
    keeps, outside = known and "keep" in request.POST, way.till is not None
    charge = begin_charge(actor, payment, till=way.till, keeps=keeps)
    asked = Asked(
        payment.reference,
        payment.cents,
        payment.trust_cents,
        words=_("Invoice %(number)s") % {"number": payment.invoice.number},
        back=_address(request, f"{here}?back=1", outside=outside),
        left=_address(request, f"{here}?left=1", outside=outside),
        keeps=keeps,
        customer=customer_of(actor, payment.invoice, way.till) if known else "",
    )
    return page_for(request, actor, payment, charge, asked)


def _address(request: HttpRequest, page: str, *, outside: bool) -> str:
    return request.build_absolute_uri(page) if outside else page
