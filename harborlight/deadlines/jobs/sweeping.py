"""The look through the deadlines: who is to be warned, and the letters about it.

It goes on in batches, a job each: stopped, it goes on where it was. A letter is begun
(`begun_at`) before it is handed over, so that none is sent twice.
"""

from __future__ import annotations

from datetime import date
from smtplib import SMTPConnectError
from socket import gaierror
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django_tasks import task

from harborlight.deadlines.actions import tell_of_nobody, warn_of_deadline
from harborlight.deadlines.jobs.watching import note_sweep, office_of_firm
from harborlight.deadlines.ladder import rung_on
from harborlight.deadlines.models import Deadline, Warning
from harborlight.deadlines.queries import OPEN
from harborlight.deadlines.warning import Circle, circle
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import User
from harborlight.firm.queue import enqueue_many, handed_over, in_parts
from harborlight.firm.tenancy import current_firm, inside
from harborlight.outside.mail import send_letter

BATCH = 100
# Nobody is warned at night; the first sweep of the morning does it.
FROM = 7
# The mail server was never reached, so that it certainly has no letter. Once it talks with
# us, what breaks off is an SMTPServerDisconnected, and nobody knows.
NOT_REACHED = (ConnectionError, TimeoutError, gaierror, SMTPConnectError)


def sweep_deadlines(clock: Actor, today: date) -> int:
    """Warn of what has reached a rung of the ladder: of a batch; of how many deadlines.

    Where there is more, a job goes on with it. That job, the warnings of the batch and
    the day on which each is looked at next are kept together: whoever is killed in the
    middle neither lost nor doubled any.
    """
    with transaction.atomic():
        if now().astimezone(ZoneInfo(clock.firm.time_zone)).hour < FROM:
            note_sweep(clock.firm)
            return 0
        warned = _sweep_batch(clock, today)
        if warned == BATCH:
            sweep_on.enqueue(today.isoformat())
        else:
            # At the end, so that a person has one letter of all.
            _write_letters()
        note_sweep(clock.firm)
    return warned


@task()
def sweep_on(today: str) -> None:
    """Go on with what a batch left."""
    sweep_deadlines(Actor.clock(current_firm()), date.fromisoformat(today))


def _sweep_batch(clock: Actor, today: date) -> int:
    rows = Deadline.objects.filter(OPEN, warn_on__lte=today)
    rows = rows.select_for_update(of=("self",), skip_locked=True)
    related = rows.select_related("case").filter(case__closed_on__isnull=True)
    batch = [*related.order_by("warn_on", "pk")[:BATCH]]
    if not batch:
        return 0
    about = circle(clock, batch)
    forlorn = [one for one in batch if _warn(clock, one, about, today)]
    if forlorn:
        tell_of_nobody(clock, forlorn)
        enqueue_many(send_nobody, [[str(user)] for user in office_of_firm()])
    return len(batch)


def _warn(clock: Actor, deadline: Deadline, about: Circle, today: date) -> bool:
    """Warn whoever is to be warned now. Whether from now on there is nobody."""
    rung = rung_on(deadline.aim_on, today)
    at = 0 if rung is None else rung
    nobody = rung is not None and not about.people(deadline, at)
    first = nobody and deadline.unwarned_since is None
    people = about.to_warn(deadline, at) if rung is not None else {}
    warn_of_deadline(
        clock,
        deadline,
        rung=at,
        people=people,
        names=about.names_of(people),
        today=today,
        nobody=nobody,
    )
    return first


def write_again(user: UUID) -> None:
    """Have the letter written once more that certainly did not go out."""
    send_warnings.enqueue(str(user))


def _write_letters() -> None:
    """One letter a person for all that they were just warned of."""
    waiting = Warning.objects.filter(begun_at__isnull=True).values_list("user_id")
    users = [[str(user)] for (user,) in waiting.distinct().order_by("user_id")]
    enqueue_many(send_warnings, users)


@task()
@in_parts
def send_warnings(user_id: str) -> None:
    """Write to somebody that deadlines wait for them; which, their page says.

    That it is begun is kept before the letter is handed over: killed in between, it is
    begun for ever, is not sent again, and a page says that nobody knows.
    """
    firm = current_firm()
    with inside(firm):
        user, begun = _begin(UUID(user_id))
    if not begun:
        return
    try:
        _write(user, len(begun))
    except NOT_REACHED:
        # The job tries again.
        with inside(firm):
            Warning.objects.filter(pk__in=begun).update(begun_at=None)
        raise
    with inside(firm):
        Warning.objects.filter(pk__in=begun).update(mailed_at=now())


def _begin(user: UUID) -> tuple[User, list[UUID]]:
    """Claim the warnings that no letter tells of yet."""
    mine = Warning.objects.filter(user=user, begun_at__isnull=True)
    with transaction.atomic():
        begun = [*mine.select_for_update().values_list("pk", flat=True)]
        Warning.objects.filter(pk__in=begun).update(begun_at=now())
    return User.objects.get(pk=user), begun


def _write(user: User, several: int) -> None:
    firm = current_firm()
    link = f"{settings.SITE_URL}{reverse('staff:warnings')}"
    with override(user.language):
        words = {"name": user.name, "n": several, "link": link, "firm": firm.name}
        subject = ngettext(
            "%(n)s deadline needs you", "%(n)s deadlines need you", several
        )
        text = _(
            "Hello %(name)s,\n\nSomething of your cases must be done soon. Look at it, and "
            "say that you saw it:\n%(link)s\n\nIf nobody says so, others are warned too.\n\n"
            "%(firm)s"
        )
        send_letter(to=user.email, subject=subject % words, text=text % words)


@task()
@handed_over
def send_nobody(user_id: str) -> None:
    """Write to an administrator that nobody can be warned of a deadline."""
    user, firm = User.objects.get(pk=UUID(user_id)), current_firm()
    with override(user.language):
        words = {
            "name": user.name,
            "link": f"{settings.SITE_URL}{reverse('staff:warning-proof')}",
            "firm": firm.name,
        }
        text = _(
            "Hello %(name)s,\n\nSomething must be done soon in a case on which nobody works "
            "who could be warned. Put somebody on it:\n%(link)s\n\n%(firm)s"
        )
        subject = _("A deadline that nobody is warned of")
        send_letter(to=user.email, subject=subject, text=text % words)
