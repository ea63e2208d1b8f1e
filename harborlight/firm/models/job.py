from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from harborlight.firm.ids import new_id
from harborlight.firm.models.firm import Firm


class Job(models.Model):
    """A piece of slow work, kept until it is done or given up.

    Not a FirmRecord: the worker asks for the next job of any firm, and some
    jobs are the house's own.
    """

    READY, RUNNING, DONE, GIVEN_UP = "ready", "running", "done", "given up"

    # The result of one that hands a message over, while nobody knows what became of it.
    BEGUN = "begun"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    firm = models.ForeignKey(
        Firm, models.PROTECT, null=True, related_name="+", db_index=False
    )
    task = models.CharField(max_length=200)
    queue = models.CharField(max_length=40, default="default")
    priority = models.SmallIntegerField(default=0)
    arguments = models.JSONField()
    state = models.CharField(max_length=10, default=READY)
    run_after = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=80, blank=True)
    result = models.JSONField(null=True)
    errors = models.JSONField(default=list)
    enqueued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["-priority", "run_after"],
                name="job_ready",
                condition=Q(state="ready"),
            ),
            models.Index(
                fields=["lease_until"], name="job_running", condition=Q(state="running")
            ),
            models.Index(fields=["state", "-enqueued_at"], name="job_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.task} ({self.state})"

    @property
    def may_be_sent(self) -> bool:
        """Given up, and nobody knows whether its message is on its way."""
        return self.state == self.GIVEN_UP and self.result == self.BEGUN


class Fired(models.Model):
    """A moment of the schedule that was acted on; two workers never both do it."""

    name = models.CharField(max_length=100)
    moment = models.DateTimeField()
    # False: it passed before we heard of its name, and nothing was done.
    acted = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "moment"], name="fired_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.moment}"
