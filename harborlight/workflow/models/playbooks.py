from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import OFFICE, Role, roles

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor

# Who writes the playbooks of the firm.
WRITERS = roles(OFFICE, Role.PRACTICE_MANAGER)


class Playbook(FirmRecord):
    """How one kind of case usually runs, in one version; a case keeps the one it began with.

    A version below zero is no version of the firm: a case keeps it that took some of what
    a newer version says (workflow/actions/renewing.py). Its definition says which version
    the case began with.
    """

    key = models.CharField(max_length=60)
    version = models.IntegerField()
    # What workflow/playbooks.py reads.
    definition = models.JSONField()
    made_at = models.DateTimeField()
    # Nobody, where Harborlight brought it along; and what they say that they changed.
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "key", "version"], name="playbook_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"


class PlaybookDraft(FirmRecord):
    """The next version of a playbook while it is written, or a new one: one at a time."""

    # It is long: the log says who changed what of it, and versions say how it became.
    never_logged: ClassVar = frozenset({"definition"})

    key = models.CharField(max_length=60)
    # Nothing, where it was taken in from a file.
    based_on = models.ForeignKey(Playbook, models.PROTECT, null=True, related_name="+")
    # Whole in its shape, perhaps not yet in sense (playbook_checks.py).
    definition = models.JSONField()
    # Counts its changes, so that nobody overwrites what they have not seen.
    changes = models.IntegerField(default=0)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Published (as what) or thrown away.
    closed_at = models.DateTimeField(null=True)
    became = models.ForeignKey(Playbook, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "key"],
                condition=Q(closed_at__isnull=True),
                name="one_draft_of_a_playbook",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} +{self.changes}"

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(WRITERS) else NOTHING
