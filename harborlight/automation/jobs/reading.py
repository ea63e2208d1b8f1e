"""Automations that wait for events: read in order, each event once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import Count

from harborlight.automation import events
from harborlight.automation.actions.firing import Met, fire, firing_of, hold_back
from harborlight.automation.jobs.hooking import tell_programs
from harborlight.automation.judging import Lot
from harborlight.automation.models import Automation, Firing
from harborlight.automation.queries import rules_of
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events

# An event that followed from so many automations begins no other.
MOST_DEPTH = 3
# An automation acts in one case so often within a day at most.
MOST_A_DAY = 20


@reads_events("automations")
def run_automations(clock: Actor, happened: Sequence[Event]) -> None:
    """Let every automation act that waited for one of these."""
    kinds = {event.kind for event in happened if event.case_id}
    waiting = Automation.objects.filter(is_on=True, kind__in=kinds)
    several = [*waiting.order_by("made_at", "pk")]
    if not several:
        return
    depth = depths(happened, {one.kind for one in several})
    met = [
        (one, event.case_id, Met(event.kind, event=event.pk, depth=depth[event.pk]))
        for event in happened
        for one in several
        if event.kind == one.kind and event.case_id and _is_since(event, one)
    ]
    run(clock, met)


def _is_since(event: Event, automation: Automation) -> bool:
    return automation.on_since is not None and event.at >= automation.on_since


def run(clock: Actor, met: Sequence[tuple[Automation, UUID, Met]]) -> int:
    """Let automations act where their conditions are so; how many did."""
    if not met:
        return 0
    rules = rules_of(clock, {one.pk: one for one, _case, _met in met}.values())
    day = today(clock.firm.time_zone)
    lot = Lot(clock, {case for _one, case, _met in met}, rules.values(), day)
    often = _how_often(met)
    nothing, acted = [], 0
    for automation, pk, what in met:
        case, rule = lot.cases.get(pk), rules[automation.pk]
        if case is None:
            continue  # closed, or gone
        so = lot.so(rule, case)
        if not all(so):
            row = firing_of(automation, case, what, so, Firing.Outcome.NOT_SO)
            nothing.append(row)
            continue
        if why := _why_held(what, often, (automation.pk, pk)):
            _hold(clock, automation, case, what, why, often)
            continue
        often[automation.pk, pk] += 1
        fired = fire(
            clock, automation, rule=rule, case=case, met=what, so=so, today=day
        )
        if any(one.do == "hook" for one in rule.thens):
            tell_programs(fired)
        acted += 1
    Firing.objects.bulk_create(nothing, ignore_conflicts=True, batch_size=500)
    return acted


def _why_held(met: Met, often: Counter[tuple[UUID, UUID]], place: tuple[UUID, UUID]) -> str:  # fmt: skip
    if met.depth >= MOST_DEPTH:
        return "chain"
    return "often" if often[place] >= MOST_A_DAY else ""


def _hold(
    clock: Actor,
    automation: Automation,
    case: Case,
    met: Met,
    why: str,
    often: Counter[tuple[UUID, UUID]],
) -> None:
    """The first time on a day it is an event, of which people are told; then a row."""
    lately = Firing.objects.filter(
        automation=automation,
        outcome=Firing.Outcome.HELD,
        at__gte=now() - timedelta(days=1),
    )
    if not lately.exists():
        hold_back(clock, automation, case=case, met=met, why=why)
        return
    row = firing_of(automation, case, met, [], Firing.Outcome.HELD)
    row.did = [[why, ""]]
    Firing.objects.bulk_create([row], ignore_conflicts=True)


def _how_often(
    met: Sequence[tuple[Automation, UUID, Met]],
) -> Counter[tuple[UUID, UUID]]:
    """How often each of these automations acted in each of these cases since yesterday."""
    rows = Firing.objects.filter(
        case__in={case for _one, case, _met in met},
        automation__in={one.pk for one, _case, _met in met},
        at__gte=now() - timedelta(days=1),
    ).exclude(outcome__in=(Firing.Outcome.NOT_SO, Firing.Outcome.HELD))
    counted = rows.order_by().values_list("automation_id", "case_id")
    found: Counter[tuple[UUID, UUID]] = Counter()
    for automation, case, n in counted.annotate(n=Count("pk")):
        found[automation, case] = n
    return found


def depths(happened: Iterable[Event], kinds: set[str]) -> Counter[UUID]:
    """How many automations each of these events followed from."""
    found: Counter[UUID] = Counter()
    chain = {e.pk: e.cause_id for e in happened if e.cause_id and e.kind in kinds}
    while chain:
        rows = Event.objects.filter(pk__in={*chain.values()})
        causes = {row.pk: row for row in rows.only(*_CAUSE)}
        back = {start: causes[of] for start, of in chain.items() if of in causes}
        fired = {
            start: row.subject_id
            for start, row in back.items()
            if row.kind == events.FIRED.name and row.subject_id
        }
        deep = dict(
            Firing.objects.filter(pk__in={*fired.values()}).values_list("pk", "depth")
        )
        found.update({start: 1 + deep.get(of, 0) for start, of in fired.items()})
        chain = {
            start: row.cause_id
            for start, row in back.items()
            if start not in fired and row.cause_id
        }
    return found


_CAUSE = ("pk", "kind", "cause_id", "subject_id", "firm_id")
