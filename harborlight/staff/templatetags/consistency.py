"""How places of findings are told, and where they lead.

{% load consistency %}
{{ place|place_label }} {{ place|place_value }} {{ place|place_hint }}
{{ place|place_address:case }}   where it is read and put right
{{ place|place_picture }}        where a paper says it, cut out of its page; or ""
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from harborlight.facts.catalogue import NoSuchFact, catalogue
from harborlight.facts.labels import whole_label
from harborlight.facts.showing import shown
from harborlight.firm.words import language_now
from harborlight.staff.views.answers import address_of

if TYPE_CHECKING:
    from harborlight.cases.models import Case
    from harborlight.facts.findings import Where

register = template.Library()


@register.filter
def place_label(place: Where) -> str:
    """What it is called: "Addresses: From"."""
    if place.name == "name":
        return _("Name")
    return whole_label(catalogue().entry(place.path))


@register.filter
def place_value(place: Where) -> str:
    """What is said there, in words; numbers that open doors are masked."""
    try:
        entry = catalogue().entry(place.path)
    except NoSuchFact:
        return place.value
    language = language_now()
    return shown(entry, place.value, language=language) if place.value else ""


@register.filter
def place_address(place: Where, case: Case) -> str:
    if place.source == "paper":
        return reverse("staff:review-version", args=[UUID(place.id)])
    if place.source == "card":
        return reverse("staff:person", args=[UUID(place.id)])
    if place.source == "filed":
        return reverse("staff:case", args=[UUID(place.id)])
    if place.source:
        return reverse("staff:case-forms", args=[case.pk])
    name = "name.family" if place.name == "name" else place.name.replace("[]", "")
    entry = UUID(place.entry) if place.entry else None
    return address_of(case, place.subject or case.pk, name, entry)


@register.filter
def place_picture(place: Where) -> str:
    if place.source != "paper" or not place.part:
        return ""
    return reverse("staff:version-part", args=[UUID(place.id), place.part])
