"""A draft of a playbook as a whole: as text, as the client sees it, published, discarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.staff.office_doors import only
from harborlight.staff.playbook_preview import as_seen
from harborlight.staff.sketching import (
    Sketch,
    changes_seen,
    not_done,
    of_sketch,
    to_insist,
)
from harborlight.workflow.actions import (
    ChangedByOthers,
    change_draft,
    discard_draft,
    publish_draft,
)
from harborlight.workflow.events import DRAFT_CHANGED, DRAFT_DISCARDED, PLAYBOOK_KEPT
from harborlight.workflow.playbook_differences import differences
from harborlight.workflow.playbook_shape import LANGUAGES
from harborlight.workflow.playbook_text import as_text
from harborlight.workflow.playbooks import BadPlaybook
from harborlight.workflow.text_forms import PublishForm, TextForm
from harborlight.workflow.written import get_sketch, newest_of

if TYPE_CHECKING:
    from django.http import HttpResponse


@staff_page
@only(DRAFT_CHANGED)
@of_sketch
def text(request: Request, sketch: Sketch) -> HttpResponse:
    """The whole draft as YAML: changed here, or replaced by a file."""
    posted = request.method == "POST"
    initial = {"text": as_text(sketch.draft.definition), "seen": sketch.draft.changes}
    form = (
        TextForm(request.POST, request.FILES) if posted else TextForm(initial=initial)
    )
    if form.is_valid() and _is_kept(request, sketch, form):
        messages.success(request, _("The draft says what the text says."))
        return redirect("staff:sketch", sketch.draft.pk)
    status = 422 if form.is_bound else 200
    shown = {"draft": sketch.draft, "form": form}
    return render(request, "staff/playbooks/text.html", shown, status=status)


def _is_kept(request: Request, sketch: Sketch, form: TextForm) -> bool:
    definition, seen = form.cleaned_data["definition"], form.seen_changes
    place = _("The whole text")
    try:
        change_draft(
            request.actor, sketch.draft, seen=seen, definition=definition, place=place
        )
    except ChangedByOthers as others:
        sketch.draft = get_sketch(request.actor, sketch.draft.pk)
        form.changed_meanwhile(to_insist(others), sketch.draft.changes)
        return False
    return True


@staff_page
@only(DRAFT_CHANGED)
@of_sketch
def preview(request: Request, sketch: Sketch) -> HttpResponse:
    """What a client of such a case sees, in the chosen language and at the chosen stage."""
    shown = {"draft": sketch.draft, "faults": sketch.faults}
    if not sketch.faults:
        shown |= as_seen(
            sketch.draft.definition,
            language=request.GET.get("reads", ""),
            stage=request.GET.get("stage", ""),
            part=request.GET.get("as", ""),
            day=today(request.actor.firm.time_zone),
        )
    shown["spoken"] = [(one, get_language_info(one)["name_local"]) for one in LANGUAGES]
    return render(request, "staff/playbooks/preview.html", shown)


@staff_page
@only(PLAYBOOK_KEPT)
@of_sketch
def publish(request: Request, sketch: Sketch) -> HttpResponse:
    """What would change; and then it is the version that new cases take."""
    form = PublishForm(request.POST or None, initial={"seen": sketch.draft.changes})
    if form.is_valid():
        said, seen = form.cleaned_data, changes_seen(request)
        try:
            row = publish_draft(
                request.actor, sketch.draft, seen=seen, note=said["note"]
            )
            words = _("Version %(version)s is in use: new cases take it.")
            messages.success(request, words % {"version": row.version})
            return redirect("staff:playbook", row.pk)
        except ChangedByOthers as others:
            messages.warning(request, not_done(others))
            return redirect("staff:publish-sketch", sketch.draft.pk)
        except BadPlaybook:
            form.add_error(None, _("Put in order first what is listed here."))
    return _compared(request, sketch, form)


def _compared(request: Request, sketch: Sketch, form: PublishForm) -> HttpResponse:
    before, draft = newest_of(request.actor, sketch.draft.key), sketch.draft
    based = draft.based_on
    shown = {
        "draft": draft,
        "before": before,
        "is_behind": bool(before and based and before.version > based.version),
        "changes": differences(before.definition if before else {}, draft.definition),
        "faults": sketch.faults,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "staff/playbooks/publish.html", shown, status=status)


@require_POST
@staff_page
@only(DRAFT_DISCARDED)
@of_sketch
def discard(request: Request, sketch: Sketch) -> HttpResponse:
    try:
        discard_draft(request.actor, sketch.draft, seen=changes_seen(request))
    except ChangedByOthers as others:
        messages.warning(request, not_done(others))
        return redirect("staff:sketch", sketch.draft.pk)
    row = newest_of(request.actor, sketch.draft.key)
    if row is None:
        messages.success(request, _("The draft is gone."))
        return redirect("staff:playbooks")
    messages.success(request, _("The draft is gone. The version in use stays."))
    return redirect("staff:playbook", row.pk)
