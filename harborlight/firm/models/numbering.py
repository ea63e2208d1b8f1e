from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from harborlight.firm.models.record import NOTHING, FirmRecord

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor
    from harborlight.firm.models.firm import Firm


class Numbering(FirmRecord):
    """The last number given in a series: cases of a year, invoices."""

    series = models.CharField(max_length=40)
    last = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "series"], name="one_numbering_a_series"
            )
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.last}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return NOTHING


def next_number(firm: Firm, series: str) -> int:
    """The next number of a series, without gaps: it is undone with its transaction."""
    Numbering.objects.get_or_create(firm=firm, series=series)
    # The update holds the row until the end of the transaction.
    Numbering.objects.filter(series=series).update(last=F("last") + 1)
    return Numbering.objects.values_list("last", flat=True).get(series=series)
