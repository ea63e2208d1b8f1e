from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from harborlight.firm.ids import new_id, shown
from harborlight.firm.models.firm import Firm
from harborlight.firm.roles import STAFF
from harborlight.firm.tenancy import FirmManager

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor

NOTHING = Q(pk__isnull=True)


def random_key() -> models.UUIDField[UUID, UUID]:
    return models.UUIDField(primary_key=True, default=new_id, editable=False)


class FirmRecord(models.Model):
    """A row that belongs to one firm and cannot be read outside of it."""

    # Fields whose old and new values the event log keeps to itself.
    never_logged: ClassVar[frozenset[str]] = frozenset()

    id = random_key()
    firm = models.ForeignKey(Firm, models.PROTECT, related_name="+", db_index=False)
    objects = FirmManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @property
    def key(self) -> str:
        """The id as it stands in addresses."""
        return shown(self.pk)

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """The rows this actor may see: staff all of them, others none."""
        return Q() if actor.plays(STAFF) else NOTHING
