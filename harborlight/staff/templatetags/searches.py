"""{% load searches %}
{{ saved|address }}                      a saved search as the rest of an address
{% may_search as may_search %}           whether this person's roles read papers
"""

from __future__ import annotations

from django import template
from django.template import Context

from harborlight.cases.queries import reads_file
from harborlight.search.models import SavedSearch
from harborlight.staff.search_forms import saved_address

register = template.Library()


@register.filter
def address(saved: SavedSearch) -> str:
    return saved_address(saved)


@register.simple_tag(takes_context=True)
def may_search(context: Context) -> bool:
    return reads_file(context["request"].actor)
