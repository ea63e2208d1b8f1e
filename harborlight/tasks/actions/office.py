"""How the firm hands out work: rules, absences, languages, hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext

from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.membership import works_in
from harborlight.firm.models import User
from harborlight.tasks import events
from harborlight.tasks.models import Absence, ServiceLevel, Speaks, TaskRule


def add_task_rule(
    actor: Actor,
    *,
    asked: str,
    playbook: str,
    client_language: str,
    target: str,
    user: User | None,
    role: str,
) -> TaskRule:
    """Say who is given such tasks; the new rule is tried last."""
    with acting(actor, events.RULE_ADDED, actor.firm) as event:
        last = TaskRule.objects.order_by("-position").first()
        rule = TaskRule.objects.create(
            firm=actor.firm,
            asked=asked,
            playbook=playbook,
            client_language=client_language,
            target=target,
            user=user,
            role=role,
            position=last.position + 1 if last else 1,
            added_at=now(),
        )
        event.made(rule)
    return rule


def move_task_rule(actor: Actor, rule: TaskRule, *, up: bool) -> None:
    """Try a rule before the one above it, or after the one below it."""
    with acting(actor, events.RULE_MOVED, rule) as event:
        rows = TaskRule.objects.filter(withdrawn_at__isnull=True)
        rows = rows.select_for_update().order_by("position", "added_at")
        several = [*rows]
        ids = [one.pk for one in several]
        place = ids.index(rule.pk) if rule.pk in ids else -1
        other = place + (-1 if up else 1)
        if place < 0 or not 0 <= other < len(several):
            return
        several[place], several[other] = several[other], several[place]
        for number, one in enumerate(several, 1):
            one.position = number
            one.save(update_fields=["position"])
            event.note(one)
        rule.position = other + 1


def withdraw_task_rule(actor: Actor, rule: TaskRule) -> None:
    """Try a rule no more; what it gave to somebody stays theirs."""
    with acting(actor, events.RULE_WITHDRAWN, rule):
        rule.withdrawn_at = now()
        rule.save(update_fields=["withdrawn_at"])


def note_absence(
    actor: Actor, user: User, *, stand_in: User, from_on: date, until_on: date
) -> Absence:
    """Note that somebody is away, and who stands in: oneself, or whom one arranges for."""
    with acting(actor, events.AWAY, actor.firm) as event:
        if user.pk != actor.user_id and not actor.plays(events.ARRANGERS):
            raise Refused(gettext("You can note your own absence only."))
        if not (works_in(actor, user) and works_in(actor, stand_in)):
            raise Refused(gettext("Choose two people who work here."))
        absence = Absence.objects.create(
            firm=actor.firm,
            user=user,
            stand_in=stand_in,
            from_on=from_on,
            until_on=until_on,
            set_at=now(),
        )
        event.made(absence)
        days = {"on": from_on.isoformat(), "due": until_on.isoformat()}
        event.say(name=user.name, **days)
    return absence


def end_absence(actor: Actor, absence: Absence) -> None:
    """Note that somebody is back, or is not going away."""
    with acting(actor, events.BACK, absence) as event:
        if absence.user_id != actor.user_id and not actor.plays(events.ARRANGERS):
            raise Refused(gettext("You can note your own absence only."))
        absence.ended_at = now()
        absence.save(update_fields=["ended_at"])
        event.say(name=absence.user.name)


def say_languages(actor: Actor, user: User, *, languages: Sequence[str]) -> None:
    """Note in which languages somebody of the firm speaks with clients."""
    with acting(actor, events.LANGUAGES_SAID, actor.firm) as event:
        Speaks.objects.filter(user=user).exclude(language__in=languages).delete()
        for language in languages:
            Speaks.objects.get_or_create(firm=actor.firm, user=user, language=language)
        event.say(name=user.name, languages=", ".join(languages))


def change_service(actor: Actor, *, hours: Mapping[str, int]) -> None:
    """Say within how many hours of work each kind of review is done."""
    with acting(actor, events.SERVICE_CHANGED, actor.firm):
        for review, wanted in hours.items():
            ServiceLevel.objects.update_or_create(
                firm=actor.firm, review=review, defaults={"hours": wanted}
            )
