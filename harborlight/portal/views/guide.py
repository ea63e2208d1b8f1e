"""Going through the papers of a case, one a screen."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from harborlight.cases.queries import get_case
from harborlight.documents.actions import About, receive_document
from harborlight.documents.events import RECEIVED
from harborlight.documents.models import Version
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, client_page
from harborlight.firm.sightings import note_sighting
from harborlight.portal.guide import Guide, guide
from harborlight.portal.shown import paper_state, who_looks
from harborlight.ui.arrivals import Arrival, about_form


@client_page
def screen(request: Request, case_id: UUID, place: int) -> HttpResponse:
    case = get_case(request.actor, case_id)
    note_sighting(request.actor, case)
    if request.method == "POST":
        must(request.actor, RECEIVED)
    here = guide(request.actor, case, place)
    if here.one is None:
        return render(
            request, "portal/documents/guided.html", {"guide": here, "case": case}
        )
    asking = here.one.request
    form, arrival = about_form(request, asking), Arrival(request, case.pk)
    if arrival.good_with(form, asking):
        about = About(**form.cleaned_data)
        checked = arrival.checked
        version = receive_document(request.actor, asking, checked=checked, about=about)
        _tell(request, version)
        return redirect("portal:guide", case.key, here.after)
    return _page(request, here, form=form, arrival=arrival, case=case)


def _tell(request: Request, version: Version) -> None:
    """What could be better is said here too: the next screen is of another paper."""
    better = version.could_be_better
    if not better:
        messages.success(request, _("We have it. Here is what comes next."))
        return
    words = _(
        "We have “%(paper)s”, but look at it once more. %(advice)s If you can read "
        "everything on it, you need not do anything."
    )
    name = version.document.request.name if version.document.request else ""
    messages.warning(request, words % {"paper": name, "advice": " ".join(better)})


def _page(request: Request, here: Guide, **shown: object) -> HttpResponse:
    assert here.one is not None
    case, form = here.one.request.case, shown["form"]
    shown |= {"guide": here, "one": here.one, "state": paper_state(here.one)}
    shown["looks"] = who_looks(request.actor, case)
    status = 422 if getattr(form, "is_bound", False) else 200
    return render(request, "portal/documents/guide.html", shown, status=status)
