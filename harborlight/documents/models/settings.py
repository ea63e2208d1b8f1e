"""How a firm works on papers: its hours, its expectations, when it reminds and warns."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from harborlight.firm.models import FirmRecord


def _warns() -> list[int]:
    return [90, 30, 7]


class PaperSettings(FirmRecord):
    """What the firm chose; a firm without a row works by the defaults."""

    # Hours of the day between which somebody is there, in the firm's own time.
    opens = models.SmallIntegerField(_("Work begins at"), default=9)
    closes = models.SmallIntegerField(_("Work ends at"), default=17)
    # So many days before a paper expires the team is told.
    warn_days = models.JSONField(default=_warns)
    # Whether the client is then asked for a newer one without anybody's hand.
    asks_again = models.BooleanField(default=False)
    # Reminders of what is missing: whether, when first, how often, at most how many.
    reminds = models.BooleanField(default=False)
    remind_after_days = models.SmallIntegerField(default=7)
    remind_every_days = models.SmallIntegerField(default=7)
    remind_most = models.SmallIntegerField(default=3)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm"], name="one_paper_settings_a_firm"),
            models.CheckConstraint(
                condition=Q(opens__gte=0, closes__lte=24, opens__lt=F("closes")),
                name="paper_settings_work_some_hours",
            ),
        ]

    def __str__(self) -> str:
        return str(self.firm_id)


class Standard(FirmRecord):
    """What the firm expects of the look at a kind of paper; "": of every other kind."""

    kind = models.CharField(max_length=40, blank=True)
    # How long the look takes, and within how many hours of work it should be had.
    minutes = models.SmallIntegerField()
    hours = models.SmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "kind"], name="one_standard_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, hours__gte=1),
                name="standard_expects_something",
            ),
        ]

    def __str__(self) -> str:
        return self.kind
