"""Where somebody must be at an hour: an interview, a hearing, fingerprints."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.firm.actor import Actor
from harborlight.firm.vault.case_fields import CaseText


class Appointment(CaseRecord):
    """A day and an hour on the clocks of one place; what UTC that is follows from it."""

    class Kind(models.TextChoices):
        INTERVIEW = "interview", _("Interview")
        HEARING = "hearing", _("Hearing")
        BIOMETRICS = "biometrics", _("Fingerprints and photograph")
        CONSULATE = "consulate", _("Interview at a consulate")
        OTHER = "other", _("Another appointment")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    day = models.DateField()
    time = models.TimeField()
    # The name of the zone of the place: America/Los_Angeles.
    zone = models.CharField(max_length=40)
    place = CaseText()
    # What to bring and what will be asked, for the client too where it is shown to them.
    bring = CaseText()
    is_shown = models.BooleanField(default=False)
    set_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = CaseText()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "day"],
                name="appointment_by_day",
                condition=Q(cancelled_at__isnull=True),
            ),
            models.Index(fields=["case", "day"], name="appointment_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"

    @property
    def starts_at(self) -> datetime:
        """Of an hour that comes twice, when clocks go back, the first."""
        return datetime.combine(self.day, self.time, ZoneInfo(self.zone))

    @property
    def city(self) -> str:
        return self.zone.rpartition("/")[2].replace("_", " ")

    @property
    def when(self) -> str:
        """Day, hour and whose clocks, in the reader's language."""
        said = {"day": date_format(self.day, "l, ") + date_format(self.day),
                "time": time_format(self.time), "city": self.city}  # fmt: skip
        return gettext("%(day)s, %(time)s by the clocks of %(city)s") % said

    @property
    def called(self) -> str:
        return self.get_kind_display()

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        """What staff chose to show, as long as it takes place."""
        return Q(is_shown=True, cancelled_at__isnull=True)
