"""What people decide about a draft: what is typed over, and the edition it moves to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from harborlight.cases.models import CaseRecord
from harborlight.filings.models.filing import FilledForm, NeededForm
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


class EditionProposal(CaseRecord):
    """Whoever looks after the server proposes that a draft moves to another edition.

    An attorney looks at what would differ, and takes it or leaves it. It counts while
    nobody answered it and the draft is the form's newest filling.
    """

    filled = models.ForeignKey(
        FilledForm, models.PROTECT, related_name="proposals", db_index=False
    )
    edition = models.DateField()
    reason = CaseText()
    # The login at the server, as events call it.
    proposed_by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    is_taken = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["filled"],
                condition=Q(answered_at__isnull=True),
                name="one_open_proposal_a_draft",
            )
        ]

    def __str__(self) -> str:
        return f"{self.filled_id} {self.edition}"
