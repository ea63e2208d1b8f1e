"""What the pages about tasks say beyond the words of the house.

{% load tasks %}
{% task_ways as ways %}         the pages about tasks this person may open; the page says `here`
{{ task|because }}              why it is whose it is
{{ task|doer }}                 whose it is
{{ task.gate|holds_back }}      what waits until it is accepted
{{ task.review|part }}          a part of the firm
{% why_held case as why %}      what must be accepted before the case may be sent
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harborlight.cases import gates
from harborlight.firm.roles import DESK
from harborlight.tasks import labels
from harborlight.tasks.events import AWAY, RULE_ADDED

if TYPE_CHECKING:
    from harborlight.cases.models import Case
    from harborlight.tasks.models import Task

register = template.Library()
register.filter(labels.because)
register.filter(labels.holds_back)
register.filter(labels.part)

WAYS = (
    ("tasks", gettext_lazy("My day"), DESK),
    ("task-board", gettext_lazy("Board"), DESK),
    ("task-queue", gettext_lazy("To be reviewed"), DESK),
    ("task-away", gettext_lazy("Who is away"), AWAY.by),
    ("task-rules", gettext_lazy("Who is given tasks"), RULE_ADDED.by),
)


@register.simple_tag(takes_context=True)
def task_ways(context: Context) -> list[dict[str, Any]]:
    actor, here = context["request"].actor, context.get("here", "")
    return [
        {"label": label, "href": reverse(f"staff:{page}"), "here": page == here}
        for page, label, who in WAYS
        if actor.plays(who)
    ]


@register.filter
def doer(task: Task) -> str:
    """The person, or the part where nobody has it yet."""
    if task.person is not None:
        return str(task.person.full_name)
    if task.user is not None:
        return str(task.user.name)
    return _("%(part)s, nobody yet") % {"part": labels.part(task.role)}


@register.simple_tag
def why_held(case: Case) -> str:
    return gates.why_held(case, gates.SEND)
