"""Two people who decide about the same file: the second one is told who was quicker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from harborlight.ui.given_back import give_back

if TYPE_CHECKING:
    from django.http import HttpResponse

    from harborlight.documents.actions import AlreadyReviewed
    from harborlight.firm.doors import Request


def too_late(
    request: Request, late: AlreadyReviewed, comment: str = ""
) -> HttpResponse:
    """Say who was quicker, and keep what was typed where it can be used again."""
    said = _("%(who)s has just decided on this: nothing was changed.")
    messages.warning(request, said % {"who": late.by})
    give_back(request, comment)
    return redirect("staff:review-version", late.version.pk)
