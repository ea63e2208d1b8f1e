"""Which of their papers a client looks at: all, the required, the sent, those being checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from harborlight.documents.models import Request
from harborlight.documents.queries import Asked

# Fewer are seen at a glance.
_WORTH_IT = 4
_CHECKED = ("received", "checking")
_WHICH: dict[str, Callable[[Asked], bool]] = {
    "all": lambda one: True,
    "required": lambda one: one.request.need == Request.Need.REQUIRED,
    "sent": lambda one: one.newest is not None,
    "checking": lambda one: one.state in _CHECKED,
}


def narrowed(papers: Sequence[Asked], show: str) -> list[Asked]:
    """Those that the tab shows; all of them for a tab that nobody knows."""
    return [one for one in papers if _WHICH.get(show, _WHICH["all"])(one)]


def tabs(papers: Sequence[Asked], show: str) -> list[dict[str, Any]]:
    """A tab for each, with how many; none where the papers are few."""
    if len(papers) < _WORTH_IT:
        return []
    names = {
        "all": _("All"),
        "required": _("Required papers"),
        "sent": _("Sent papers"),
        "checking": _("Being checked"),
    }
    here = show if show in names else "all"
    return [
        {
            "label": label,
            "href": f"?show={which}",
            "here": which == here,
            "count": len(narrowed(papers, which)),
        }
        for which, label in names.items()
    ]
