from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.docket import events
from harborlight.docket.models import Link
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.tenancy import NotFound
from harborlight.firm.words import in_every_language


class LinkedAlready(Exception):
    """Two cases are linked once, from whichever of them; and none with itself."""


def link_cases(
    actor: Actor, case: Case, *, other: Case, kind: str, note: str = ""
) -> Link:
    """Say that two cases belong together. NotFound if the other is not open to the actor."""
    if not Case.objects.visible_to(actor).filter(pk=other.pk).exists():
        raise NotFound
    if other.pk == case.pk:
        raise LinkedAlready(gettext("This is the same case."))
    if Link.objects.filter(case=other, other=case).exists():
        raise LinkedAlready(gettext("These cases are linked already."))
    try:
        with transaction.atomic(), acting(actor, events.LINKED, case) as event:
            link = Link.objects.create(
                firm=actor.firm,
                case=case,
                other=other,
                kind=kind,
                note=note,
                linked_at=now(),
            )
            event.made(link)
            # Not which: whoever reads this may have to know nothing of the other.
            event.say(kind=in_every_language(Link.Kind(kind).label))
    except IntegrityError:
        raise LinkedAlready(gettext("These cases are linked already.")) from None
    return link


def unlink_cases(actor: Actor, link: Link) -> None:
    """Take a link between two cases away."""
    with acting(actor, events.UNLINKED, link) as event:
        event.about(link.case)
        link.delete()
