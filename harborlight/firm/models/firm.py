from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.firm.ids import new_id


class Firm(models.Model):
    """A law firm: the tenant that every record belongs to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=200)
    time_zone = models.CharField(max_length=60, default="America/New_York")
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    street = models.CharField(max_length=120, blank=True)
    unit_kind = models.CharField(max_length=5, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=2, blank=True)
    zip = models.CharField(max_length=10, blank=True)
    # Said when it is founded and never afterwards: nobody's real papers are here.
    is_demonstration = models.BooleanField(default=False)
    # Off only in a demonstration, and every staff page then says it.
    requires_second_factor = models.BooleanField(default=True)
    # A firm of one attorney has no second person to check a form.
    waives_second_pair = models.BooleanField(default=False)
    # The clause of the agreement that every client signs by which our flat fees are
    # earned when they are paid; who said so, and when. Nothing: they are held in trust.
    flat_fees_rest_on = models.CharField(max_length=300, blank=True)
    flat_fees_said_by = models.ForeignKey(
        "firm.User", models.PROTECT, null=True, related_name="+"
    )
    flat_fees_said_at = models.DateTimeField(null=True)
    # The largest piece of evidence that is taken, in mebibytes; and whether such
    # evidence may be a text (Word, plain) or a recording (MP4, M4A).
    largest_evidence_mb = models.IntegerField(default=2048)
    takes_texts = models.BooleanField(default=False)
    takes_recordings = models.BooleanField(default=False)
    # So many days after it was declined, what was answered in an inquiry is destroyed;
    # 0: when somebody does it.
    declined_kept_days = models.IntegerField(default=0)
    founded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(largest_evidence_mb__gte=1, largest_evidence_mb__lte=2048),
                name="evidence_of_at_most_two_gibibytes",
            ),
            models.CheckConstraint(
                condition=Q(requires_second_factor=True) | Q(is_demonstration=True),
                name="second_factor_but_in_demonstrations",
            ),
            models.CheckConstraint(
                condition=Q(
                    flat_fees_rest_on="",
                    flat_fees_said_by__isnull=True,
                    flat_fees_said_at__isnull=True,
                )
                | ~Q(flat_fees_rest_on="")
                & Q(flat_fees_said_by__isnull=False, flat_fees_said_at__isnull=False),
                name="somebody_said_that_flat_fees_are_earned",
            ),
        ]

    def __str__(self) -> str:
        return self.name
