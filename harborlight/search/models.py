from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from harborlight.cases.models import FILE_READERS
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.vault.fields import SealedText

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class SavedSearch(FirmRecord):
    """What somebody looks for again and again, under a name; perhaps for everybody.

    Name and words may name a client, of whatever case: the firm's own key seals them.
    """

    # Words that were looked for may name a client; the log keeps the name of the search.
    never_logged: ClassVar = frozenset({"words", "narrowed"})

    name = SealedText()
    words = SealedText()
    # What it was narrowed by, as the page's address says it: {"kind": "passport"}.
    narrowed = models.JSONField(default=dict)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    shared = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["firm", "owner"], name="saved_search_by_owner")
        ]

    def __str__(self) -> str:
        return str(self.name)

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """Their own, and what others share, for those who read what stands in files."""
        if not actor.plays(FILE_READERS):
            return NOTHING
        return Q(owner=actor.user_id) | Q(shared=True)
