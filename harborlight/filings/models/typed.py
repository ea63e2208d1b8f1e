"""What an attorney types over on a form: it stands there instead of the answer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from harborlight.cases.models import CaseRecord
from harborlight.filings.models.filing import NeededForm
from harborlight.firm.models import User
from harborlight.firm.vault.case_fields import CaseText


class TypedOver(CaseRecord):
    """One box of a form, as an attorney wants it; every later filling says so too.

    It counts until it is lifted. One whose edition is not the draft's found no box on
    the newer edition: it is told of, and stands nowhere.
    """

    never_logged: ClassVar = frozenset({"value", "instead"})

    needed = models.ForeignKey(NeededForm, models.PROTECT, related_name="typed_over")
    edition = models.DateField()
    # The full name of the field, and the item printed beside it.
    box = models.CharField(max_length=200)
    item = models.CharField(max_length=120)
    # Text for the box ("": it stays empty), or, of a check box, whether it is ticked.
    value = CaseText()
    ticked = models.BooleanField(null=True)
    reason = CaseText()
    # What stood there by the answers at that moment: once that is another, somebody
    # must look again.
    instead = CaseText()
    typed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    typed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["needed", "edition", "box"],
                condition=Q(lifted_at__isnull=True),
                name="one_typed_over_a_box",
            )
        ]

    def __str__(self) -> str:
        return self.item

    @property
    def stands(self) -> str | bool:
        """What stands in the box."""
        return self.value if self.ticked is None else self.ticked
