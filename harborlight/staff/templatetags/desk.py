"""What the pages of the desk may say beyond the words of the house.

{% load desk %}
{% may "facts.corrected" as may_correct %}   whether this person's roles allow it
{% case_tabs case as tabs %}                 the pages of a case they may look at
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from harborlight.agreements.events import TIME_KEEPERS
from harborlight.cases.models import Access
from harborlight.cases.queries import reads_file, reads_money
from harborlight.firm import acting
from harborlight.firm.events import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrPromise

    from harborlight.cases.models import Case
    from harborlight.firm.actor import Actor

register = template.Library()


@dataclass(frozen=True)
class Tab:
    """A page of a case, and whose roles let them see what stands on it."""

    page: str
    label: _StrPromise
    who: Callable[[Actor], bool]


def _everybody(actor: Actor) -> bool:
    return True


def _keeps_time(actor: Actor) -> bool:
    return actor.plays(TIME_KEEPERS)


TABS = (
    Tab("case", _("Overview"), _everybody),
    Tab("case-tasks", _("Tasks"), reads_file),
    Tab("case-answers", _("Answers"), reads_file),
    Tab("case-documents", _("Documents"), reads_file),
    Tab("case-forms", _("Forms"), reads_file),
    Tab("case-packets", _("Packets"), reads_file),
    Tab("case-money", _("Money"), reads_money),
    Tab("case-time", _("Time"), _keeps_time),
    Tab("case-activity", _("Activity"), reads_file),
    Tab("case-team", _("Team"), reads_file),
)
# An inquiry has no forms and no money; its own page leads to it.
OF_AN_INQUIRY = frozenset(
    {"case", "case-answers", "case-documents", "case-activity", "case-team"}
)


@register.simple_tag(takes_context=True)
def may(context: Context, kind: str) -> bool:
    """Whether the roles of whoever looks allow this kind of event: "deadline.met"."""
    return acting.may(context["request"].actor, KINDS[kind])


@register.simple_tag(takes_context=True)
def case_tabs(context: Context, case: Case) -> list[dict[str, Any]]:
    """The tabs of a case, as the tabs component wants them.

    The one whose address the page's begins with is the current one; a page that
    lies elsewhere says `tab`, the name of its tab ("case-documents").
    """
    request, told = context["request"], context.get("tab", "")
    found = [
        (tab, address)
        for tab in TABS
        if (case.access != Access.INQUIRY or tab.page in OF_AN_INQUIRY)
        and tab.who(request.actor)
        and (address := _address(tab.page, case))
    ]
    within = [address for _tab, address in found if request.path.startswith(address)]
    here = max(within, key=len, default="")
    return [
        {
            "label": tab.label,
            "href": address,
            "here": tab.page == told if told else address == here,
        }
        for tab, address in found
    ]


def _address(page: str, case: Case) -> str:
    try:
        return reverse(f"staff:{page}", args=[case.pk])
    except NoReverseMatch:
        return ""  # a page that is not built yet has no tab
