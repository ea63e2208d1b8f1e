from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from harborlight.cases.models import FILE_READERS, Case, CaseRecord
from harborlight.docket.weighing import Level
from harborlight.firm.models import FirmRecord, User
from harborlight.firm.models.record import NOTHING
from harborlight.firm.vault.case_fields import CaseJSON, CaseText
from harborlight.firm.vault.fields import SealedText
from harborlight.people.models import Person

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class Standing(CaseRecord):
    """How an open case stands: what the overview lists, finds and sorts by.

    Everything here is taken from elsewhere by a reader of events (jobs.py) and can be
    made anew from it at any time; nobody decides by it alone. A closed case has none.
    """

    kind = models.CharField(max_length=60)
    stage = models.CharField(max_length=40)
    stage_since = models.DateField()
    opened_on = models.DateField()
    lead = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    level = models.SmallIntegerField(default=Level.CALM)
    # Since when the worst of the reasons holds; a calm case: since it is in its stage.
    since = models.DateField()
    # [code of weighing.LEVELS, day it is about, of how many], the worst first.
    reasons = models.JSONField(default=list)
    next_due_on = models.DateField(null=True)
    # How many papers and answers wait for the client, and how many for us.
    on_client = models.SmallIntegerField(default=0)
    on_us = models.SmallIntegerField(default=0)
    # The next day on which something more may hold.
    again_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], name="one_standing_a_case")
        ]
        indexes: ClassVar = [
            models.Index("firm", F("level").desc(), "since", "id", name="by_urgency"),
            models.Index(
                "firm", "stage", F("level").desc(), "since", name="urgent_in_stage"
            ),
            models.Index(
                "firm", "lead", F("level").desc(), "since", name="urgent_of_lead"
            ),
            models.Index(fields=["firm", "stage_since", "id"], name="longest_in_stage"),
            models.Index(fields=["firm", "opened_on", "id"], name="oldest_first"),
            models.Index(
                fields=["firm", "next_due_on", "id"],
                name="next_due_first",
                condition=Q(next_due_on__isnull=False),
            ),
            models.Index(
                fields=["again_on"],
                name="to_weigh_again",
                condition=Q(again_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.level}"


class UsualStay(FirmRecord):
    """For how many days a case usually stays in a stage, as this firm says."""

    stage = models.CharField(max_length=40)
    days = models.SmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm", "stage"], name="one_stay_a_stage"),
            models.CheckConstraint(condition=Q(days__gte=1), name="stay_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.stage}: {self.days}"


class SavedView(FirmRecord):
    """What of the overview somebody looks at again and again, under a name."""

    never_logged: ClassVar = frozenset({"asked"})

    # A name may name a client, of whatever case: the firm's own key seals it.
    name = SealedText()
    # What the page was narrowed to, as its address says it: {"level": "3"}.
    asked = models.JSONField(default=dict)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    shared = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["firm", "owner"], name="saved_view_by_owner")
        ]

    def __str__(self) -> str:
        return str(self.name)

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """Their own, and what others share, for those who read what stands in files."""
        if not actor.plays(FILE_READERS):
            return NOTHING
        return Q(owner=actor.user_id) | Q(shared=True)


class Link(CaseRecord):
    """Two cases that belong together, said from the one that depends or came later.

    Nobody knows of it who may not open both; clients never do.
    """

    class Kind(models.TextChoices):
        FAMILY = "family", _("Family of the same people")
        DERIVATIVE = "derivative", pgettext_lazy("case", "Derivative of the other")
        PROGRAM = "program", _("Same employer")
        FOLLOWS = "follows", _("Goes on from the other")
        OTHER = "other", _("Belongs together otherwise")

    # Which the other case is stands nowhere in the log of this one: somebody may read
    # the one who must not know of the other.
    never_logged: ClassVar = frozenset({"other", "note"})

    other = models.ForeignKey(Case, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    note = CaseText()
    linked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "other"], name="linked_once"),
            models.CheckConstraint(
                condition=~Q(case=F("other")), name="linked_to_another"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case"], name="link_by_case"),
        ]

    def __str__(self) -> str:
        return self.kind

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        other = Case.objects.visible_to(actor).filter(pk=OuterRef("other_id"))
        return super().reach(actor) & Q(Exists(other))


class FinalLetter(CaseRecord):
    """What a party is told when their case is over: what came of it, and days ahead."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)
    words = CaseText()
    # [{"on": "2028-03-02", "words": "..."}], in the order of the days.
    ahead = CaseJSON(empty=list)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "written_at"], name="final_letter_by_case")
        ]

    def __str__(self) -> str:
        return self.language

    @property
    def days(self) -> list[tuple[date, str]]:
        """The days ahead, each with what it is for."""
        return [(date.fromisoformat(one["on"]), one["words"]) for one in self.ahead]

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(person__login=actor.user_id)


class Transfer(CaseRecord):
    """A case that goes to another lawyer, or came from one."""

    class Way(models.TextChoices):
        OUT = "out", _("To another lawyer")
        IN = "in", _("From another lawyer")

    way = models.CharField(max_length=3, choices=Way.choices)
    counsel = CaseText()
    address = CaseText()
    on = models.DateField()
    reason = CaseText()
    # In: what the government gave the case before it came; a case is found by it.
    receipt_number = models.CharField(max_length=18, blank=True)
    noted_at = models.DateTimeField()
    # Out: the agency or court was told that we act no longer (G-28, EOIR-27 or -28).
    withdrawn_on = models.DateField(null=True)
    # Out: the new lawyer said that they have the file.
    received_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "noted_at"], name="transfer_by_case"),
            models.Index(
                fields=["firm", "receipt_number"],
                name="transfer_by_receipt",
                condition=~Q(receipt_number=""),
            ),
        ]

    def __str__(self) -> str:
        return self.way


class LegalHold(CaseRecord):
    """Nothing of a case is destroyed while an attorney holds it: it beats every rule of
    keeping (trust.md T19). Several may stand at once, each for a matter of its own."""

    reason = CaseText()
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    lifted_why = CaseText()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="legal_hold_lifted_by_somebody",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "placed_at"], name="legal_hold_by_case")
        ]

    def __str__(self) -> str:
        return str(self.placed_at)


class KeepingRule(FirmRecord):
    """For how long this firm keeps closed cases at hand, and files at all.

    archive_days: after so many days a closed case is put into the archive, 0: by hand
    only; keep_years: so long a file is kept after its case was closed; 0: not said.
    """

    archive_days = models.SmallIntegerField(default=0)
    keep_years = models.SmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["firm"], name="one_keeping_rule"),
            models.CheckConstraint(
                condition=Q(archive_days__gte=0, keep_years__gte=0),
                name="keeping_rule_of_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.archive_days} {self.keep_years}"
