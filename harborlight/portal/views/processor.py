"""The card processor's word to us, and the sandbox's page, a house of its own."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from harborlight.firm.clock import now
from harborlight.firm.doors import public_page
from harborlight.outside.payments import BadNotice, NoProcessor, NoSuchPayment
from harborlight.outside.payments_sandbox import sandbox
from harborlight.paying.jobs.hearing import NoSuchTill, hear_stripe
from harborlight.paying.jobs.settling import hear_notice


@csrf_exempt
@require_POST
@public_page
def notice(request: HttpRequest) -> HttpResponse:
    """Its signature says who speaks; of what it says we believe only which payment."""
    try:
        known = hear_notice(request.body, request.headers)
    except (BadNotice, NoProcessor):
        return HttpResponse(status=400)
    return HttpResponse(status=204 if known else 404)


@csrf_exempt
@require_POST
@public_page
def stripe_notice(request: HttpRequest, till_id: UUID) -> HttpResponse:
    """A notice of Stripe's about one account of a firm: proved, kept, and no more."""
    try:
        hear_stripe(till_id, request.body, request.headers)
    except (BadNotice, NoSuchTill, RequestDataTooBig):
        # The same for "not there" and "not from Stripe".
        return HttpResponse(status=404)
    return HttpResponse(status=200)


@public_page
def checkout(request: HttpRequest, reference: str) -> HttpResponse:
    try:
        asked, became = sandbox().asked(reference), sandbox().read(reference)
    except (NoSuchPayment, NoProcessor):
        raise Http404 from None
    shown = {"asked": asked, "became": became}
    shown["contested"] = sandbox().contested(reference)
    return render(request, "portal/payments/sandbox.html", shown)


@require_POST
@public_page
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    house = sandbox()
    try:
        asked = house.asked(reference)
        house.decide(reference, request.POST.get("outcome", ""))
    except (NoSuchPayment, NoProcessor):
        raise Http404 from None
    hear_notice(*house.notice(reference, now()))
    return redirect(asked.back)
