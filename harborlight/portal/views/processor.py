"""The card processor's word to us, and the sandbox's page, a house of its own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from harborlight.billing.jobs import hear_notice
from harborlight.firm.clock import now
from harborlight.firm.doors import public_page
from harborlight.outside.payments import (
    BadNotice,
    NoProcessor,
    NoSuchPayment,
    sandbox,
)


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


@public_page
def checkout(request: HttpRequest, reference: str) -> HttpResponse:
    try:
        asked, became = sandbox().asked(reference), sandbox().read(reference)
    except (NoSuchPayment, NoProcessor):
        raise Http404 from None
    return render(
        request, "portal/payments/sandbox.html", {"asked": asked, "became": became}
    )


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
