"""That the deadlines are looked through: noted, and told where nobody does it.

The sweep may have ended because its whole process did. So whoever is asked how the house
is (`/healthz`, which the program that started it asks each minute) tells it too.
"""

from __future__ import annotations

import logging
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from harborlight.deadlines.actions import tell_of_silence
from harborlight.deadlines.models import Watch
from harborlight.deadlines.warning import SILENT_AFTER, silent_watch
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Firm, Membership, User
from harborlight.firm.queue import enqueue_many, handed_over
from harborlight.firm.roles import OFFICE
from harborlight.firm.tenancy import current_firm, everywhere, inside
from harborlight.outside.mail import MaybeSent, send_letter

log = logging.getLogger(__name__)


def note_sweep(firm: Firm) -> None:
    """Somebody has just looked through the deadlines of the firm."""
    said = {"swept_at": now(), "told_at": None}
    Watch.objects.update_or_create(firm=firm, defaults=said)


def office_of_firm() -> list[UUID]:
    """The administrators and partners of the firm we are in."""
    rows = Membership.objects.filter(role__in=OFFICE, until__isnull=True)
    return sorted({*rows.values_list("user_id", flat=True)})


def watch_the_sweep(clock: Actor) -> bool:
    """Tell the administrators, once, where the deadlines were not looked through."""
    return bool(_told_first(clock, by_hand=False))


def tell_of_silent_firms() -> int:
    """Tell the administrators of every firm that is not looked through, whoever we are.

    The letters go out from here: the worker, who would send them, may be the one that is
    gone. A letter that finds no mail server waits for the worker. How many firms are not
    looked through, told before or now.
    """
    for firm in (silent := _silent_firms()):
        with inside(firm):
            for user in _told_first(Actor.clock(firm), by_hand=True):
                _write_now(user)
    return len(silent)


def _silent_firms() -> list[Firm]:
    """Firms that nobody looked through for too long: one question, as anybody may ask."""
    limit = now() - SILENT_AFTER
    with everywhere("whoever still lives looks for firms that nobody looks through"):
        late = Q(pk__in=Watch.objects.filter(swept_at__lt=limit).values("firm"))
        never = ~Q(pk__in=Watch.objects.values("firm")) & Q(founded_at__lt=limit)
        return [*Firm.objects.filter(late | never)]


def _told_first(clock: Actor, *, by_hand: bool) -> list[UUID]:
    """Note that it is told, if nobody has; whom to write to. Of several, one does it."""
    watch = silent_watch(clock, now())
    if watch is None or watch.told_at:
        return []
    with transaction.atomic():
        Watch.objects.get_or_create(
            firm=clock.firm, defaults={"swept_at": watch.swept_at}
        )
        mine = Watch.objects.select_for_update().get()
        if mine.told_at or mine.swept_at != watch.swept_at:
            return []
        tell_of_silence(clock, mine)
        users = office_of_firm()
        if not by_hand:
            enqueue_many(send_silence, [[str(user)] for user in users])
    return users


def _write_now(user: UUID) -> None:
    try:
        send_silence.call(str(user))
    except MaybeSent:
        log.exception("Nobody knows whether the letter that nobody looks went out.")
    except OSError:
        log.exception("The letter that nobody looks through the deadlines has to wait.")
        enqueue_many(send_silence, [[str(user)]])


@task()
@handed_over
def send_silence(user_id: str) -> None:
    """Write to an administrator that nobody looks through the deadlines."""
    user, firm = User.objects.get(pk=UUID(user_id)), current_firm()
    with override(user.language):
        words = {
            "name": user.name,
            "link": f"{settings.SITE_URL}{reverse('staff:jobs')}",
            "firm": firm.name,
        }
        text = _(
            "Hello %(name)s,\n\nFor a quarter of an hour nobody has looked through the "
            "deadlines of the firm: no warning is sent. Look at the background work:\n"
            "%(link)s\n\n%(firm)s"
        )
        subject = _("Nobody looks through the deadlines")
        send_letter(to=user.email, subject=subject, text=text % words)
