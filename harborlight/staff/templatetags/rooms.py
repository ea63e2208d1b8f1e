"""How papers, forms and money are told at the desk.

{% load rooms %}
{% stands "paper" "received" %}             a tag
{{ moment|waited:now }}                     3 hours
{{ bytes|size }}                            1.4 MB
{{ texts|in_words }}                        in the reader's language
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from harborlight.billing import methods
from harborlight.documents.forms import PAPER_LANGUAGES
from harborlight.facts.choices import country_name
from harborlight.firm import words
from harborlight.firm.words import language_now
from harborlight.trust import methods as how_it_came

register = template.Library()

KILOBYTE, MEGABYTE = 1000, 1000 * 1000
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600

# What the desk says of a paper; the client reads other words.
PAPERS = {
    "asked": ("todo", _("Waiting for the client")),
    "cannot": ("warn", _("Cannot be had")),
    "checking": ("todo", _("Being checked")),
    "received": ("info", _("To review")),
    "accepted": ("ok", _("Accepted")),
    "returned": ("warn", _("Sent back")),
    "arranged": ("todo", _("Put in order")),
    "partly": ("todo", _("A part is missing")),
}
FORMS = {
    "": ("todo", _("Not filled yet")),
    "prepared": ("info", _("To be checked")),
    "sent back": ("warn", _("Sent back")),
    "approved": ("ok", _("Approved")),
    "replaced": ("todo", _("Replaced")),
}
INVOICES = {
    "draft": ("todo", _("Draft")),
    "issued": ("warn", _("Unpaid")),
    "partly paid": ("warn", pgettext_lazy("invoice", "Partly paid")),
    "paid": ("ok", pgettext_lazy("invoice", "Paid")),
    "void": ("todo", _("Void")),
    "written off": ("todo", pgettext_lazy("invoice", "Written off")),
}
WITHDRAWALS = {
    "asked": ("warn", _("Waits for a second person")),
    "approved": ("ok", _("Approved")),
    "declined": ("danger", _("Declined")),
    "taken back": ("todo", _("Taken back")),
}
DEPOSITS = {
    "waits": ("warn", _("Not cleared yet")),
    "cleared": ("ok", _("Cleared")),
    "returning": ("warn", _("Asked to be taken back")),
    "returned": ("danger", _("Does not count")),
}
HANDED = {
    "": ("warn", _("Waits for a lawyer")),
    "opened": ("ok", _("Case opened")),
    "refused": ("danger", _("No case opened")),
    "taken back": ("todo", _("Taken back")),
}
COSTS = {
    "noted": ("todo", _("Noted")),
    "asked": ("warn", _("Waits for the client")),
    "approved": ("ok", _("The client agreed")),
    "declined": ("danger", _("The client did not agree")),
    "dropped": ("todo", _("Dropped")),
}
ALL = {
    "cost": COSTS,
    "paper": PAPERS,
    "form": FORMS,
    "invoice": INVOICES,
    "withdrawal": WITHDRAWALS,
    "deposit": DEPOSITS,
    "handed": HANDED,
}


@register.inclusion_tag("ui/components/tag.html")
def stands(what: str, state: str) -> dict[str, object]:
    """A tag: how a "paper", a "form", an "invoice", a "withdrawal" or a new case that
    was "handed" to a lawyer stands."""
    tone, text = ALL[what].get(state, ("todo", state))
    return {"tone": tone, "text": text}


@register.filter
def waited(since: datetime, now: datetime) -> str:
    """How long something has waited, in the one unit that matters."""
    seconds = max(0, int((now - since).total_seconds()))
    if seconds >= 2 * DAY:
        days = seconds // DAY
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    if seconds >= HOUR:
        hours = seconds // HOUR
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    minutes = seconds // MINUTE
    if not minutes:
        return gettext("less than a minute")
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}


@register.filter
def size(length: int) -> str:
    """Bytes as people say them."""
    if length >= MEGABYTE:
        return f"{number_format(length / MEGABYTE, 1)} MB"
    return f"{max(1, round(length / KILOBYTE))} kB"


@register.filter
def in_words(texts: Mapping[str, str] | None) -> str:
    """A text that the firm wrote in several languages, in the reader's."""
    return words.in_words(texts) if texts else ""


@register.filter
def country(code: str) -> str:
    """The name of a country, by its two letters."""
    return country_name(code, language_now())


@register.filter
def paper_language(code: str) -> str:
    return str(dict(PAPER_LANGUAGES).get(code, code))


@register.filter
def method_words(method: str) -> str:
    """How a payment came: `Check 1042`, `Visa ending in 4242`."""
    return how_it_came.method_words(method)


@register.filter
def processor_words(why: str) -> str:
    """What the processor says of a card, in the reader's language where we know it."""
    return str(methods.said_why(why))


@register.filter
def opens_case(entries: Iterable[Any]) -> bool:
    """Whether whoever reads a movement may open the case that it belongs to."""
    return any(entry.case_number for entry in entries)


@register.filter
def other_side(cents: int) -> int:
    """A credit, as it stands in its own column."""
    return -cents
