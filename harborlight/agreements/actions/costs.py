"""What we spend for a client: noted, agreed to by them, spent."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext

from harborlight.agreements import events
from harborlight.agreements.actions.once import must_be_new
from harborlight.agreements.models import Cost
from harborlight.agreements.standing import is_billed
from harborlight.cases.models import Case
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.people.models import Person
from harborlight.trust.who_pays import must_be_allowed_to_pay


class NotAsked(Exception):
    """It does not wait for this any more."""


def note_cost(
    actor: Actor,
    case: Case,
    *,
    kind: str,
    words: str,
    estimate_cents: int = 0,
    actual_cents: int | None = None,
    spent_on: date | None = None,
    once: str = "",
) -> Cost:
    """Note what something will cost, or did: at least one of both is said.

    once: of `must_be_new`. Raises AlreadyWritten.
    """
    with acting(actor, events.COST_NOTED, case) as event:
        said: dict[str, Any] = {"kind": kind, "words": words, "spent_on": spent_on}
        said |= {"estimate_cents": estimate_cents, "actual_cents": actual_cents}
        must_be_new(Cost, case, once, **said)
        made = Cost.objects.create(
            firm=actor.firm,
            case=case,
            noted_at=now(),
            noted_by_id=actor.account,
            once=once,
            **said,
        )
        event.about(made)
        event.say(words=words, amount=made.known_cents)
    return made


def change_cost(
    actor: Actor, cost: Cost, *, kind: str, words: str, estimate_cents: int
) -> None:
    """Put right what was noted, before anybody was asked or billed. Raises NotAsked."""
    with acting(actor, events.COST_CHANGED, cost) as event:
        _hold(cost)
        if cost.state != Cost.State.NOTED or is_billed(cost.pk):
            raise NotAsked(
                gettext("The client was asked or billed for this: it stays as it is.")
            )
        cost.kind, cost.words, cost.estimate_cents = kind, words, estimate_cents
        cost.save(update_fields=["kind", "words", "estimate_cents"])
        event.say(words=words, amount=cost.known_cents)


def ask_cost(actor: Actor, cost: Cost, *, of: Person) -> None:
    """Ask whoever pays to agree to a cost before it is spent. Raises NotAsked,
    NotTheirsToPay."""
    with acting(actor, events.COST_ASKED, cost) as event:
        _hold(cost)
        if cost.state != Cost.State.NOTED or cost.actual_cents is not None:
            raise NotAsked(gettext("This was asked, dropped or spent already."))
        must_be_allowed_to_pay(cost.case, of, on=today(actor.firm.time_zone))
        cost.state, cost.asked_of, cost.asked_at = Cost.State.ASKED, of, now()
        cost.save(update_fields=["state", "asked_of", "asked_at"])
        event.say(
            name=of.full_name,
            words=cost.words,
            amount=cost.estimate_cents,
            for_person=str(of.pk),
        )


def approve_cost(actor: Actor, cost: Cost) -> None:
    """Agree to a cost, as whoever was asked. Raises NotAsked."""
    with acting(actor, events.COST_APPROVED, cost) as event:
        _answer(cost, Cost.State.APPROVED, "")
        event.say(words=cost.words, amount=cost.estimate_cents)


def decline_cost(actor: Actor, cost: Cost, *, reason: str) -> None:
    """Do not agree to a cost, and say why. Raises NotAsked."""
    with acting(actor, events.COST_DECLINED, cost) as event:
        _answer(cost, Cost.State.DECLINED, reason)
        event.say(words=cost.words, amount=cost.estimate_cents, reason=reason)


def note_spent(actor: Actor, cost: Cost, *, actual_cents: int, spent_on: date) -> None:
    """Note what it was in the end; the difference is billed or given back. Raises
    NotAsked."""
    with acting(actor, events.COST_SPENT, cost) as event:
        _hold(cost)
        if cost.state in (Cost.State.DECLINED, Cost.State.DROPPED, Cost.State.ASKED):
            raise NotAsked(
                gettext("The client has not agreed to this cost: it is not billed.")
            )
        cost.actual_cents, cost.spent_on = actual_cents, spent_on
        cost.save(update_fields=["actual_cents", "spent_on"])
        event.say(words=cost.words, amount=actual_cents)


def drop_cost(actor: Actor, cost: Cost) -> None:
    """Spend it not, while nobody was billed for it. Raises NotAsked."""
    with acting(actor, events.COST_DROPPED, cost) as event:
        _hold(cost)
        if is_billed(cost.pk) or cost.state == Cost.State.DROPPED:
            raise NotAsked(
                gettext("This stands on an invoice. Take it off there first.")
            )
        cost.state = Cost.State.DROPPED
        cost.save(update_fields=["state"])
        event.say(words=cost.words)


def _hold(cost: Cost) -> None:
    """Nobody answers, spends or bills it before the transaction ends."""
    cost.refresh_from_db(from_queryset=Cost.objects.select_for_update(no_key=True))


def _answer(cost: Cost, state: Cost.State, reason: str) -> None:
    _hold(cost)
    if cost.state != Cost.State.ASKED:
        raise NotAsked(gettext("You answered this already, or we asked no more."))
    cost.state, cost.answered_at, cost.answer = state, now(), reason
    cost.save(update_fields=["state", "answered_at", "answer"])
