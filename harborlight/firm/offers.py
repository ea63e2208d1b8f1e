"""Parts that people are asked to take: the link of the letter, and whose they are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from harborlight.firm import links
from harborlight.firm.models import Offer, User
from harborlight.firm.tenancy import NotFound, everywhere

if TYPE_CHECKING:
    from django.db.models import QuerySet

LINK = "offer"


class Closed(Exception):
    """The offer was answered or withdrawn, or is too old."""

    def __init__(self, offer: Offer) -> None:
        super().__init__(offer.answer or "expired")
        self.offer = offer


def find(token: str, moment: datetime) -> Offer:
    """The open offer of this link. NotFound, or Closed; looking uses nothing up."""
    found = links.found_by(Offer, LINK, token, "firm")
    if found.answered_at or found.expires_at <= moment:
        raise Closed(found)
    return found


def offers_to(user: User, moment: datetime) -> list[Offer]:
    """What this person is asked to become, in whatever firm; the newest first."""
    with everywhere("whoever is asked belongs to other firms, or to none"):
        return [*_open_to(user, moment).order_by("-made_at", "pk")]


def offer_to(user: User, pk: UUID, moment: datetime) -> Offer:
    """One of them. NotFound if it is somebody else's, or answered."""
    with everywhere("whoever is asked belongs to other firms, or to none"):
        found = _open_to(user, moment).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _open_to(user: User, moment: datetime) -> QuerySet[Offer]:
    # The address of an account was proved by a letter, so an offer to it is theirs.
    return Offer.objects.filter(
        email=user.email.casefold(), answered_at__isnull=True, expires_at__gt=moment
    ).select_related("firm")
