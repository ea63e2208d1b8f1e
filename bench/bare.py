"""The least that a page of 100 rows can be: signed in, a query, a template."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import render

from harborlight.cases.models import Case
from harborlight.firm.tenancy import everywhere


def bare(request: HttpRequest, firm_id: UUID) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    with everywhere("the bare page asks for no permission"):
        rows = Case.objects.filter(firm_id=firm_id).order_by("-opened_on", "-number")
        return render(request, "bench/bare.html", {"rows": rows[:100]})
