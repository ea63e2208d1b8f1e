from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.core.internal.ratelimit import consume
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.staff.case_rows import case_rows
from harborlight.staff.finding import FoundThings, find
from harborlight.staff.searching import is_somebodys

LONGEST = 200


@staff_page
def search(request: Request) -> HttpResponse:
    """To the case that is meant, or to everything that may be.

    Somebody's number is sent, not put into the address: an A-number would stay in the
    history of the browser and in the logs of every machine between. Other words are.
    """
    words = _words(request)
    if request.method == "POST" and words and not is_somebodys(words):
        return redirect(f"{reverse('staff:search')}?{urlencode({'q': words})}")
    if _too_often(request, words):
        return render(request, "staff/cases/too_often.html", status=429)
    found = find(request.actor, words)
    if found.only_case:
        return redirect("staff:case", found.only_case.pk)
    shown = _shown(request, words, found)
    return render(request, "staff/cases/search.html", shown)


def _shown(request: Request, words: str, found: FoundThings) -> dict[str, Any]:
    return {
        "words": words,
        "found": found,
        "query": urlencode({"q": words}),
        "is_number": is_somebodys(words),
        "rows": case_rows(request.actor, found.cases),
        "today": today(request.actor.firm.time_zone),
    }


def _too_often(request: Request, words: str) -> bool:
    """Whether somebody tries out numbers."""
    if not is_somebodys(words):
        return False
    return not consume(request, app="allauth.account", action="find")


def _words(request: Request) -> str:
    asked = request.POST if request.method == "POST" else request.GET
    return str(asked.get("q", "")).replace("\0", "").strip()[:LONGEST]
