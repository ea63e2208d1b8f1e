"""{% load searches %}
{{ saved|address }}                      a saved search as the rest of an address
{{ word|drawn }}                         its box, as attributes of a rectangle of SVG
{% marks_of words as marked %}           `&q=...`: the page with these words marked
{% may_search as may_search %}           whether this person's roles read papers
"""

from __future__ import annotations

from urllib.parse import urlencode

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from harborlight.cases.queries import reads_file
from harborlight.papers.page_text import Word
from harborlight.search.models import SavedSearch
from harborlight.staff.search_forms import saved_address

register = template.Library()


@register.filter
def address(saved: SavedSearch) -> str:
    return saved_address(saved)


@register.simple_tag(takes_context=True)
def may_search(context: Context) -> bool:
    return reads_file(context["request"].actor)


@register.simple_tag
def marks_of(words: str) -> str:
    return f"&{urlencode({'q': words})}"


# A mark is a little larger than its word, in thousandths of the page.
AROUND = 2


@register.filter
def drawn(word: Word) -> SafeString:
    left, top = round(word.left * 1000) - AROUND, round(word.top * 1000) - AROUND
    width = round((word.right - word.left) * 1000) + 2 * AROUND
    height = round((word.bottom - word.top) * 1000) + 2 * AROUND
    said = 'x="{}" y="{}" width="{}" height="{}"'
    return format_html(said, left, top, max(width, 0), max(height, 0))
