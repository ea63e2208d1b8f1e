"""What templates may say beyond Django's own words; every template knows these.

{% icon "check" %}  {% icon "check" 24 %}     a lucide icon, said to nobody aloud
{{ cents|money }}                             $1,234.56
{{ firm.phone|telephone }}                    (512) 555-0100
{{ day|day }} {{ day|short_day }}             March 2, 2026 / Mar 2, 2026
{{ day|week_day }}                            Monday, March 2, 2026
{{ moment|moment }}                           March 2, 2026, 4:05 pm, in the firm's time
{{ day|days_away:today }}                     today, tomorrow, in 12 days, 3 days ago
{{ title|form_names }}                        "I-130 spouse", and never a line's end in I-130
{% csrf_token %}                              Django's, and whose page the form is of
{% card "Title" %} ... {% endcard %}          see the gallery: /dev/components/
{% taken purpose as files %}                  what files are taken (documents/taking.py)
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import lucide
from django import template
from django.conf import settings
from django.template.defaulttags import CsrfTokenNode
from django.template.loader import render_to_string
from django.utils import formats
from django.utils.dateformat import format as written
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from harborlight.documents.taking import Taken, taken
from harborlight.firm import kept, words
from harborlight.firm.tenancy import current_firm_or_none

register = template.Library()
# I-130, G-28, I-130A, and our own 2026-0002 and R-2026-0002; no part of a longer word.
_WHOLE = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,4}-\d{1,4}[A-Z]?|(?:[A-Z]-)?\d{4}-\d{4,})(?![\w-])"
)


class FormMarks(CsrfTokenNode):
    """Django's token against forged requests, and whose page the form stands in.

    Once the session is gone, nothing else says who wrote what is sent (firm/kept.py).
    """

    def render(self, context: Any) -> SafeString:
        token = SafeString(super().render(context))
        user = getattr(getattr(context, "request", None), "user", None)
        if not token or user is None or not user.is_authenticated:
            return token
        mark = format_html(
            '<input type="hidden" name="{}" value="{}">', kept.WHOSE, kept.mark_of(user)
        )
        return format_html("{}{}", token, mark)


@register.tag
def csrf_token(_parser: Any, _token: Any) -> FormMarks:
    return FormMarks()


@register.simple_tag(name="taken")
def files_taken(purpose: str = "") -> Taken:
    """What files the firm takes for this purpose: `largest`, `endings`, `accept`, `names`."""
    return taken(current_firm_or_none(), purpose)


@register.filter
def form_names(words: str) -> SafeString:
    """Names of forms, and numbers of ours, stay in one piece; whoever searches finds them."""
    said = conditional_escape(words)
    return SafeString(_WHOLE.sub(r'<span class="nowrap">\g<0></span>', said))


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, size: int = 20, css: str = "") -> SafeString:
    """An icon of lucide.dev, inline. The words beside it say what it means."""
    svg = lucide._render_icon(  # the tag of the package builds it anew each time
        str(name),
        size,
        **{"aria-hidden": "true", "class": f"icon {css}".strip()},
    )
    return mark_safe(" ".join(svg.split()))  # noqa: S308 - drawn by the package


@register.filter
def money(cents: int | None) -> str:
    """Whole cents as dollars, the same in every language of the United States."""
    if cents is None:
        return ""
    sign = "\N{MINUS SIGN}" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02}"


@register.filter
def telephone(number: str | None) -> str:
    return words.telephone(str(number or ""))


@register.filter
def day(value: date | None) -> SafeString | str:
    return _time(value, "DATE_FORMAT")


@register.filter
def short_day(value: date | None) -> SafeString | str:
    return _time(value, "SHORT_DATE_FORMAT")


@register.filter
def week_day(value: date | None) -> SafeString | str:
    """With the day of the week, for what a person must plan around."""
    return _time(value, "DATE_FORMAT", before="l, ")


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """A moment in the firm's time zone; outside of a firm in the server's."""
    return _time(value, "DATETIME_FORMAT")


@register.filter
def hour(value: datetime | None) -> SafeString | str:
    """Only the time of day, where the day stands before it."""
    return _time(value, "TIME_FORMAT")


@register.filter
def days_away(value: date, today: date) -> str:
    """How far a day is from today, in words. Both are days, not moments."""
    away = (value - today).days
    if away in (-1, 0, 1):
        return [gettext("yesterday"), gettext("today"), gettext("tomorrow")][away + 1]
    if away > 0:
        return ngettext("in %(n)s day", "in %(n)s days", away) % {"n": away}
    return ngettext("%(n)s day ago", "%(n)s days ago", -away) % {"n": -away}


@register.filter
def initials(name: str) -> str:
    """The letters of an avatar: `María José Núñez` is MN."""
    words = str(name).split()
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()


@register.filter
def browser(agent: str) -> str:
    """Which browser on which device, as people call them: `Chrome, Android`."""
    found = [
        next((name for mark, name in marks if mark in agent), "")
        for marks in (BROWSERS, DEVICES)
    ]
    return ", ".join(filter(None, found)) or gettext("Unknown browser")


# The first mark that a browser's own name of itself contains says what it is.
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
DEVICES = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"),
    ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)  # fmt: skip


@register.simple_block_tag
def card(content: str, title: str = "", **also: Any) -> SafeString:
    """A card. title, and: id, icon, note (beside the title), tone="attention",
    bare=True (no inner margin: for lists and tables), level (of the heading, 2)."""
    return _block("card", content, title=title, **also)


@register.simple_block_tag
def alert(content: str, tone: str = "info", **also: Any) -> SafeString:
    """A message that stands in the page. tone: ok, warn, danger, info; title; id."""
    return _block("alert", content, tone=tone, **also)


@register.simple_block_tag
def confirm(content: str, button: str, **also: Any) -> SafeString:
    """Says what will happen before it does: the content is that, and the form.
    button: what opens it; tone: second, danger, main, quiet; icon; small=True."""
    return _block("confirm", content, button=button, **also)


@register.simple_block_tag
def empty(content: str, title: str, **also: Any) -> SafeString:
    """Nothing is here yet: why, and what to do. title; icon."""
    return _block("empty", content, title=title, **also)


def _block(name: str, content: str, **words: Any) -> SafeString:
    words["content"] = content
    return render_to_string(f"ui/components/{name}.html", words)


def _time(value: date | None, kind: str, before: str = "") -> SafeString | str:
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(_zone())
    language = get_language() or settings.LANGUAGE_CODE
    return _timed(value, value.isoformat(), kind, before, language)


@lru_cache(maxsize=4096)
def _timed(value: date, iso: str, kind: str, before: str, language: str) -> SafeString:
    """The same few days stand in a hundred rows: each is written once.

    `iso` tells apart one moment in two zones, which Python holds to be equal.
    """
    pattern = before + formats.get_format(kind, language)
    return format_html('<time datetime="{}">{}</time>', iso, written(value, pattern))


def _zone() -> ZoneInfo:
    firm = current_firm_or_none()
    return ZoneInfo(firm.time_zone if firm else settings.TIME_ZONE)
