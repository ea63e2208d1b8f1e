from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from harborlight.cases.models import MONEY_READERS
from harborlight.firm.models import FirmRecord
from harborlight.firm.models.record import NOTHING

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class OfTheOffice(FirmRecord):
    """Of all the firm's books, and of no client: whoever keeps them sees it."""

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(MONEY_READERS) else NOTHING


class Proof(OfTheOffice):
    """When all entries were last added up, and how many journals and accounts were wrong."""

    proved_at = models.DateTimeField()
    journals = models.IntegerField(default=0)
    accounts = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm"], name="one_proof_of_books")
        ]

    def __str__(self) -> str:
        return f"{self.journals} {self.accounts}"

    @property
    def is_right(self) -> bool:
        return not (self.journals or self.accounts)


class Terms(OfTheOffice):
    """Which state's rules for trust accounts the firm follows, and what it set itself."""

    # Two letters; of a state that the book does not know, the firm says its own numbers.
    state = models.CharField(max_length=2)
    float_limit_cents = models.BigIntegerField(null=True)
    # So many days before fees leave trust every client is told, where the firm chose so.
    transfer_notice_days = models.SmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm"], name="one_set_of_terms"),
            models.CheckConstraint(
                condition=Q(float_limit_cents__isnull=True)
                | Q(float_limit_cents__gte=0),
                name="terms_limit_is_money",
            ),
        ]

    def __str__(self) -> str:
        return self.state
