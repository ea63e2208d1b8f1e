from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import NotFound
from harborlight.people.models import Invitation, Person

# Wrong dates of birth that close an invitation.
TRIES = 5


def get_person(actor: Actor, pk: UUID) -> Person:
    return Person.objects.one(actor, pk)


def persons(actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Person]:
    return {row.pk: row for row in Person.objects.visible_to(actor).filter(pk__in=ids)}


def invitation_of(actor: Actor, person: Person) -> Invitation | None:
    """The newest invitation of this person."""
    return latest_invitations(actor).filter(person=person).first()


def latest_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Every invitation, used up or not, the newest first."""
    return Invitation.objects.visible_to(actor).order_by("-made_at")


def open_invitations(actor: Actor, *, moment: datetime) -> QuerySet[Invitation]:
    """The invitations whose link still opens the portal."""
    return Invitation.objects.visible_to(actor).filter(
        used_at__isnull=True,
        withdrawn_at__isnull=True,
        tries__lt=TRIES,
        expires_at__gt=moment,
    )


def get_open_invitation(
    actor: Actor, person: Person, *, moment: datetime
) -> Invitation:
    """The link that somebody could still use; NotFound if there is none."""
    rows = open_invitations(actor, moment=moment).filter(person=person)
    found = rows.select_related("person").order_by("-made_at").first()
    if found is None:
        raise NotFound
    return found


def cards_with_email(
    actor: Actor, emails: Sequence[str], *, except_for: Sequence[UUID] = ()
) -> list[Person]:
    """Everybody the firm knows who has one of these addresses, met or not.

    An address stands for one card: who is added beside a walled one is still somebody.
    """
    wanted = Q()
    for email in emails:
        wanted |= Q(email__iexact=email.strip())
    rows = Person.objects.exclude(pk__in=except_for)
    return [*rows.filter(wanted)] if wanted else []
