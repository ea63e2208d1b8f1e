"""What was read on the pages of a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord
from harborlight.documents.models.papers import Version
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.case_fields import CaseJSON

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class Reading(CaseRecord):
    """That a version was read, by whom, and where its words are kept: sealed, as it is.

    Until there is one it waits, or is not read at all (documents/reading.py, `standing`).
    """

    class State(models.TextChoices):
        READ = "read", _("Read")
        FAILED = "failed", _("Could not be read")

    version = models.OneToOneField(Version, models.PROTECT, related_name="reading")
    state = models.CharField(max_length=10, choices=State.choices)
    # Who read its pages: "layer", names of engines. In which languages it was asked to.
    engines = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    pages = models.IntegerField()
    # Numbers of the pages that could not be read, and in one word why the first could not.
    unread = models.JSONField(default=list)
    why = models.CharField(max_length=40, blank=True)
    # The lines for machines of a passport or card (documents/differing.py).
    zone = CaseJSON(empty=dict)
    # JSON: the pages as `PageText.as_plain` has them.
    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", db_index=False
    )
    # A PDF of pictures of the pages with their words; none where the file says them itself.
    searchable = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", db_index=False
    )
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.version_id} {self.state}"

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(version__document__person__login=actor.user_id) | Q(
            version__document__shared=True
        )
