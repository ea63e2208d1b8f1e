"""{% load searches %} {{ saved|address }}: a saved search as the rest of an address."""

from __future__ import annotations

from django import template

from harborlight.search.models import SavedSearch
from harborlight.staff.search_forms import saved_address

register = template.Library()


@register.filter
def address(saved: SavedSearch) -> str:
    return saved_address(saved)
