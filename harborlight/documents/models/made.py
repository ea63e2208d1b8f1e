"""What was made of a file here: of which version it is, and of which of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.documents.models.papers import Version

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class MadeFrom(CaseRecord):
    """That a version was made here of pages of another one, which stays as it came."""

    class How(models.TextChoices):
        SPLIT = "split", _("Taken out of a file with several papers")
        JOINED = "joined", _("Put together")
        TURNED = "turned", _("Pages turned")
        REDACTED = "redacted", _("Redacted copy")

    version = models.ForeignKey(
        Version, models.PROTECT, related_name="made_from", db_index=False
    )
    # Several of one version stand in the order in which their pages do.
    position = models.SmallIntegerField(default=0)
    source = models.ForeignKey(
        Version, models.PROTECT, related_name="made_into", db_index=False
    )
    how = models.CharField(max_length=8, choices=How.choices)
    # Of the source, counted from 1, in the order in which they stand now.
    pages = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "position"], name="made_from_position"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["source"], name="made_by_source")]

    def __str__(self) -> str:
        return f"{self.how} {self.pages}"

    @property
    def is_redacted(self) -> bool:
        return self.how == self.How.REDACTED

    @property
    def which(self) -> str:
        """Its pages as people say them: "1-3, 5"."""
        return pages_in_words(self.pages)

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        theirs = Q(version__document__person__login=actor.user_id)
        return theirs | Q(version__document__shared=True)


def pages_in_words(pages: list[int]) -> str:
    """ "1-3, 5" of 1, 2, 3 and 5; what follows in another order stands apart."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(
        str(first) if first == last else f"{first}-{last}" for first, last in runs
    )
