from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from harborlight.firm.doors import Request, staff_page


@staff_page
def home(request: Request) -> HttpResponse:
    return render(request, "staff/home.html")
