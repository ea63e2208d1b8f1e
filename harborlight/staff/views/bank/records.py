"""Papers of the trust account: a client's statement, and all records for an examiner."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.bank.actions import NotThere, NotWhole, ask_pack, take_pack
from harborlight.bank.events import PACK_ASKED
from harborlight.bank.forms import PackForm
from harborlight.bank.printing import client_statement
from harborlight.bank.queries import client_account, get_pack, packs
from harborlight.billing.queries import may_look
from harborlight.cases.actions import note_download
from harborlight.firm.acting import must
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.vault.downloads import file_response, pdf_response

ROWS = 20


@staff_page
def of_client(request: Request, account_id: UUID) -> HttpResponse:
    may_look(request.actor)
    account = client_account(request.actor, account_id)
    known = {code for code, _name in settings.LANGUAGES}
    wanted = request.GET.get("in", "")
    day = today(request.actor.firm.time_zone)
    spoken = wanted if wanted in known else ""
    pdf = client_statement(request.actor, account, on=day, language=spoken)
    name = f"trust-{account.case.number if account.case else ''}-{day}.pdf"
    note_download(request.actor, account, name=name)
    return pdf_response(pdf, name)


@staff_page
def records(request: Request) -> HttpResponse:
    several = packs(request.actor)
    form = PackForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        must(request.actor, PACK_ASKED)
        if _asked(request, form):
            return redirect("staff:trust-records")
    page = Paginator(several, ROWS).get_page(request.GET.get("page"))
    status = 422 if form.is_bound else 200
    shown = {"page": page, "form": form}
    return render(request, "staff/bank/records.html", shown, status=status)


def _asked(request: Request, form: PackForm) -> bool:
    if not form.is_valid():
        return False
    try:
        ask_pack(request.actor, **form.cleaned_data)
        messages.success(request, _("Asked. It is being made; look again in a minute."))
    except NotWhole as why:
        form.add_error(None, str(why))
        return False
    return True


@require_POST
@staff_page
def take(request: Request, audit_pack_id: UUID) -> HttpResponse:
    found = get_pack(request.actor, audit_pack_id)
    try:
        file = take_pack(request.actor, found)
    except (NotThere, NotWhole) as why:
        messages.error(request, str(why))
        return redirect("staff:trust-records")
    return file_response(request, file, name=found.file_name, kind="zip")
