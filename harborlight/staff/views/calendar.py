"""The calendar of the firm, and secret addresses for calendar programs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST

from harborlight.cases.queries import get_case_file
from harborlight.deadlines import calendar as days
from harborlight.deadlines.actions import end_feed, make_feed
from harborlight.deadlines.events import FEED_ENDED, FEED_MADE
from harborlight.deadlines.feed_forms import FeedForm
from harborlight.firm.acting import must
from harborlight.firm.clock import now, today
from harborlight.firm.doors import Request, public_page, staff_page
from harborlight.firm.ids import read


@staff_page
def month(request: Request) -> HttpResponse:
    """What is due in a month, day by day: one's own, somebody's, or everybody's."""
    day = today(request.actor.firm.time_zone)
    first = _month(request.GET.get("month", ""), day)
    who, account = _whose(request)
    drawn = days.month(request.actor, first.year, first.month, account)
    weeks = drawn.weeks
    shown = {"first": first, "weeks": weeks, "today": day, "who": who}
    shown |= {"is_cut": drawn.is_cut, "most": days.MOST}
    shown["before"] = (first - timedelta(days=1)).strftime("%Y-%m")
    shown["after"] = (first + timedelta(days=32)).strftime("%Y-%m")
    listed = [one for week in weeks for one in week if one.is_within and one.has_any]
    shown["listed"] = listed
    return render(request, "staff/deadlines/calendar.html", shown)


def _month(said: str, day: date) -> date:
    """The first day of the month that is asked for; of this one, if it is none."""
    try:
        found = date.fromisoformat(f"{said}-01")
    except ValueError:
        return day.replace(day=1)
    return found if 1990 <= found.year <= 2100 else day.replace(day=1)


def _whose(request: Request) -> tuple[str, UUID | None]:
    """Whose days are asked for: "mine", "all", or a person of the firm by their key."""
    said = request.GET.get("who", "mine")
    try:
        return (said, read(said)) if said not in ("mine", "all") else (said, _me(request, said))  # fmt: skip
    except ValueError:
        return "mine", request.actor.user_id


def _me(request: Request, said: str) -> UUID | None:
    return request.actor.user_id if said == "mine" else None


@staff_page
def addresses(request: Request) -> HttpResponse:
    """The secret addresses that one made; a new one is shown this once."""
    return _addresses(request, FeedForm(), {})


@require_POST
@staff_page
def make(request: Request) -> HttpResponse:
    must(request.actor, FEED_MADE)
    form = FeedForm(request.POST)
    if not form.is_valid():
        return _addresses(request, form, {})
    token = make_feed(request.actor, **form.cleaned_data)
    return _addresses(request, FeedForm(), {"link": _link(request, token)})


@require_POST
@staff_page
def make_of_case(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, FEED_MADE)
    form = FeedForm(request.POST)
    if not form.is_valid():
        return _addresses(request, form, {})
    token = make_feed(request.actor, case=case, **form.cleaned_data)
    return _addresses(request, FeedForm(), {"link": _link(request, token)})


@require_POST
@staff_page
def end(request: Request, feed_id: UUID) -> HttpResponse:
    found = days.get_feed(request.actor, feed_id)
    must(request.actor, FEED_ENDED)
    end_feed(request.actor, found)
    messages.success(request, _("The address is closed."))
    return redirect("staff:calendar-addresses")


def _addresses(request: Request, form: FeedForm, shown: dict[str, Any]) -> HttpResponse:
    shown |= {"form": form, "rows": days.feeds(request.actor)}
    return render(request, "staff/deadlines/addresses.html", shown)


def _link(request: Request, token: str) -> str:
    return request.build_absolute_uri(reverse("calendar-feed", args=[token]))


@require_GET
@public_page
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar itself: whoever has the address reads what its maker may read."""
    found, actor = days.find_feed(token)
    with override(actor.language):
        content = days.as_icalendar(found, actor, now())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer
