"""Joining the portal with an invitation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from harborlight.firm.doors import public_page


@public_page
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    return render(request, "404.html", status=404)
