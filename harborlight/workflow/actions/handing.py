from __future__ import annotations

import json
from collections.abc import Sequence

from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.people.actions import AlreadyDecided
from harborlight.people.models import ConflictCheck
from harborlight.workflow import events
from harborlight.workflow.models import HandedOver, Outcome
from harborlight.workflow.playbooks import Course


def hand_over(
    actor: Actor,
    playbook: Course,
    *,
    check: ConflictCheck,
    typed: Sequence[tuple[str, str]],
) -> HandedOver:
    """Ask a lawyer to decide on a new case, with everything typed so far.

    check: what found somebody; typed: the boxes of the page and what stands in them,
    in their order.
    """
    words = json.dumps([*typed], ensure_ascii=False)
    for one in HandedOver.objects.filter(by=actor.user_id, outcome=Outcome.WAITING):
        same = (one.playbook, one.typed) == (playbook.key, words)
        if same or one.first_check_id == check.pk:
            return one  # sent twice
    with acting(actor, events.HANDED_OVER, actor.firm) as event:
        handed = HandedOver.objects.create(
            firm=actor.firm,
            playbook=playbook.key,
            first_check=check,
            typed=words,
            by_id=actor.account,
            part=min(actor.roles & events.HANDED_OVER.by),
            at=now(),
        )
        event.made(handed)
    return handed


def hold(handed: HandedOver) -> None:
    """Keep it until what is decided is written: of two who come at once one waits.

    AlreadyDecided, with a sentence for a lawyer, if it was over before.
    """
    locked = _locked(handed)
    if not locked.waits:
        raise AlreadyDecided(locked.why_over)


def must_not_wait(check: ConflictCheck) -> None:
    """AlreadyDecided where whoever checked gave the decision to a lawyer."""
    if HandedOver.objects.filter(first_check=check, outcome=Outcome.WAITING).exists():
        raise AlreadyDecided(
            gettext(
                "This was handed to a lawyer. Take it back first, to go on with it."
            )
        )


def take_up(
    actor: Actor, handed: HandedOver, *, check: ConflictCheck, case: Case | None = None
) -> None:
    """Say what was decided on it: this case is open, or there is a conflict.

    check: the lawyer's own, which says why.
    """
    kind = events.TURNED_DOWN if case is None else events.TAKEN_UP
    with acting(actor, kind, handed) as event:
        hold(handed)
        handed.outcome = Outcome.REFUSED if case is None else Outcome.OPENED
        handed.answer, handed.case, handed.done_at = check, case, now()
        handed.save(update_fields=["outcome", "answer", "case", "done_at"])
        event.about(handed)  # once a case is open, it belongs to that
        event.say(name=handed.by.name)


def take_back(actor: Actor, handed: HandedOver) -> None:
    """Ask no lawyer any more; whoever asked goes on with what they typed."""
    with acting(actor, events.TAKEN_BACK, handed):
        if handed.by_id != actor.user_id:
            raise Refused(gettext("Only the person who asked can take this back."))
        locked = _locked(handed)
        if locked.outcome == Outcome.TAKEN_BACK:
            raise AlreadyDecided(gettext("You took this back before."))
        if not locked.waits:
            raise AlreadyDecided(
                gettext("A lawyer decided meanwhile, so you cannot take this back.")
            )
        handed.outcome, handed.done_at = Outcome.TAKEN_BACK, now()
        handed.save(update_fields=["outcome", "done_at"])


def _locked(handed: HandedOver) -> HandedOver:
    return HandedOver.objects.select_for_update().get(pk=handed.pk)
