"""How hours and shares are told at the desk.

{{ minutes|duration }}     1 h 30 min
{{ ppm|percent }}          8.875%
{{ number|unlocalized }}   as an attribute of a drawing wants it: 12.5
"""

from __future__ import annotations

from django import template

from harborlight.agreements import draft_words
from harborlight.billing import late

register = template.Library()


@register.filter
def duration(minutes: int) -> str:
    return draft_words.duration(minutes)


@register.filter
def percent(ppm: int) -> str:
    return late.percent(ppm)


@register.filter
def unlocalized(number: float) -> str:
    return str(number)
