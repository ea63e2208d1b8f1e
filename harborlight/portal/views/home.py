from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from harborlight.firm.doors import Request, client_page


@client_page
def home(request: Request) -> HttpResponse:
    return render(request, "portal/home.html")
