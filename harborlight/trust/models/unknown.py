from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import Case
from harborlight.firm.models import User
from harborlight.firm.vault.fields import SealedText
from harborlight.people.models import Person
from harborlight.trust.models.books import Journal, MoneyRecord
from harborlight.trust.models.deposits import Deposit

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class Unknown(MoneyRecord):
    """Money in the trust account of which nobody knows whose it is: it stands in suspense.

    It leaves by two persons: to the client whose it is, or back to who sent it.
    """

    class State(models.TextChoices):
        WAITS = "waits", _("Nobody knows whose it is")
        ASKED = "asked", _("Waits for a second person")
        KNOWN = "known", _("The client’s, in trust")
        BACK = "back", _("Sent back")

    cents = models.BigIntegerField()
    on = models.DateField()
    # As the bank says it: names may stand there.
    words = SealedText()
    journal = models.OneToOneField(Journal, models.PROTECT, related_name="+")
    state = models.CharField(max_length=6, choices=State.choices, default=State.WAITS)
    # Whose it is, as somebody asked; no case: it goes back.
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(
        max_length=20, choices=Deposit.Purpose.choices, blank=True
    )
    why = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    settled = models.OneToOneField(Journal, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cents__gt=0), name="unknown_is_money"),
            models.CheckConstraint(
                condition=Q(state__in=("waits", "asked"))
                | (
                    Q(asked_by__isnull=False, decided_by__isnull=False)
                    & Q(settled__isnull=False)
                    & ~Q(asked_by=F("decided_by"))
                ),
                name="unknown_takes_two_persons",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["firm", "state", "on"], name="unknown_that_waits")
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.cents}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.WAITS, self.State.ASKED)

    @property
    def waits(self) -> bool:
        return self.state == self.State.WAITS

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """Whoever reads money; once it is said whose it is, who reaches that case too."""
        theirs = Case.objects.visible_to(actor).filter(pk=OuterRef("case_id"))
        return super().reach(actor) & (Q(case__isnull=True) | Q(Exists(theirs)))
