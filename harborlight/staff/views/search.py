from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.core.internal.ratelimit import consume
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from harborlight.cases.models import Case
from harborlight.cases.queries import cases
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.staff.case_rows import case_rows
from harborlight.staff.searching import is_somebodys, named_exactly

LONGEST, ROWS = 200, 50


@staff_page
def search(request: Request) -> HttpResponse:
    """To the case that is meant, or to the list of those that may be.

    What is searched for is sent, not put into the address: an A-number would stay in
    the history of the browser and in the logs of every machine between.
    """
    words = request.POST.get("q", "").strip()[:LONGEST]
    if words and not is_somebodys(words):
        return redirect(_in_the_list(words))
    if words and not consume(request, app="allauth.account", action="find"):
        return render(request, "staff/cases/too_often.html", status=429)
    found = _found(request.actor, words)
    if len(found) == 1:
        return redirect("staff:case", found[0].pk)
    shown: dict[str, Any] = {"words": words, "rows": case_rows(request.actor, found)}
    shown["today"] = today(request.actor.firm.time_zone)
    return render(request, "staff/cases/search.html", shown)


def _found(actor: Actor, words: str) -> list[Case]:
    """The cases that are named; else those whose own number is meant."""
    if not words:
        return []
    if named := named_exactly(actor, words):
        return [*cases(actor, closed=True).filter(pk__in=named)[:ROWS]]
    return [*cases(actor, closed=True, words=words)[:ROWS]]


def _in_the_list(words: str) -> str:
    return f"{reverse('staff:cases')}?{urlencode({'q': words, 'show': 'all'})}"
