from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from harborlight.automation.models import (
    Automation,
    Cadence,
    Delivery,
    Firing,
    Hold,
    Hook,
    OwnReminder,
    Reaching,
    Reminder,
    ReminderSettings,
    RuleVersion,
)
from harborlight.automation.rule import Rule, read
from harborlight.automation.vocabulary import Vocabulary, vocabulary
from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import NotFound
from harborlight.people.models import Person

_rules: dict[tuple[UUID, int], Rule] = {}


def automations(actor: Actor) -> QuerySet[Automation]:
    """Those of the firm that were not taken away, in the order they were made."""
    rows = Automation.objects.visible_to(actor).filter(removed_at__isnull=True)
    return rows.order_by("-is_on", "made_at", "pk")


def get_automation(actor: Actor, pk: UUID) -> Automation:
    found = automations(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def versions_of(actor: Actor, automation: Automation) -> QuerySet[RuleVersion]:
    """Everything that was published of it, the newest first."""
    rows = RuleVersion.objects.visible_to(actor).filter(automation=automation)
    return rows.select_related("made_by").order_by("-number")


def get_version(actor: Actor, pk: UUID) -> RuleVersion:
    return RuleVersion.objects.one(actor, pk, "automation", "made_by")


def rules_of(actor: Actor, several: Iterable[Automation]) -> dict[UUID, Rule]:
    """The version in force of each; read once a process, for none ever changes."""
    wanted = {one.pk: one.number for one in several if one.number}
    missing = {pk for pk, number in wanted.items() if (pk, number) not in _rules}
    if missing:
        # The same for whoever asks: what is in force is no secret of the clock.
        for row in RuleVersion.objects.filter(automation__in=missing):
            _rules[row.automation_id, row.number] = read(row.definition)
    return {pk: _rules[pk, number] for pk, number in wanted.items()}


def rules_on(actor: Actor) -> dict[UUID, Rule]:
    """The rule of each automation that is on."""
    return rules_of(actor, automations(actor).filter(is_on=True))


def words_of(actor: Actor) -> Vocabulary:
    """The closed lists of this firm."""
    return vocabulary(actor, {str(one.pk): one.name for one in hooks(actor)})


def firings(
    actor: Actor, automation: Automation | None = None, *, acted: bool = False
) -> QuerySet[Firing]:
    """The log, in cases that the actor may open, the newest first.

    acted: without those of which the conditions were not so.
    """
    rows = Firing.objects.visible_to(actor).select_related("case", "automation")
    rows = rows.filter(automation=automation) if automation else rows
    if acted:
        rows = rows.exclude(outcome=Firing.Outcome.NOT_SO)
    return rows.order_by("-at", "pk")


def acted_since(actor: Actor, since: datetime) -> dict[UUID, int]:
    """How often each automation acted, in cases that the actor may open."""
    rows = Firing.objects.visible_to(actor).filter(at__gte=since)
    rows = rows.exclude(outcome__in=(Firing.Outcome.NOT_SO, Firing.Outcome.HELD))
    counted = rows.order_by().values_list("automation_id")
    return dict(counted.annotate(n=Count("pk")))


def hooks(actor: Actor) -> QuerySet[Hook]:
    """The programs that are told."""
    rows = Hook.objects.visible_to(actor).filter(removed_at__isnull=True)
    return rows.order_by("added_at", "pk")


def get_hook(actor: Actor, pk: UUID) -> Hook:
    found = hooks(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def deliveries(actor: Actor) -> QuerySet[Delivery]:
    """What programs were told of cases that the actor may open, the newest first."""
    rows = Delivery.objects.visible_to(actor).select_related("hook", "case")
    return rows.order_by("-asked_at", "pk")


def get_delivery(actor: Actor, pk: UUID) -> Delivery:
    """One message, in a case that the actor may open, to a program that is still told."""
    found = deliveries(actor).filter(pk=pk, hook__removed_at__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def cadences(actor: Actor) -> dict[str, Cadence]:
    """How people are reminded, by what it is about; what was never changed is not there."""
    rows = Cadence.objects.visible_to(actor)
    return {one.about: one for one in rows}


def settings_of(actor: Actor) -> ReminderSettings:
    """What the firm chose; the defaults where it chose nothing."""
    found = ReminderSettings.objects.filter(firm=actor.firm).first()
    return found or ReminderSettings(firm=actor.firm)


def reaching_of(actor: Actor, person: Person) -> Reaching:
    """What somebody said of how they are reached; nothing where they said nothing."""
    found = Reaching.objects.visible_to(actor).filter(person=person).first()
    return found or Reaching(firm=actor.firm, person=person)


def reminders(actor: Actor) -> QuerySet[Reminder]:
    """Every reminder in cases that the actor may open, the newest first."""
    rows = Reminder.objects.visible_to(actor).select_related("case", "person")
    return rows.order_by("-claimed_at", "pk")


def holds(actor: Actor) -> list[Hold]:
    """The ways by which nothing is handed over, because whoever carries it refused."""
    return [*Hold.objects.visible_to(actor).order_by("since")]


def own_person(actor: Actor) -> Person:
    """Whoever this client is. NotFound if they are nobody's client."""
    found = Person.objects.visible_to(actor).filter(login=actor.user_id).first()
    if found is None:
        raise NotFound
    return found


def own_reminders(actor: Actor) -> QuerySet[OwnReminder]:
    """What this client wants to be reminded of, the soonest first; what came stays a while."""
    rows = OwnReminder.objects.visible_to(actor).filter(removed_at__isnull=True)
    rows = rows.filter(person__login=actor.user_id).select_related("case")
    return rows.order_by("came_at", "at", "pk")


def get_own_reminder(actor: Actor, pk: UUID) -> OwnReminder:
    found = own_reminders(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


DOUBTFUL = Q(handed_at__isnull=True, why_not="", looked_at__isnull=True)


def in_doubt(actor: Actor, before: datetime) -> QuerySet[Reminder]:
    """Claimed before this moment, and nobody knows whether they were handed over."""
    rows = reminders(actor).filter(DOUBTFUL, claimed_at__lt=before)
    return rows.order_by("claimed_at", "pk")


def get_reminder(actor: Actor, pk: UUID) -> Reminder:
    return Reminder.objects.one(actor, pk, "case", "person")


def named(several: Sequence[Automation]) -> dict[UUID, str]:
    return {one.pk: one.called for one in several}
