"""The parts of a paper that is not in English."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from harborlight.documents.actions import say_in_english
from harborlight.documents.events import NO_TRANSLATION
from harborlight.documents.queries import get_document
from harborlight.firm.acting import must
from harborlight.firm.doors import Request, staff_page


@require_POST
@staff_page
def no_translation(request: Request, document_id: UUID) -> HttpResponse:
    document = get_document(request.actor, document_id)
    must(request.actor, NO_TRANSLATION)
    say_in_english(request.actor, document)
    messages.success(request, _("No translation is asked for it any more."))
    return redirect("staff:case-documents", document.case_id)
