"""Whoever runs the practice writes automations, publishes them, turns them on and off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from harborlight.automation import events
from harborlight.automation.checking import Fault, faults
from harborlight.automation.models import Automation, RuleVersion
from harborlight.automation.rule import BadRule, Rule, read, written
from harborlight.automation.starters import starters
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now


class ChangedMeanwhile(Exception):
    """Somebody else changed the draft since this page was shown."""


class NotYet(Exception):
    """It cannot be published as it is; the reasons are `faults`."""

    def __init__(self, several: list[Fault]) -> None:
        super().__init__(" ".join(str(one) for one in several))
        self.faults = several


def begin_automation(
    actor: Actor, *, name: str, rule: Rule | None = None
) -> Automation:
    """Begin an automation: a draft that does nothing yet."""
    with acting(actor, events.BEGUN, actor.firm) as event:
        made = Automation.objects.create(
            firm=actor.firm,
            name={actor.language or "en": name},
            draft=written(rule or Rule()),
            made_at=now(),
        )
        event.made(made)
        event.say(name=made.name)
    return made


def change_draft(
    actor: Actor, automation: Automation, *, rule: Rule, seen: int
) -> None:
    """Write the next version. Raises ChangedMeanwhile where `seen` is not the last change."""
    with acting(actor, events.CHANGED, automation) as event:
        _hold(automation, seen)
        automation.draft, automation.changes = written(rule), seen + 1
        automation.save(update_fields=["draft", "changes"])
        event.say(name=automation.name)


def drop_draft(actor: Actor, automation: Automation) -> None:
    """Throw the draft away; what is published stays as it is."""
    with acting(actor, events.CHANGED, automation) as event:
        automation.draft, automation.changes = None, automation.changes + 1
        automation.save(update_fields=["draft", "changes"])
        event.say(name=automation.name)


def publish_automation(actor: Actor, automation: Automation, *, seen: int) -> RuleVersion:  # fmt: skip
    """Make the draft the version in force, and turn it on.

    Raises NotYet with the reasons where it says too little or would go in a circle, and
    ChangedMeanwhile.
    """
    with acting(actor, events.PUBLISHED, automation) as event:
        _hold(automation, seen)
        rule = _readable(automation.draft)
        if found := faults(actor, automation, rule):
            raise NotYet(found)
        made = _publish(actor, automation, rule)
        event.say(name=automation.name, number=made.number)
    return made


def _publish(actor: Actor, automation: Automation, rule: Rule) -> RuleVersion:
    automation.number += 1
    made = RuleVersion.objects.create(
        firm=automation.firm,
        automation=automation,
        number=automation.number,
        definition=written(rule),
        made_at=now(),
        made_by_id=actor.user_id,
    )
    automation.draft, automation.changes = None, automation.changes + 1
    automation.kind, automation.waits = rule.kind, rule.waits
    automation.is_on, automation.on_since = True, now()
    automation.save()
    return made


def bring_starter(actor: Actor, *, key: str, on: bool = False) -> Automation:
    """Take an automation of ours: published, so that it can be read, and on or off."""
    with acting(actor, events.PUBLISHED, actor.firm) as event:
        starter = starters()[key]
        made = Automation.objects.create(
            firm=actor.firm, name=dict(starter.name), starter=key, made_at=now()
        )
        _publish(actor, made, starter.rule)
        if not on:
            made.is_on, made.on_since = False, None
            made.save(update_fields=["is_on", "on_since"])
        event.about(made)
        event.say(name=made.name, number=made.number)
    return made


def turn_on(actor: Actor, automation: Automation) -> None:
    """Let it act from now on, in the version in force.

    Raises NotYet: others that are on by now may close a circle with it.
    """
    with acting(actor, events.SWITCHED_ON, automation) as event:
        version = RuleVersion.objects.filter(
            automation=automation, number=automation.number
        ).first()
        rule = read(version.definition) if version else Rule()
        if found := faults(actor, automation, rule):
            raise NotYet(found)
        automation.is_on, automation.on_since = True, now()
        automation.save(update_fields=["is_on", "on_since"])
        event.say(name=automation.name)


def turn_off(actor: Actor, automation: Automation) -> None:
    """Let it act no more, until somebody turns it on again."""
    with acting(actor, events.SWITCHED_OFF, automation) as event:
        automation.is_on = False
        automation.save(update_fields=["is_on"])
        event.say(name=automation.name)


def remove_automation(actor: Actor, automation: Automation) -> None:
    """Take it away: it acts no more, and its log stays."""
    with acting(actor, events.REMOVED, automation) as event:
        automation.is_on, automation.removed_at = False, now()
        automation.save(update_fields=["is_on", "removed_at"])
        event.say(name=automation.name)


def _hold(automation: Automation, seen: int) -> None:
    row = Automation.objects.select_for_update(of=("self",)).get(pk=automation.pk)
    if row.changes != seen or row.removed_at:
        raise ChangedMeanwhile(
            _("Somebody else changed it since you opened this page. Look at it again.")
        )
    automation.refresh_from_db()


def _readable(draft: Mapping[str, Any] | None) -> Rule:
    try:
        return read(draft)
    except BadRule:
        return Rule()
