"""The pages of the office's money, as a bookkeeper looks for them: two levels, no more.

{% load money %}
{% money_ways here as ways %}     ways.groups and ways.pages, as the tabs component wants them
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from harborlight.cases.models import MONEY_READERS
from harborlight.firm.roles import LAWYERS, MONEY, OFFICE, Roles, roles
from harborlight.paying.events import EXPORT_CHANGED
from harborlight.trust.events import TERMS_SET

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from harborlight.firm.actor import Actor

register = template.Library()


@dataclass(frozen=True)
class Page:
    """A page with a tab: the name of its address, and whose roles open it."""

    name: str
    label: _StrPromise
    who: Roles = MONEY_READERS


GROUPS: tuple[tuple[_StrPromise, tuple[Page, ...]], ...] = (
    (
        pgettext_lazy("money", "Overview"),
        (
            Page("money", pgettext_lazy("money", "How it stands")),
            Page("money-filings", _("What filings need")),
            Page("money-figures", _("What was earned")),
        ),
    ),
    (
        _("Invoices"),
        (
            Page("invoices", _("Invoices and payments")),
            Page("money-unbilled", _("Not billed yet")),
            Page("disputes", _("Disputes")),
        ),
    ),
    (
        pgettext_lazy("money", "Trust"),
        (
            Page("books", _("Books")),
            Page("journal", _("Journal")),
            Page("trust-records", _("Records")),
        ),
    ),
    (_("Bank"), (Page("bank", _("Bank")),)),
    (_("Exports"), (Page("exports", _("Exports"), EXPORT_CHANGED.by),)),
    (
        _("Settings"),
        (
            Page("money-rules", _("Rates and rules")),
            Page("cards", _("Cards"), roles(MONEY, OFFICE, LAWYERS)),
            Page("trust-rules", _("Rules of the trust account"), TERMS_SET.by),
        ),
    ),
)


@dataclass(frozen=True)
class Ways:
    """pages: of the group that this page lies in; none where it is the only one."""

    groups: list[dict[str, Any]]
    pages: list[dict[str, Any]]


@register.simple_tag(takes_context=True)
def money_ways(context: Context, here: str) -> Ways:
    """here: the name of the page that is shown."""
    actor: Actor = context["request"].actor
    groups, pages = [], []
    for label, several in GROUPS:
        found = [one for one in several if actor.plays(one.who)]
        if not found:
            continue
        is_here = any(one.name == here for one in found)
        groups.append(_tab(label, found[0], is_here))
        if is_here and len(found) > 1:
            pages = [_tab(one.label, one, one.name == here) for one in found]
    return Ways(groups, pages)


def _tab(label: Any, page: Page, is_here: bool) -> dict[str, Any]:
    return {
        "label": label,
        "href": reverse(f"staff:{page.name}"),
        "here": is_here,
    }
