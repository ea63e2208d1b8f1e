"""Words that came too late are not lost: whoever wrote them finds them on the next page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.http import HttpRequest


def give_back(request: HttpRequest, words: str) -> None:
    """Show what somebody had written, so that they can use it again."""
    if words:
        messages.info(request, _("You had written: “%(text)s”") % {"text": words})
