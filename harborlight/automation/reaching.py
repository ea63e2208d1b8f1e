"""Whether somebody may be written to now, and in which way: else the code of why not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.automation.models import Reaching, Reminder, ReminderSettings
from harborlight.automation.queries import settings_of
from harborlight.cases.models import Case, Party
from harborlight.facts.models import Fact
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.outside.texts import provider
from harborlight.people.models import Person
from harborlight.workflow.playbook_moments import EMAIL, TEXT

# Two messages in one way to one person are so far apart, whatever they are about.
APART = timedelta(hours=12)
WEEK = timedelta(days=7)
WHY_NOT = {
    "no-account": _("they have no account here yet"),
    "no-address": _("we know no address of theirs"),
    "no-number": _("we know no telephone number of theirs"),
    "said-no": _("they said that they do not want it"),
    "not-safe": _("it is not safe to write to them so"),
    "no-provider": _("no provider of text messages is set up"),
    "enough": _("they were written to often enough this week"),
    "just-now": _("they were written to a short while ago"),
    "done": _("it was done meanwhile"),
    "refused": _("the provider refused it"),
    "not-reached": _("whoever carries the messages was not reached"),
}


def why_in_words(code: str) -> str:
    """A code of ours in words; a provider's own stands behind them."""
    known = WHY_NOT.get(code)
    return str(known) if known else f"{WHY_NOT['refused']} ({code})"


_SAFE = {
    "contact.is_safe": (EMAIL, TEXT),
    "intake.safe_to_text": (TEXT,),
    "intake.safe_to_email": (EMAIL,),
}


@dataclass(frozen=True)
class Reach:
    """How one person may be reached in one case at one moment.

    awake: it is day where they are. ways: those that are open; closed: why the others not.
    """

    awake: bool
    ways: tuple[str, ...]
    closed: dict[str, str]


def asleep_now(clock: Actor, people: Collection[UUID]) -> set[UUID]:
    """Where it is night now, of these people."""
    chosen = settings_of(clock)
    rows = Reaching.objects.visible_to(clock).filter(person__in=people).exclude(zone="")
    zones = dict(rows.values_list("person_id", "zone"))
    awake = {
        zone: is_day(chosen, zone or clock.firm.time_zone, now())
        for zone in {"", *zones.values()}
    }
    return {one for one in people if not awake[zones.get(one, "")]}


def is_day(chosen: ReminderSettings, zone: str, moment: datetime) -> bool:
    hour = moment.astimezone(ZoneInfo(zone)).hour
    return chosen.opens <= hour < chosen.closes


def reach_of(
    clock: Actor, case: Case, person: Person, chosen: ReminderSettings, moment: datetime
) -> Reach:
    """What they said, what is safe, and how often they were written to."""
    said = Reaching.objects.visible_to(clock).filter(person=person).first()
    zone = (said.zone if said else "") or clock.firm.time_zone
    lately = [*_lately(clock, person, moment)]
    closed = {}
    for way in (EMAIL, TEXT):
        why = (
            _no_way(person, way, said)
            or unsafe(clock, person, way, case=case)
            or _often(lately, way, chosen, moment)
        )
        if why:
            closed[way] = why
    ways = tuple(way for way in (EMAIL, TEXT) if way not in closed)
    return Reach(is_day(chosen, zone, moment), ways, closed)


def _no_way(person: Person, way: str, said: Reaching | None) -> str:
    if person.login is None:
        return "no-account"
    if said and (said.no_emails if way == EMAIL else said.no_texts):
        return "said-no"
    if way == EMAIL:
        return "" if person.login.email else "no-address"
    if not person.phone:
        return "no-number"
    return "" if provider() else "no-provider"


def unsafe(clock: Actor, person: Person, way: str, *, case: Case | None = None) -> str:
    """What they said anywhere counts; of a sensitive case, only a yes (8 U.S.C. 1367).

    case: whose message it is, also where they are no party of it.
    """
    asked = _said(clock, person, way)
    if any("no" in said for said in asked.values()):
        return "not-safe"
    theirs = Party.objects.visible_to(clock).filter(person=person)
    sensitive = Q(case__is_sensitive=True, case__closed_on__isnull=True)
    if (case and case.is_sensitive) or theirs.filter(sensitive).exists():
        # A text shows on a locked screen: that it is safe must have been said of texts.
        wanted = (
            asked["intake.safe_to_text"]
            if way == TEXT
            else set().union(*asked.values())
        )
        return "" if "yes" in wanted else "not-safe"
    return ""


def said_no(clock: Actor, person: Person, way: str) -> bool:
    """Whether they said, anywhere, that this way is not safe."""
    return any("no" in said for said in _said(clock, person, way).values())


def _said(clock: Actor, person: Person, way: str) -> dict[str, set[str]]:
    """Their answers to what is asked of this way, by question."""
    names = [name for name, ways in _SAFE.items() if way in ways]
    rows = Fact.objects.visible_to(clock).filter(
        person=person, name__in=names, replaced_at__isnull=True
    )
    found = {name: set[str]() for name in names}
    for name, plain in rows.values_list("name", "plain"):
        found[name].add(plain)
    return found


def _lately(clock: Actor, person: Person, moment: datetime) -> Iterable[Reminder]:
    """What they were sent within a week, over all their cases; in doubt it was sent."""
    rows = Reminder.objects.visible_to(clock).filter(
        person=person, claimed_at__gte=moment - WEEK, way__in=(EMAIL, TEXT), why_not=""
    )
    return rows.only("way", "claimed_at", "firm_id")


def _often(
    lately: list[Reminder], way: str, chosen: ReminderSettings, moment: datetime
) -> str:
    if any(one.way == way and one.claimed_at > moment - APART for one in lately):
        return "just-now"
    return "enough" if len(lately) >= chosen.most_a_week else ""
