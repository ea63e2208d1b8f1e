"""Addresses outside that are told, and what became of each message."""

from __future__ import annotations

from datetime import datetime
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
    # Each message is signed with it; and with the one before while that is still known.
    secret = SealedText()
    old_secret = SealedText()
    old_until = models.DateTimeField(null=True)
    # Told of every payment that is posted, without an automation.
    tells_payments = models.BooleanField(default=False)
    # It said that it is gone (410): nothing is sent there any more.
    gone_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    never_logged: ClassVar = frozenset({"secret", "old_secret"})

    def __str__(self) -> str:
        return self.name

    def secrets_at(self, moment: datetime) -> list[str]:
        """What a message of this moment is signed with."""
        old = self.old_until is not None and moment < self.old_until
        return [self.secret, *([self.old_secret] if old else [])]

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
    # None: of a payment, or sent by hand.
    firing = models.ForeignKey(
        Firing, models.PROTECT, null=True, related_name="+", db_index=False
    )
    # What is told: kinds and ids, no names; an amount in whole cents.
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
