"""What is said of a paper: between a client and us, or among us."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from harborlight.cases.models import CaseRecord
from harborlight.documents.models.asking import Request
from harborlight.documents.models.papers import Document
from harborlight.firm.models import User
from harborlight.firm.vault.case_fields import CaseText

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class Remark(CaseRecord):
    """Words about one paper, as somebody wrote them; never changed.

    They belong to what is asked for, so that the thread is there before the paper
    is; or to a paper that nobody was asked for, of which only the staff write.
    """

    request = models.ForeignKey(
        Request, models.PROTECT, null=True, related_name="+", db_index=False
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", db_index=False
    )
    words = CaseText()
    # The language of whoever wrote them.
    language = models.CharField(max_length=10)
    from_client = models.BooleanField(default=False)
    # Among the staff: no client reads it, whoever they are.
    internal = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(request__isnull=False, document__isnull=True)
                | Q(request__isnull=True, document__isnull=False, internal=True),
                name="remark_about_one_paper",
            ),
            models.CheckConstraint(
                condition=Q(internal=False) | Q(from_client=False),
                name="no_client_writes_among_the_staff",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "written_at"], name="remark_by_case"),
            models.Index(fields=["request", "-written_at"], name="remark_by_request"),
            models.Index(
                fields=["document", "-written_at"],
                name="remark_by_document",
                condition=Q(document__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.words[:40])

    @property
    def by(self) -> str:
        return self.written_by.name if self.written_by else ""

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        """What was said to them, or by them, of what they themselves are asked for."""
        return Q(internal=False, request__person__login=actor.user_id)
