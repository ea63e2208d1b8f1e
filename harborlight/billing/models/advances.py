from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.billing.models.record import MoneyOfACase
from harborlight.firm.models import User
from harborlight.people.models import Person
from harborlight.trust.models import Journal


class Advance(MoneyOfACase):
    """A government fee that we paid for a client out of operating (trust.md T13).

    It comes back once: billed as a cost (`Line.of_work`), or out of the client's money in
    trust (`Withdrawal.advance`).
    """

    class Way(models.TextChoices):
        CARD = "card", _("A card of the firm’s, on Form G-1450")
        BANK = "bank", _("The firm’s operating account, on Form G-1650")
        ONLINE = "online", _("In the agency’s own account, with a card of the firm’s")
        CHECK = "check", _("A check on the operating account")

    filled_once: ClassVar = ()

    # Who is billed for it, or whose money in trust repays it.
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.CharField(max_length=200)
    cents = models.BigIntegerField()
    way = models.CharField(max_length=8, choices=Way.choices)
    on = models.DateField()
    journal = models.OneToOneField(Journal, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cents__gt=0), name="advance_is_money")
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-on"], name="advance_by_case")
        ]

    def __str__(self) -> str:
        return self.words
