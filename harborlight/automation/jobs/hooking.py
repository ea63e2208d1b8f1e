"""Telling programs: each message in a job of its own, tried again later each time."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

from django_tasks import task

from harborlight.automation.actions.hooks import give_up_delivery
from harborlight.automation.models import Delivery, Firing
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.ids import shown
from harborlight.firm.queue import enqueue_many
from harborlight.firm.tenancy import current_firm
from harborlight.outside import hooks

# So long after each try the next one; after the last nobody tries any more.
WAITS = [timedelta(minutes=n) for n in (1, 5, 30, 120, 480)]
# The program says that it never takes this: to ask again is of no use.
NEVER = {400, 401, 403, 404, 405, 410, 413, 422}
CLOSED = (hooks.NOT_HTTPS, hooks.NOT_PUBLIC)


def tell_programs(firing: Firing) -> None:
    """Have every program told that this firing is to tell."""
    if any(code == "done" for code, _made in firing.did):
        rows = Delivery.objects.filter(firing=firing, state=Delivery.State.WAITING)
        enqueue_many(
            tell_program, [[str(pk)] for pk in rows.values_list("pk", flat=True)]
        )


@task()
def tell_program(delivery_id: str) -> str:
    """Hand a message to its program; what it met."""
    delivery = Delivery.objects.select_related("hook", "case").get(pk=UUID(delivery_id))
    if delivery.state != Delivery.State.WAITING:
        return "known before"
    hook, clock = delivery.hook, Actor.clock(current_firm())
    if hook.removed_at or delivery.case.is_sensitive:
        give_up_delivery(clock, delivery, why="no-hook")
        return "no-hook"
    body = json.dumps(delivery.body | {"id": shown(delivery.pk)}).encode()
    met = hooks.post(
        hook.address, body, secret=hook.secret, key=shown(delivery.pk), moment=now()
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
    if met in NEVER or met in CLOSED or delivery.tries > len(WAITS):
        give_up_delivery(clock, delivery, why=str(met))
        return
    later = now() + WAITS[delivery.tries - 1]
    tell_program.using(run_after=later).enqueue(str(delivery.pk))
