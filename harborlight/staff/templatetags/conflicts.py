from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from harborlight.cases.queries import Found
from harborlight.facts.catalogue import catalogue
from harborlight.firm.roles import Role
from harborlight.firm.words import in_words
from harborlight.people.members import FORMER, GUEST, LIAISON, MEMBER
from harborlight.people.models import ConflictCheck

register = template.Library()

# By where a name stands in somebody's answers.
PLACES = {
    "name": gettext_noop("The name that %(person)s gave in the answers"),
    "native_name": gettext_noop("%(person)s, in their own script"),
    "other_names": gettext_noop("Another name of %(person)s"),
    "former_spouses": gettext_noop("Former spouse of %(person)s"),
    "parents": gettext_noop("Parent of %(person)s"),
    "children": gettext_noop("Child of %(person)s"),
}
# By what somebody is to the firm.
AT_THE_FIRM = {
    MEMBER: gettext_noop("Works here: %(roles)s"),
    GUEST: gettext_noop("Works with the firm: %(roles)s"),
    LIAISON: gettext_noop("Has an account with the firm: %(roles)s"),
    FORMER: gettext_noop("Was with the firm before: %(roles)s"),
}


@register.filter
def place_of(found: Found) -> str:
    """Whose name it is that stands in somebody's answers: "Former spouse of Ana Ruiz"."""
    person = found.person.full_name if found.person else ""
    if found.place in PLACES:
        return _(PLACES[found.place]) % {"person": person}
    group = _called(found.place)
    said = _("%(place)s, in the answers of %(person)s")
    return said % {"place": in_words(group), "person": person}


def _called(place: str) -> Mapping[str, str]:
    """What a place in the answers is called: a group, or the name of one person there."""
    known = catalogue()
    if group := known.groups.get(("person", place)):
        return group.labels
    return known.entries["person", f"{place}.family"].labels


@register.filter
def part_of(found: Found) -> str:
    """What somebody is to the firm: "Works here: Attorney, Partner"."""
    roles = ", ".join(str(Role(one).label) for one in found.roles)
    return _(AT_THE_FIRM[found.place]) % {"roles": roles}


@register.filter
def others_of(found: Found) -> str:
    """Who else an earlier check was about: it may be for them that it was refused."""
    about = found.check.about if found.check else []
    return ", ".join(one["name"] for one in about if one["name"] != found.name)


@register.filter
def more_of(check: ConflictCheck, about: int) -> int:
    """How many more are like this one of those asked about than the check kept."""
    left_out: list[int] = check.left_out
    return left_out[about] if about < len(left_out) else 0
