"""Addresses outside that are told, and what became of each message."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harborlight.automation.models.automations import KEEPERS, Firing
from harborlight.cases.models import CaseRecord
from harborlight.firm.actor import Actor
from harborlight.firm.models import FirmRecord
from harborlight.firm.models.record import NOTHING
from harborlight.firm.vault.fields import SealedText


class Hook(FirmRecord):
    """A program of the firm's, at an address, that is told what happened."""

    name = models.CharField(max_length=80)
    address = models.CharField(max_length=300)
    # What each message is signed with.
    secret = SealedText()
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        return Q() if actor.plays(KEEPERS) else NOTHING


class Delivery(CaseRecord):
    """One message to a program. Its id is the key by which it knows a repeated one."""

    class State(models.TextChoices):
        WAITING = "waiting", _("On its way")
        TAKEN = "taken", _("Taken")
        GIVEN_UP = "given up", _("Given up")

    hook = models.ForeignKey(Hook, models.PROTECT, related_name="+", db_index=False)
    firing = models.ForeignKey(Firing, models.PROTECT, related_name="+", db_index=False)
    # What is told: kinds and ids, no names.
    body = models.JSONField()
    state = models.CharField(max_length=8, choices=State.choices, default="waiting")
    tries = models.SmallIntegerField(default=0)
    # What the last try met: an HTTP status, or a code of outside/hooks.py.
    met = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["hook", "-asked_at"], name="delivery_by_hook"),
            models.Index(fields=["case"], name="delivery_by_case"),
        ]

    def __str__(self) -> str:
        return self.state
