"""Giving papers to whoever looks at them, and the firm's rules for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from harborlight.documents import events
from harborlight.documents.actions.reviewing import AlreadyReviewed, _words
from harborlight.documents.models import Assignment, RoutingRule, Version
from harborlight.documents.routing import Routed, may_look
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import User
from harborlight.firm.words import in_every_language

BY_HAND = gettext_lazy("Somebody gave it to them.")


def assign_version(actor: Actor, version: Version, *, to: User) -> Assignment:
    """Give a paper that waits to somebody who may look at its case.

    Raises AlreadyReviewed where it waits no more.
    """
    with acting(actor, events.ASSIGNED, version) as event:
        if to.pk not in may_look(actor, version.case):
            raise Refused(
                _(
                    "%(name)s may not look at papers of this case. Choose somebody "
                    "else. Nothing was changed."
                )
                % {"name": to.name}
            )
        found = _give(version, to, by=actor.user_id, because=in_every_language(BY_HAND))
        event.say(name=to.name, why=found.because, **_words(version))
    return found


def route_version(clock: Actor, version: Version, *, routed: Routed) -> None:
    """Give a paper to whom the firm's rules name."""
    assert routed.user is not None
    with acting(clock, events.ASSIGNED, version) as event:
        user = routed.user
        _give(version, user, by=None, because=routed.because, rule=routed.rule)
        event.say(name=user.name, why=dict(routed.because), **_words(version))


def _give(
    version: Version,
    user: User,
    *,
    by: UUID | None,
    because: Mapping[str, str],
    rule: RoutingRule | None = None,
) -> Assignment:
    # The row is held, so that of two who give it at once the later one counts.
    row = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if row.state != Version.State.RECEIVED:
        version.refresh_from_db()
        raise AlreadyReviewed(version)
    moment = now()
    before = Assignment.objects.filter(version=version, ended_at__isnull=True)
    before.update(ended_at=moment)
    return Assignment.objects.create(
        firm_id=version.firm_id,
        case_id=version.case_id,
        version=version,
        user=user,
        rule=rule,
        by_id=by,
        because=dict(because),
        given_at=moment,
    )


def add_rule(
    actor: Actor,
    *,
    kind: str,
    playbook: str,
    paper_language: str,
    client_language: str,
    party: str,
    target: str,
    user: User | None,
    role: str,
) -> RoutingRule:
    """Say who looks at papers that are so, after all rules there are."""
    with acting(actor, events.RULE_ADDED, actor.firm) as event:
        rows = RoutingRule.objects.filter(withdrawn_at__isnull=True)
        last = rows.aggregate(n=Max("position"))["n"] or 0
        rule = RoutingRule.objects.create(
            firm=actor.firm,
            position=last + 1,
            kind=kind,
            playbook=playbook,
            paper_language=paper_language,
            client_language=client_language,
            party=party,
            target=target,
            user=user,
            role=role,
            added_at=now(),
        )
        event.made(rule)
    return rule


def change_rule(actor: Actor, rule: RoutingRule, **said: Any) -> None:
    """Say something else in a rule; what it gave to somebody stays with them."""
    with acting(actor, events.RULE_CHANGED, rule):
        for name, value in said.items():
            setattr(rule, name, value)
        rule.save(update_fields=[*said])


def move_rule(actor: Actor, rule: RoutingRule, *, up: bool) -> None:
    """Try a rule one place earlier, or later."""
    with acting(actor, events.RULE_CHANGED, rule):
        in_force = RoutingRule.objects.filter(withdrawn_at__isnull=True)
        rows = [*in_force.select_for_update(of=("self",)).order_by("position", "pk")]
        place = next((n for n, one in enumerate(rows) if one.pk == rule.pk), 0)
        other = place - 1 if up else place + 1
        if rule.withdrawn_at is None and 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
            for number, row in enumerate(rows, 1):
                RoutingRule.objects.filter(pk=row.pk).update(position=number)
            rule.refresh_from_db(fields=["position"])


def withdraw_rule(actor: Actor, rule: RoutingRule) -> None:
    """Go by a rule no more; what it gave to somebody stays with them."""
    with acting(actor, events.RULE_WITHDRAWN, rule):
        if rule.withdrawn_at is None:
            rule.withdrawn_at = now()
            rule.save(update_fields=["withdrawn_at"])
