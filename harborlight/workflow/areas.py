"""The kinds of cases of a firm, as somebody looks for one: by area, then by name."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from harborlight.firm.words import in_words
from harborlight.workflow.playbook_shape import AREAS
from harborlight.workflow.playbooks import Course


def by_area(courses: Iterable[Course]) -> list[tuple[str, list[Course]]]:
    """The name of each area that has some, and its kinds, in the reader's language."""
    names = {
        "family": _("Family"),
        "residence": _("Green card and citizenship"),
        "work": _("Work"),
        "protection": _("Protection"),
        "other": _("Other"),
    }
    rows = sorted(courses, key=lambda one: in_words(one.name).casefold())
    found = [(names[area], [one for one in rows if one.area == area]) for area in AREAS]
    return [(name, kinds) for name, kinds in found if kinds]
