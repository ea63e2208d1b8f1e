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
    founded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(requires_second_factor=True) | Q(is_demonstration=True),
                name="second_factor_but_in_demonstrations",
            )
        ]

    def __str__(self) -> str:
        return self.name
