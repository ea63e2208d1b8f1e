"""The rules of who is given tasks, in words, and what they would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from harborlight.cases.models import Case
from harborlight.cases.queries import cases
from harborlight.firm.acting import may
from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.firm.roles import Role
from harborlight.firm.words import in_words
from harborlight.staff.task_desk import staff
from harborlight.tasks.events import RULE_ADDED
from harborlight.tasks.labels import part, reasons
from harborlight.tasks.models import TaskRule
from harborlight.tasks.office_forms import AbsenceForm, LanguagesForm, TaskRuleForm
from harborlight.tasks.queries import spoken
from harborlight.tasks.routing import Asked, route, task_rules
from harborlight.workflow.queries import playbooks

if TYPE_CHECKING:
    from harborlight.firm.doors import Request

TRIED = (Role.PARALEGAL, Role.ATTORNEY)


@dataclass(frozen=True)
class Line:
    """A rule as the page lists it."""

    rule: TaskRule
    about: str
    goes_to: str


@dataclass(frozen=True)
class Tried:
    """Whose a task of a case would be now. case None: no such case is open to them."""

    number: str
    case: Case | None
    answers: list[tuple[str, str, str]]


def lines(actor: Actor) -> list[Line]:
    kinds = {one.key: in_words(one.name) for one in playbooks(actor)}
    return [_line(one, kinds) for one in task_rules(actor)]


def _line(rule: TaskRule, kinds: Mapping[str, str]) -> Line:
    said = [
        part(rule.asked) if rule.asked else "",
        kinds.get(rule.playbook, rule.playbook),
    ]
    if rule.client_language:
        name = str(dict(settings.LANGUAGES).get(rule.client_language, ""))
        said.append(_("client reads %(language)s") % {"language": name})
    about = " · ".join(filter(None, said)) or _("Every task")
    return Line(rule, about, _goes_to(rule))


def _goes_to(rule: TaskRule) -> str:
    if rule.target == TaskRule.Target.PERSON:
        return rule.user.name if rule.user else ""
    said = {"part": part(rule.role)}
    if rule.target == TaskRule.Target.SEAT:
        return _("The %(part)s on the team of the case") % said
    if rule.target == TaskRule.Target.SPEAKS:
        return _("The %(part)s who speaks the client’s language") % said
    return _("The %(part)s with the fewest open tasks") % said


def rule_form(request: Request, *, empty: bool = False) -> TaskRuleForm:
    actor = request.actor
    return TaskRuleForm(
        request.POST if request.method == "POST" and not empty else None,
        people=staff(actor),
        playbooks=[(one.key, in_words(one.name)) for one in playbooks(actor)],
    )


def absence_form(request: Request, day: date) -> AbsenceForm:
    """For oneself; whoever hands out work notes it for others too."""
    actor, people = request.actor, staff(request.actor)
    mine = [one for one in people if one.pk == actor.user_id]
    return AbsenceForm(
        request.POST if request.method == "POST" else None,
        today=day,
        whose=people if may(actor, RULE_ADDED) else mine,
        people=people,
        initial={"user": str(actor.user_id)},
    )


def languages_of(actor: Actor) -> list[tuple[User, LanguagesForm]]:
    """Everybody of the firm, with the languages they speak with clients."""
    known = spoken(actor)
    return [
        (
            user,
            LanguagesForm(
                initial={"languages": known.get(user.pk, [])},
                auto_id=f"id_speaks_{number}_%s",
            ),
        )
        for number, user in enumerate(staff(actor))
    ]


def tried(actor: Actor, number: str) -> Tried | None:
    """Whose tasks of this case would be, by part. None: nothing was asked."""
    number = number.strip()[:20]
    if not number:
        return None
    case = cases(actor, words=number).first()
    if case is None:
        return Tried(number, None, [])
    found = []
    for role in TRIED:
        routed = route(actor, Asked.of(case, role))
        name = routed.user.name if routed.user else _("Nobody yet")
        found.append((part(role), name, reasons(routed.because)))
    return Tried(number, case, found)
