"""Where an answer is typed, and the way back: to the answers, or to the form that lacked it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from harborlight.filings.queries import get_filled
from harborlight.firm.ids import read, shown
from harborlight.firm.tenancy import NotFound

if TYPE_CHECKING:
    from harborlight.cases.models import Case
    from harborlight.filings.models import FilledForm
    from harborlight.filings.spots import Spot
    from harborlight.firm.doors import Request


# As long as the name of a box may be.
LONGEST_NAME = 200


def form_behind(request: Request, case: Case) -> FilledForm | None:
    """The form whose list of missing answers led here, if one did."""
    try:
        found = get_filled(request.actor, read(request.GET.get("form", "")))
    except (ValueError, NotFound):
        return None
    return found if found.case_id == case.pk else None


def way_back(request: Request, case: Case, of: UUID, chapter: str = "") -> str:
    """The box of the form, the form's list of what it lacks, else the chapter of the
    person's answers."""
    form = form_behind(request, case)
    if form and (box := request.GET.get("box", "")[:LONGEST_NAME]):
        return box_address(form, box)
    if form:
        return reverse("staff:filled-form", args=[form.pk]) + "#missing"
    answers = reverse("staff:answers-of", args=[case.pk, of])
    return f"{answers}#{chapter}" if chapter else answers


def box_address(form: FilledForm, box: str) -> str:
    """Where one box of a form is looked at."""
    address = reverse("staff:form-box", args=[form.pk])
    return f"{address}?{urlencode({'box': box})}#box"


def from_box(address: str, form: FilledForm, box: str) -> str:
    """The address of an answer, so that whoever goes there comes back to this box."""
    return f"{from_form(address, form)}&{urlencode({'box': box})}"


def with_way(request: HttpRequest, address: str, *, at: bool = False) -> str:
    """The address, with the form that leads back from there still in it.

    at: and with the question that somebody came for.
    """
    names = ("form", "box", "at") if at else ("form", "box")
    kept = {name: request.GET[name] for name in names if request.GET.get(name)}
    return f"{address}?{urlencode(kept)}" if kept else address


def row_address(case: Case, spot: Spot) -> str:
    """Where one of several is typed: one more, or the very one, at the very question."""
    place = [case.pk, spot.subject, spot.group]
    if spot.entry is None:
        return reverse("staff:add-row", args=place)
    at = urlencode({"at": spot.name})
    return reverse("staff:row", args=[*place, spot.entry]) + f"?{at}"


def from_form(address: str, form: FilledForm) -> str:
    """The address of an answer, so that whoever goes there comes back to this form."""
    sign = "&" if "?" in address else "?"
    return f"{address}{sign}{urlencode({'form': shown(form.pk)})}"
