"""Through the pages of a paper: each link keeps how somebody looks, but for one thing.

{% goes looking page=looking.after %}   ?page=3&zoom=2
"""

from __future__ import annotations

from typing import Any

from django import template

from harborlight.staff.looking import Looking

register = template.Library()


@register.simple_tag
def goes(look: Looking, **changes: Any) -> str:
    return look.address(**changes)
