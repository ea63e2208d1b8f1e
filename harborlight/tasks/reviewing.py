"""Who may look at what was done: a second person, of the part that the task names."""

from __future__ import annotations

from harborlight.firm.acting import may
from harborlight.firm.actor import Actor
from harborlight.tasks.events import ACCEPTED
from harborlight.tasks.models import REVIEWS, Task


def may_review(actor: Actor, task: Task) -> bool:
    """Whether this person may accept it: they play the part, and did none of it."""
    plays = task.review and actor.plays(REVIEWS[task.review])
    return bool(plays) and may(actor, ACCEPTED) and not did_some(actor, task)


def did_some(actor: Actor, task: Task) -> bool:
    """Whether this person, under whatever account, ever did any of it."""
    return bool({str(actor.human), str(actor.user_id)} & {*task.doers})
