"""Why an automation cannot be published yet, and what to look at before it is."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from harborlight.automation.deeds import DEEDS
from harborlight.automation.graph import loop, named, same
from harborlight.automation.models import Automation
from harborlight.automation.queries import automations, rules_on
from harborlight.automation.queries import named as names_of
from harborlight.automation.rule import EVENT, Rule
from harborlight.automation.vocabulary import DAYS_OF, SILENT, TRIGGERS, WHATS
from harborlight.firm.actor import Actor


@dataclass(frozen=True)
class Fault:
    """A reason in words, and the part of the page that it is about."""

    words: str
    at: str = ""

    def __str__(self) -> str:
        return self.words


def faults(actor: Actor, automation: Automation, rule: Rule) -> list[Fault]:
    """Everything that must change before it may act."""
    found = [*_unsaid(rule)]
    if found:
        return found
    others = rules_on(actor) | {automation.pk: rule}
    if circle := loop(others, automation.pk):
        names = names_of([*automations(actor)]) | {automation.pk: automation.called}
        said = _("It would go in a circle without end: %(circle)s. Change what it does, or what it waits for.")  # fmt: skip
        found.append(Fault(said % {"circle": named(circle, names)}, "then"))
    return found


def _unsaid(rule: Rule) -> list[Fault]:
    found = []
    if rule.when is None or not _is_known(rule):
        found.append(Fault(_("Say what it waits for."), "when"))
    if not rule.thens:
        found.append(Fault(_("Say what it does then."), "then"))
    if any(one.what not in WHATS for one in rule.ifs):
        found.append(Fault(_("One of the conditions is not known here."), "if"))
    if any(one.do not in DEEDS for one in rule.thens):
        found.append(Fault(_("One of the things to do is not known here."), "then"))
    return found


def _is_known(rule: Rule) -> bool:
    when = rule.when
    assert when is not None
    if when.on == EVENT:
        return when.kind in TRIGGERS
    lists = {"date": when.of in DAYS_OF, "stage": when.days > 0}
    return lists.get(when.on, when.whose in SILENT and when.days > 0)


def doing_the_same(actor: Actor, automation: Automation, rule: Rule) -> list[str]:
    """The names of others, turned on, that do the same at the same time."""
    names = names_of([*automations(actor)])
    others = rules_on(actor) | {automation.pk: rule}
    return [names[key] for key in same(others, automation.pk) if key in names]
