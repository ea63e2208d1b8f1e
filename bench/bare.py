"""The least that a page of 100 rows can be: signed in, a query, a template."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import render

from harborlight.cases.models import Case
from harborlight.firm.models import Firm
from harborlight.firm.tenancy import inside


def bare(request: HttpRequest, firm_id: UUID) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    with inside(Firm(pk=firm_id)):
        rows = Case.objects.filter(firm_id=firm_id).order_by("-opened_on", "-number")
        return render(request, "bench/bare.html", {"rows": rows[:100]})
