"""How inquiries are told at the desk.

{% load inquiring %}
{{ inquiry.wanted|kind_of_help }}     Citizenship
{{ "es"|language_name }}              Spanish
"""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

from harborlight.inquiries.forms import kinds_of_help

register = template.Library()


@register.filter
def kind_of_help(value: str) -> str:
    """What somebody asks for, in the reader's language."""
    return dict(kinds_of_help()).get(value) or _("Not said yet")


@register.filter
def language_name(code: str) -> str:
    """The name of a language, in the reader's."""
    names = {known: str(name) for known, name in settings.LANGUAGES}
    return _(names.get(code, code))
