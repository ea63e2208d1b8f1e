"""The next version of a playbook: its entries added, worded, ordered, taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.firm.doors import Request, staff_page
from harborlight.firm.tenancy import NotFound
from harborlight.firm.words import in_words
from harborlight.staff.office_doors import only
from harborlight.staff.playbook_rows import entry_lines
from harborlight.staff.sketching import Sketch, of_sketch
from harborlight.workflow.events import DRAFT_CHANGED
from harborlight.workflow.later_forms import EDITORS, AboutForm
from harborlight.workflow.playbook_differences import keyed
from harborlight.workflow.playbook_words import ONES, called

if TYPE_CHECKING:
    from django.http import HttpResponse

    from harborlight.questionnaires.condition_forms import ConditionForm
    from harborlight.workflow.edit_forms import EntryForm

Row = dict[str, Any]
# Lists whose entries have a name of their own.
NAMED = (
    "stages", "parts", "related", "follow_ups", "tasks", "letters", "invoices",
)  # fmt: skip


@staff_page
@only(DRAFT_CHANGED)
@of_sketch
def sketch(request: Request, sketch: Sketch) -> HttpResponse:
    """All its lists, and what keeps it from being published."""
    shown = {
        "draft": sketch.draft,
        "lists": entry_lines(sketch.draft.definition, sketch.faults),
        "faults": sketch.faults,
    }
    return render(request, "staff/playbooks/sketch.html", shown)


@staff_page
@only(DRAFT_CHANGED)
@of_sketch
def about(request: Request, sketch: Sketch) -> HttpResponse:
    """The playbook as a whole: name, area, who pays, times."""
    seen = sketch.draft.changes
    form = AboutForm(
        request.POST or None, row=sketch.data, seen=seen, around=sketch.around
    )
    if _is_to_be_kept(request, form):
        _put(sketch.data, form.said())
        if sketch.keep(form, _("Name and times")):
            return redirect("staff:sketch", sketch.draft.pk)
    return _shown(request, sketch, form, None, {"heading": _("Name and times")})


@staff_page
@only(DRAFT_CHANGED)
@of_sketch
def new(request: Request, sketch: Sketch, rows: str) -> HttpResponse:
    """One entry more at the end of a list."""
    form, when = _forms(request, sketch, rows, {})
    if _is_to_be_kept(request, form, when):
        row: Row = {}
        _put(row, _said(form, when))
        there = sketch.data.setdefault(rows, [])
        _name(rows, row, there)
        there.append(row)
        if sketch.keep(form, called(rows, row)):
            return redirect("staff:sketch", sketch.draft.pk)
        there.pop()
    heading = _("New: %(what)s") % {"what": str(ONES[rows]).lower()}
    return _shown(request, sketch, form, when, {"heading": heading, "rows": rows})


@staff_page
@only(DRAFT_CHANGED)
@of_sketch
def change(request: Request, sketch: Sketch, rows: str, place: int) -> HttpResponse:
    """The words of one entry, and what is asked besides."""
    _known(rows)
    entry = sketch.key_at(rows, place)
    row = keyed(rows, sketch.data)[entry]
    assert isinstance(row, dict)
    form, when = _forms(request, sketch, rows, row)
    if _is_to_be_kept(request, form, when):
        before = called(rows, row)
        _put(row, _said(form, when))
        if sketch.keep(form, before):
            return redirect("staff:sketch", sketch.draft.pk)
    about: dict[str, Any] = {"heading": called(rows, row), "rows": rows}
    about["entry"] = entry
    if sketch.was_second:
        about["stands"] = keyed(rows, sketch.draft.definition).get(entry)
    return _shown(request, sketch, form, when, about)


@require_POST
@staff_page
@only(DRAFT_CHANGED)
@of_sketch
def move(request: Request, sketch: Sketch, rows: str) -> HttpResponse:
    """An entry, one place up or down."""
    there, place = _place(request, sketch, rows)
    to = place + (1 if request.POST.get("to") == "later" else -1)
    if 0 <= to < len(there):
        there[place], there[to] = there[to], there[place]
        sketch.keep_at_once(called(rows, there[to]))
    return redirect("staff:sketch", sketch.draft.pk)


@require_POST
@staff_page
@only(DRAFT_CHANGED)
@of_sketch
def remove(request: Request, sketch: Sketch, rows: str) -> HttpResponse:
    """Take an entry out of the draft."""
    there, place = _place(request, sketch, rows)
    said = called(rows, there.pop(place))
    sketch.keep_at_once(_("%(what)s (removed)") % {"what": said})
    messages.success(request, _("%(what)s is out of the draft.") % {"what": said})
    return redirect("staff:sketch", sketch.draft.pk)


def _place(request: Request, sketch: Sketch, rows: str) -> tuple[list[Row], int]:
    """The list, and where in it the entry stands that a button is of."""
    _known(rows)
    names = [*keyed(rows, sketch.data)]
    entry = request.POST.get("entry", "")
    if entry not in names:
        raise NotFound
    return sketch.data[rows], names.index(entry)


def _known(rows: str) -> None:
    if rows not in EDITORS:
        raise NotFound


def _forms(
    request: Request, sketch: Sketch, rows: str, row: Row
) -> tuple[EntryForm, ConditionForm | None]:
    _known(rows)
    form = EDITORS[rows](
        request.POST or None, row=row, seen=sketch.draft.changes, around=sketch.around
    )
    return form, sketch.condition(row) if rows == "papers" else None


def _is_to_be_kept(
    request: Request, form: EntryForm, when: ConditionForm | None = None
) -> bool:
    heard = form.is_valid() & (when is None or when.is_valid())
    condition = when.condition() if when is not None and heard else None
    if condition and form.cleaned_data["need"] != "conditional":
        said = _("It has a condition below: choose “Only if it applies”.")
        form.add_error("need", said)
        return False
    return bool(heard and "look" not in request.POST)


def _said(form: EntryForm, when: ConditionForm | None) -> Row:
    return form.said() | ({"when": when.condition()} if when else {})


def _put(row: Row, said: Row) -> None:
    """Say of an entry what is new; what is None is said no more."""
    for word, value in said.items():
        if value is None:
            row.pop(word, None)
        else:
            row[word] = value


def _name(rows: str, row: Row, there: list[Row]) -> None:
    """An entry is told from others by a name of its own: from its English words."""
    if rows in NAMED:
        words = row.get("title") or row.get("name") or row.get("words") or {}
        first = slugify(words.get("en", ""))[:40].strip("-") or "one"
        taken, name, n = {one["id"] for one in there}, first, 2
        while name in taken:
            name, n = f"{first}-{n}", n + 1
        row["id"] = name


def _shown(
    request: Request,
    sketch: Sketch,
    form: EntryForm,
    when: ConditionForm | None,
    about: dict[str, Any],
) -> HttpResponse:
    """A form on a page of its own, with what stands now where somebody was quicker."""
    shown = {"draft": sketch.draft, "name": in_words(sketch.data["name"]), **about}
    shown |= {"form": form, "when": when}
    status = 422 if form.is_bound else 200
    return render(request, "staff/playbooks/entry.html", shown, status=status)
