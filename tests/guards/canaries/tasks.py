"""What people are to do in a case, with its word; and how the firm hands out work."""

from __future__ import annotations

from datetime import date

from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Membership, User
from harborlight.firm.roles import Role
from harborlight.tasks.actions import press_task, set_task, submit_task
from harborlight.tasks.models import Absence, ServiceLevel, Speaks, TaskRule
from tests.whole_case import Begun


def tasks(begun: Begun, ada: Actor, paul: Actor, client: Actor, word: str) -> None:
    """Homework to be done and done, a task that waits for review, and an urgent one."""
    case, her = begun.case, begun.petitioner.person
    said = {"title": f"Call {word}", "words": f"Ask {word}", "items": [f"Dial {word}"]}
    set_task(ada, case, **said, person=her, review=Role.PARALEGAL)
    done = set_task(ada, case, title=f"Write {word}", person=her)
    submit_task(client, done, answer=f"Written {word}")
    user = User.objects.get(pk=paul.account)
    letter = set_task(
        ada, case, title=f"Letter {word}", user=user, review=Role.ATTORNEY
    )
    submit_task(paul, letter, answer=f"Drafted {word}")
    press_task(ada, letter, reason=f"Hearing {word}")
    _office(ada, user)


def _office(ada: Actor, paul: User) -> None:
    """No secret of a case."""
    firm, moment = ada.firm, now()
    pat = Membership.objects.filter(role=Role.PARTNER).order_by("pk").first()
    assert pat
    days = {"from_on": date(2024, 7, 1), "until_on": date(2024, 7, 5)}
    Absence.objects.get_or_create(
        firm=firm, user=paul, stand_in=pat.user, defaults={**days, "set_at": moment}
    )
    Speaks.objects.get_or_create(firm=firm, user=paul, language="es")
    ServiceLevel.objects.get_or_create(firm=firm, review="", defaults={"hours": 8})
    TaskRule.objects.get_or_create(
        firm=firm,
        position=1,
        defaults={"target": "seat", "role": "paralegal", "added_at": moment},
    )
