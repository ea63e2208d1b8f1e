"""Which files are fine: a short page that reminders lead to."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from harborlight.firm.doors import Request, client_page


@client_page
def fine(request: Request) -> HttpResponse:
    return render(request, "portal/files_that_are_fine.html")
