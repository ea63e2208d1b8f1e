"""The steps of an answer, each by whom it is due."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.deadlines.actions import AlreadyOver, TooLate
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.packets.actions import AlreadySent, NotReady
from harborlight.replies import events
from harborlight.replies.actions import (
    ChangedMeanwhile,
    NotYet,
    approve_letter,
    end_reply,
    pack_reply,
    return_letter,
    say_arrived,
    say_read,
    say_sent,
    second_reply,
    set_day,
    write_letter,
)
from harborlight.replies.forms import (
    ArrivedForm,
    EndForm,
    LetterForm,
    PackForm,
    ReadForm,
    ReturnLetterForm,
    SecondForm,
    SeenForm,
    SentForm,
)
from harborlight.replies.marks import mark_of_letter
from harborlight.replies.models import Reply
from harborlight.replies.queries import deadlines_to_use, get_reply
from harborlight.staff.reply_desk import day_form, letter_begun
from harborlight.staff.views.replies import shown_reply

LATE = (NotYet, NotReady, AlreadySent, AlreadyOver, TooLate)


@require_POST
@staff_page
def read(request: Request, rfe_id: UUID) -> HttpResponse:
    found = get_reply(request.actor, rfe_id)
    must(request.actor, events.READ)
    form = ReadForm(request.POST)
    return _done(
        request, found, "read", form,
        lambda: say_read(request.actor, found, **form.cleaned_data),
    )  # fmt: skip


@require_POST
@staff_page
def day(request: Request, rfe_id: UUID) -> HttpResponse:
    found = get_reply(request.actor, rfe_id)
    must(request.actor, events.DAY_SET)
    several = deadlines_to_use(request.actor, found.case)
    form = day_form(found, several, request.POST)
    return _done(
        request, found, "day", form,
        lambda: set_day(request.actor, found, **form.cleaned_data),
    )  # fmt: skip


@staff_page
def letter(request: Request, rfe_id: UUID) -> HttpResponse:
    """The letter, to be written: what was typed is kept as often as one likes."""
    found = get_reply(request.actor, rfe_id)
    must(request.actor, events.WRITTEN)
    note_sighting(request.actor, found)
    begun = found.letter or letter_begun(request.actor, found)
    told = {"letter": begun, "seen": mark_of_letter(found)}
    form = LetterForm(request.POST or None, initial=told)
    if form.is_valid() and _is_kept(request, found, form):
        messages.success(request, _("Kept. A lawyer approves it as it reads now."))
        return redirect("staff:reply", found.pk)
    shown = {"case": found.case, "tab": "case", "reply": found, "form": form}
    shown["stands"] = found.letter if form.errors.get("letter") else ""
    status = 422 if form.is_bound else 200
    return render(request, "staff/replies/letter.html", shown, status=status)


def _is_kept(request: Request, found: Reply, form: LetterForm) -> bool:
    """Where somebody else wrote it meanwhile, both letters stand on the page."""
    try:
        write_letter(request.actor, found, **form.cleaned_data)
    except ChangedMeanwhile:
        found.refresh_from_db(fields=["letter"])
        words = _(
            "Somebody else changed the letter while you wrote: theirs stands below. "
            "Take over what you want of it: keeping yours replaces theirs."
        )
        form.changed_meanwhile(words, mark_of_letter(found))
        return False
    except LATE as why:
        messages.warning(request, str(why))
        return False
    return True


@require_POST
@staff_page
def give_back(request: Request, rfe_id: UUID) -> HttpResponse:
    found = get_reply(request.actor, rfe_id)
    must(request.actor, events.RETURNED)
    form = ReturnLetterForm(request.POST)
    return _done(
        request, found, "give_back", form,
        lambda: return_letter(request.actor, found, **form.cleaned_data),
    )  # fmt: skip


@require_POST
@staff_page
def approve(request: Request, rfe_id: UUID) -> HttpResponse:
    found = get_reply(request.actor, rfe_id)
    must(request.actor, events.APPROVED)
    form = SeenForm(request.POST)
    return _done(
        request, found, "approve", form,
        lambda: approve_letter(request.actor, found, **form.cleaned_data),
    )  # fmt: skip


@require_POST
@staff_page
def pack(request: Request, rfe_id: UUID) -> HttpResponse:
    found = get_reply(request.actor, rfe_id)
    must(request.actor, events.PACKED)
    form = PackForm(request.POST)
    return _done(
        request, found, "pack", form,
        lambda: pack_reply(request.actor, found, **form.cleaned_data),
    )  # fmt: skip


@require_POST
@staff_page
def second(request: Request, rfe_id: UUID) -> HttpResponse:
    found = get_reply(request.actor, rfe_id)
    must(request.actor, events.SECONDED)
    form = SecondForm(request.POST)
    return _done(
        request, found, "second", form,
        lambda: second_reply(request.actor, found, **form.cleaned_data),
    )  # fmt: skip


@require_POST
@staff_page
def sent(request: Request, rfe_id: UUID) -> HttpResponse:
    found = get_reply(request.actor, rfe_id)
    must(request.actor, events.SENT)
    day = today(request.actor.firm.time_zone)
    form = SentForm(request.POST, today=day, came_on=found.came_on)
    return _done(
        request, found, "sent", form,
        lambda: say_sent(request.actor, found, **form.cleaned_data),
    )  # fmt: skip


@require_POST
@staff_page
def arrived(request: Request, rfe_id: UUID) -> HttpResponse:
    found = get_reply(request.actor, rfe_id)
    must(request.actor, events.ARRIVED)
    day = today(request.actor.firm.time_zone)
    form = ArrivedForm(request.POST, today=day, sent_on=found.sent_on)
    return _done(
        request, found, "arrived", form,
        lambda: say_arrived(request.actor, found, **form.cleaned_data),
    )  # fmt: skip


@require_POST
@staff_page
def end(request: Request, rfe_id: UUID) -> HttpResponse:
    found = get_reply(request.actor, rfe_id)
    must(request.actor, events.ENDED)
    form = EndForm(request.POST)
    return _done(
        request, found, "end", form,
        lambda: end_reply(request.actor, found, **form.cleaned_data),
    )  # fmt: skip


def _done(
    request: Request, found: Reply, name: str, form: Form, work: Callable[[], object]
) -> HttpResponse:
    """Do it where the form is right; else the page with the form, and what was typed."""
    if not form.is_valid():
        return shown_reply(request, found, **{name: form})
    _did(request, work)
    return redirect("staff:reply", found.pk)


def _did(request: Request, work: Callable[[], object]) -> bool:
    try:
        work()
    except LATE as why:
        messages.warning(request, str(why))
        return False
    return True
