"""What happened, in the reader's language.

{% load happenings %}
{{ one|said }}        Ada accepted Passport, version 1   (a Happened or a Told)
{{ one|picture }}     the name of an icon for it
{{ one|leads_to }}    where more is to be read of it, of a Told; or nothing
{{ event.role|as_roles }}   Attorney, Partner
"""

from __future__ import annotations

from django import template
from django.urls import reverse

from harborlight.cases.queries import Happened, Told
from harborlight.firm.roles import Role
from harborlight.firm.words import sentence
from harborlight.tasks.jobs.telling import TOLD

register = template.Library()

# How the names of kinds begin, and the icon of such an event.
PICTURES = (
    ("document.", "file-text"),
    ("file.", "download"),
    ("questionnaire.", "message-circle-question-mark"),
    ("fact", "message-circle-question-mark"),
    ("form.", "file-pen-line"),
    ("filing.", "send"),
    ("deadline.", "calendar-days"),
    ("task.", "list-checks"),
    ("invoice.", "receipt-text"),
    ("payment.", "credit-card"),
    ("receipt.", "receipt-text"),
    ("trust.", "landmark"),
    ("books.", "landmark"),
    ("case.wall", "shield"),
    ("case.access", "shield"),
    ("case.legal-hold", "shield"),
    ("till.", "credit-card"),
    ("case.stage", "route"),
    ("case.milestone", "flag"),
    ("case.invited", "mail"),
    ("case.", "folder"),
    ("inquiry.", "inbox"),
    ("person.", "user"),
    ("invitation.", "mail"),
    ("conflict.", "search-check"),
    ("firm.", "building-2"),
    ("member.", "users"),
    ("log.", "shield"),
)
# Kinds that say less than a page of their own, and that page.
PAGES = {
    "case.taken-up": "staff:handed-over",
    "case.turned-down": "staff:handed-over",
    "trust.declined": "staff:withdrawal",
    "trust.taken-out": "staff:withdrawal",
    "payment.given-back": "staff:withdrawal",
    "payment.reversed": "staff:withdrawal",
    "till.asked": "staff:till-asked",
    "till.approved": "staff:till-asked",
    "till.approved-alone": "staff:till-asked",
    "till.declined": "staff:till-asked",
    "deadline.warned": "staff:deadline",
    "deadline.shift-found": "staff:deadline",
    **dict.fromkeys(sorted(TOLD), "staff:task"),
}


@register.filter
def said(one: Happened | Told) -> str:
    """The sentence of an event."""
    return sentence(_kind(one), one.words)


@register.filter
def picture(one: Happened | Told) -> str:
    """The icon that shows at a glance what an event is about."""
    kind = _kind(one)
    return next((name for start, name in PICTURES if kind.startswith(start)), "dot")


@register.filter
def leads_to(one: Told) -> str:
    """Where whoever was told this reads more of it."""
    page = PAGES.get(_kind(one))
    return reverse(page, args=[one.about]) if page and one.about else ""


@register.filter
def as_roles(codes: str) -> str:
    """The roles that an event was done in, as people call them."""
    names = dict(Role.choices)
    return ", ".join(str(names.get(code, code)) for code in codes.split(", "))


def _kind(one: Happened | Told) -> str:
    return one.event.kind if isinstance(one, Happened) else one.notice.kind
