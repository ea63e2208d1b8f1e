"""What the pages of the office may say beyond the words of the house.

{% load office %}
{% office_tabs as tabs %}          the pages of the office this person may open
{% paper_tabs as tabs %}           those of them that are about papers
{{ line|says }}                    the sentence of an event, or what kind of thing it was
{{ kind|deed }}                    what is done, for lists of it
{{ kind|plainly }}                 the sentence of a kind, with dots where words will stand
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.automation.events import BEGUN, LOOKED
from harborlight.documents.events import ROUTERS, SAMPLE_DRAWN
from harborlight.firm.events import KINDS, LOG_READERS, EventKind
from harborlight.firm.forms import AMERICAN, UNIT_KINDS
from harborlight.firm.queries import TECHNICIANS
from harborlight.firm.roles import OFFICE, STAFF, Role, Roles, roles
from harborlight.firm.words import sentence
from harborlight.packets.events import PARAGRAPH_SAVED, SET_SAVED
from harborlight.questionnaires.events import DRAFT_BEGUN
from harborlight.staff.office_words import subject_name, task_name, thing_name
from harborlight.workflow.events import DRAFT_BEGUN as PLAYBOOK_DRAFT_BEGUN

if TYPE_CHECKING:
    from harborlight.cases.queries.logbook import Line

register = template.Library()
register.filter(subject_name)
register.filter(task_name)
register.filter(thing_name)

TABS = (
    ("office", _("Firm"), STAFF),
    ("members", _("People"), STAFF),
    ("roles", _("Roles"), STAFF),
    ("paper-details", _("Papers"), roles(ROUTERS, SAMPLE_DRAWN.by)),
    ("questionnaires", _("Questionnaires"), DRAFT_BEGUN.by),
    ("playbooks", _("Playbooks"), PLAYBOOK_DRAFT_BEGUN.by),
    ("automations", _("Automations"), BEGUN.by),
    ("reminders", _("Reminders"), roles(BEGUN.by, LOOKED.by)),
    ("files", _("Files"), OFFICE),
    ("exhibit-sets", _("Standard exhibits"), SET_SAVED.by),
    ("paragraphs", _("Standard paragraphs"), PARAGRAPH_SAVED.by),
    ("log", _("Log"), LOG_READERS),
    ("looks", _("Looks"), LOG_READERS),
    ("jobs", _("Background work"), TECHNICIANS),
)
# The pages about papers: one tab of the office leads to the first that is open.
PAPERS = (
    ("paper-details", _("Asked of papers"), OFFICE),
    ("routing", _("Who looks at papers"), ROUTERS),
    ("times", _("Time for papers"), ROUTERS),
    ("tags", _("Tags"), ROUTERS),
    ("naming", _("Names of files"), ROUTERS),
    ("watch", _("Reminders"), ROUTERS),
    ("samples", _("Samples"), SAMPLE_DRAWN.by),
)
_BLANK = re.compile(r"\{\w+\}")
_DOTS = re.compile(r"…(?:[.,]?\s*…)+")
# What stands behind the last word: a reason, say, of which nothing is told here.
_OPEN_END = re.compile(r"(?:[:,]\s*…[.]?)+$")


@register.simple_tag(takes_context=True)
def office_tabs(context: Context) -> list[dict[str, Any]]:
    request = context["request"]
    found = _tabs(request, TABS)
    first = next(iter(_tabs(request, PAPERS)), None)
    for tab in found:
        if first and tab["start"] == reverse("staff:paper-details"):
            tab["href"] = first["href"]
    return found


@register.simple_tag(takes_context=True)
def paper_tabs(context: Context) -> list[dict[str, Any]]:
    """The pages of the office about papers, on one of them; on others none."""
    request = context["request"]
    if not request.path.startswith(reverse("staff:paper-details")):
        return []
    return _tabs(request, PAPERS)


def _tabs(
    request: Any, pages: Iterable[tuple[str, Any, Roles]]
) -> list[dict[str, Any]]:
    found = [
        (label, reverse(f"staff:{page}"))
        for page, label, who in pages
        if request.actor.plays(who)
    ]
    within = [address for _label, address in found if request.path.startswith(address)]
    here = max(within, key=len, default="")
    return [
        {"label": label, "href": address, "start": address, "here": address == here}
        for label, address in found
    ]


@register.filter
def says(line: Line) -> str:
    """What happened; where the reader may not know of whom, what kind of thing it was."""
    kind = KINDS.get(line.row.kind)
    if line.closed and kind is not None:
        return plainly(kind)
    return sentence(line.row.kind, line.words)


@register.filter
def plainly(kind: EventKind) -> str:
    """A kind of event without its words: "… accepted …"."""
    text = str(kind.sentence).replace("{who}", gettext("Somebody"), 1)
    return _BLANK.sub("…", text)


@register.filter
def deed(kind: EventKind) -> str:
    """What a kind of event says is done, for lists of it: "Accepted …, version …"."""
    text = _BLANK.sub("…", str(kind.sentence).removeprefix("{who} "))
    text = _OPEN_END.sub("", _DOTS.sub("…", text)).strip()
    return text[:1].upper() + text[1:]


@register.filter
def key(line: Line) -> str:
    """The id of an event as it stands in addresses."""
    return str(line.row.key)


@register.filter
def get(found: dict[str, Any], name: str) -> Any:
    return found.get(name, "")


@register.filter
def unit_name(kind: str) -> str:
    return str(dict(UNIT_KINDS).get(kind, kind)) if kind else ""


@register.filter
def zone_name(zone: str) -> str:
    """The name of a time zone as the settings offer it."""
    city = zone.split("/")[-1].replace("_", " ")
    return city if zone in AMERICAN else zone.replace("_", " ")


@register.filter
def role_names(role: str) -> str:
    """The parts that an event was caused in, in the reader's language."""
    names = [one.strip() for one in role.split(",") if one.strip()]
    known = dict(Role.choices)
    return ", ".join(str(known.get(name, name)) for name in names)
