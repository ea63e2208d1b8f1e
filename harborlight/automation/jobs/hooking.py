"""Telling programs: each message in a job of its own, tried again later each time."""

from __future__ import annotations

import json
import secrets
from datetime import timedelta
from uuid import UUID

from django_tasks import task

from harborlight.automation.actions.hooks import give_up_delivery, note_gone
from harborlight.automation.models import Delivery, Firing
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.ids import shown
from harborlight.firm.queue import enqueue_many
from harborlight.firm.tenancy import current_firm
from harborlight.outside import hooks
from harborlight.paying.exporting import amount

# So long after each try the next one, more or less; after the last nobody tries any more.
WAITS = [
    timedelta(seconds=5),
    *(timedelta(minutes=n) for n in (5, 30)),
    *(timedelta(hours=n) for n in (2, 5, 10, 14, 20, 24)),
]
GONE = 410
_AMOUNT = "the amount"
_POSTED = (
    "paymentId",
    "matterId",
    "clientId",
    "amount",
    "currency",
    "method",
    "status",
    "invoiceId",
    "receivedAt",
)
CLOSED = (hooks.NOT_HTTPS, hooks.NOT_PUBLIC)


def tell_programs(firing: Firing) -> None:
    """Have every program told that this firing is to tell."""
    if any(code == "done" for code, _made in firing.did):
        rows = Delivery.objects.filter(firing=firing, state=Delivery.State.WAITING)
        enqueue_many(
            tell_program, [[str(pk)] for pk in rows.values_list("pk", flat=True)]
        )


def words_of(delivery: Delivery) -> bytes:
    """What is sent: what an automation tells with the id of the message, a payment as it
    is, its cents made an amount of two decimals here at the edge."""
    said = delivery.body
    if delivery.firing_id:
        return json.dumps(said | {"id": shown(delivery.pk)}).encode()
    # In the order of the names: a database may keep them in another.
    payload = {name: said["payload"][name] for name in _POSTED}
    payload["amount"] = _AMOUNT
    told = {"event": said["event"], "timestamp": said["timestamp"], "payload": payload}
    cents = said["payload"]["amount"]
    return json.dumps(told).replace(f'"{_AMOUNT}"', amount(cents)).encode()


@task()
def tell_program(delivery_id: str) -> str:
    """Hand a message to its program; what it met."""
    delivery = Delivery.objects.select_related("hook", "case").get(pk=UUID(delivery_id))
    if delivery.state != Delivery.State.WAITING:
        return "known before"
    hook, clock = delivery.hook, Actor.clock(current_firm())
    if hook.removed_at or hook.gone_at or delivery.case.is_sensitive:
        give_up_delivery(clock, delivery, why="no-hook")
        return "no-hook"
    met = hooks.post(
        hook.address,
        words_of(delivery),
        with_secrets=hook.secrets_at(now()),
        key=shown(delivery.pk),
        moment=now(),
    )
    delivery.tries, delivery.met = delivery.tries + 1, str(met)
    _keep(clock, delivery, met)
    return str(met)


def _keep(clock: Actor, delivery: Delivery, met: int | str) -> None:
    if isinstance(met, int) and 200 <= met < 300:
        delivery.state, delivery.done_at = Delivery.State.TAKEN, now()
    delivery.save(update_fields=["tries", "met", "state", "done_at"])
    if delivery.state == Delivery.State.TAKEN:
        return
    if met == GONE and not delivery.hook.gone_at:
        note_gone(clock, delivery.hook)
    if met == GONE or met in CLOSED or delivery.tries > len(WAITS):
        give_up_delivery(clock, delivery, why=str(met))
        return
    # Not all at the same moment, where a house was away and comes back.
    wait = WAITS[delivery.tries - 1] * (1 + (secrets.randbelow(201) - 100) / 1000)
    later = now() + wait
    tell_program.using(run_after=later).enqueue(str(delivery.pk))
