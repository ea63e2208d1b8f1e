"""What a firm decided of its invoices: taxes, what being late costs, and its letterhead."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from harborlight.cases.models import MONEY_READERS
from harborlight.firm.models import FirmRecord, StoredFile, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import CLIENTS, Role, roles
from harborlight.firm.words import in_words

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor

# A share of something, in millionths: 8.875 percent are 88,750.
WHOLE = 1_000_000


class FirmDecision(FirmRecord):
    """A row that is never changed: what is decided anew is another row."""

    from_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """What a firm asks of everybody is no secret to whoever it asks."""
        may = roles(MONEY_READERS, CLIENTS, Role.FIRM_ADMINISTRATOR)
        return Q() if actor.plays(may) else NOTHING


class Tax(FirmDecision):
    """A tax on what the firm earns, as its place sets it."""

    names = models.JSONField()  # by language
    ppm = models.IntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ppm__gt=0, ppm__lte=WHOLE), name="tax_is_a_share"
            )
        ]

    def __str__(self) -> str:
        return in_words(self.names)


class LatePolicy(FirmDecision):
    """What a late invoice costs: an amount or a share of what is owed, after some days."""

    after_days = models.SmallIntegerField()
    cents = models.BigIntegerField(default=0)
    ppm = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(after_days__gte=1, after_days__lte=365)
                & (Q(cents__gt=0, ppm=0) | Q(cents=0, ppm__gt=0, ppm__lte=WHOLE)),
                name="late_policy_asks_for_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.after_days} days"

    @property
    def as_typed(self) -> dict[str, int | None]:
        """As the form that decides it is filled in: an amount or a share, not a nought."""
        asked = {"cents": self.cents or None, "ppm": self.ppm or None}
        return {"after_days": self.after_days, **asked}


class Letterhead(FirmDecision):
    """What stands below every invoice, how long a client has to pay it, and in parts."""

    footers = models.JSONField(default=dict)  # by language
    terms = models.JSONField(default=dict)  # by language
    days_to_pay = models.SmallIntegerField(default=14)
    # A PNG that we drew anew (logos.py), and the colour of titles: "#1d4f86".
    logo = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    colour = models.CharField(max_length=7, blank=True)
    # The smallest part of an invoice that a payer may pay at once; None: only the whole.
    least_part_cents = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(days_to_pay__gte=0, days_to_pay__lte=365),
                name="letterhead_gives_time",
            ),
            models.CheckConstraint(
                condition=Q(least_part_cents=None) | Q(least_part_cents__gte=100),
                name="a_part_is_some_money",
            ),
        ]

    def __str__(self) -> str:
        return in_words(self.footers)

    @property
    def as_typed(self) -> dict[str, str | int | None]:
        """As the form that decides it is filled in."""
        return {
            "days_to_pay": self.days_to_pay,
            "least_part_cents": self.least_part_cents,
            "colour": self.colour,
            "terms_en": self.terms.get("en", ""),
            "terms_es": self.terms.get("es", ""),
            "footer_en": self.footers.get("en", ""),
            "footer_es": self.footers.get("es", ""),
        }


OF_NO_CASE = (LatePolicy, Letterhead, Tax)
