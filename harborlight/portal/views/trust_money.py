"""A client's own money in trust, on paper."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language

from harborlight.bank.printing import client_statement
from harborlight.bank.queries import client_account
from harborlight.cases.actions import note_download
from harborlight.firm.clock import today
from harborlight.firm.doors import Request, client_page
from harborlight.firm.vault.downloads import pdf_response


@client_page
def statement(request: Request, account_id: UUID) -> HttpResponse:
    account = client_account(request.actor, account_id)
    day = today(request.actor.firm.time_zone)
    spoken = get_language() or ""
    pdf = client_statement(request.actor, account, on=day, language=spoken)
    name = f"trust-{account.case.number if account.case else ''}-{day}.pdf"
    note_download(request.actor, account, name=name)
    return pdf_response(pdf, name)
