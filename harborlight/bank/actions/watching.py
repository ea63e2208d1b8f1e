"""What the clock finds at night, and whom it asks to do something."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from harborlight.bank import events
from harborlight.bank.models import MoneyTask
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.roles import Role
from harborlight.tasks.actions import Planned, set_task
from harborlight.trust.models import Account, BankAccount


def note_shadow(
    clock: Actor, account: BankAccount, *, cents: int, on: date, was: int | None
) -> None:
    """Write down what the nightly run found; the owner is told when that changed."""
    kind = events.DIFFERS if cents else events.AGREES_AGAIN
    with acting(clock, kind, account) as event:
        account.shadow_cents, account.shadow_on = cents, on
        account.save(update_fields=["shadow_cents", "shadow_on"])
        event.say(
            account=account.called,
            amount=abs(cents),
            before=was or 0,
            on=on.isoformat(),
        )


def give_task(
    clock: Actor,
    *,
    of: str,
    texts: Mapping[str, Mapping[str, str]],
    account: Account | None = None,
) -> None:
    """Ask whoever keeps the books to do something; of what, so that it is asked once.

    texts: "title" and "words", each in every language.
    """
    with acting(clock, events.TASK_GIVEN, clock.firm) as event:
        case = account.case if account else None
        plan = Planned("", texts, {})
        task = set_task(clock, case, role=str(Role.FINANCE), plan=plan)
        made = MoneyTask.objects.create(
            firm=clock.firm, of=of, task=task, account=account, given_at=now()
        )
        event.note(made)
