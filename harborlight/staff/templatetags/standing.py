"""{% load standing %}
{{ view|view_address }}        a saved view of the overview as the rest of an address
"""

from __future__ import annotations

from urllib.parse import urlencode

from django import template

from harborlight.docket.models import SavedView

register = template.Library()


@register.filter
def view_address(view: SavedView) -> str:
    return urlencode(view.asked)
