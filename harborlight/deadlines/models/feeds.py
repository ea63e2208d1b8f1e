"""Secret addresses under which somebody's own calendar program reads deadlines."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord, User


class Feed(FirmRecord):
    """One address; of it only a hash is kept. Who has it reads what its maker may read."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    # Of one case; nothing: of all that is its maker's to do.
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    # Whether names of clients stand in it: a calendar lies with others.
    names = models.BooleanField(default=False)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["firm", "user"], name="feed_by_user"),
        ]

    def __str__(self) -> str:
        return str(self.made_at)

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q(user=actor.user_id)
