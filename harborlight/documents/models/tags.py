"""Tags of the firm's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from harborlight.firm.models import FirmRecord
from harborlight.firm.words import in_words

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class PaperTag(FirmRecord):
    """A word that may be put on papers of a kind, beside those of the house."""

    # As it is kept on papers, in searches and for other programs.
    code = models.CharField(max_length=40)
    label = models.JSONField()
    # Of which kind of paper; "" of every one.
    kind = models.CharField(max_length=40, blank=True)
    # Whether whoever sends a paper is offered it; else only the staff are.
    at_upload = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm", "code"], name="one_tag_a_code")
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        return in_words(self.label)

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """It is no secret what a firm calls papers: whoever sends one reads it."""
        return Q()
