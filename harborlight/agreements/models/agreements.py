"""What was agreed about fees, version by version, and who pays."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from harborlight.billing.models import MoneyOfACase
from harborlight.documents.models import Version
from harborlight.firm.models import User
from harborlight.firm.vault.case_fields import CaseText
from harborlight.people.models import Person

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor


class Agreement(MoneyOfACase):
    """How our work in one case is paid. What is agreed anew is another version."""

    class Shape(models.TextChoices):
        FLAT = "flat", _("Flat fee")
        MILESTONES = "milestones", _("Flat fee, paid at milestones")
        HOURLY = "hourly", _("By the hour")
        RETAINER = "retainer", _("By the hour, out of a retainer")
        EVERGREEN = "evergreen", _("By the hour, out of a retainer that is kept filled")
        INSTALMENTS = "instalments", _("Flat fee in instalments")
        MIXED = "mixed", _("Flat fee and hours")
        PRO_BONO = "pro bono", _("Pro bono: no fee")

    version = models.SmallIntegerField()
    shape = models.CharField(max_length=12, choices=Shape.choices)
    # Whole cents: the flat fee; what is paid into trust in advance; below how much of
    # that the client is asked to fill it up again.
    fee_cents = models.BigIntegerField(default=0)
    retainer_cents = models.BigIntegerField(default=0)
    least_cents = models.BigIntegerField(default=0)
    # So many days before fees leave trust the client is told; 0: nothing was agreed.
    notice_days = models.SmallIntegerField(default=0)
    words = CaseText()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # Who was asked to read it and agree to it in the portal.
    asked_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    accepted_on = models.DateField(null=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # The signed paper, among the papers of the case.
    signed = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "version"], name="agreement_version"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(accepted_on__isnull=False, replaced_at__isnull=True),
                name="one_agreement_in_force",
            ),
            models.CheckConstraint(
                condition=Q(fee_cents__gte=0, retainer_cents__gte=0, least_cents__gte=0)
                & Q(notice_days__gte=0, notice_days__lte=90)
                & (
                    ~Q(shape="evergreen")
                    | Q(least_cents__gt=0, least_cents__lte=F("retainer_cents"))
                )
                & (~Q(shape="pro bono") | Q(fee_cents=0, retainer_cents=0)),
                name="agreement_is_of_its_shape",
            ),
            models.CheckConstraint(
                condition=Q(asked_of__isnull=True, asked_at__isnull=True)
                | Q(asked_of__isnull=False, asked_at__isnull=False),
                name="agreement_was_asked_of_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shape} {self.version}"

    @property
    def in_force(self) -> bool:
        return self.accepted_on is not None and self.replaced_at is None

    @property
    def waits(self) -> bool:
        """Whether somebody is asked for their word, and has not given it."""
        return bool(self.asked_at) and not self.accepted_on and not self.replaced_at

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        """Whoever was asked reads it, and whoever pays by it what was accepted."""
        theirs = Payer.objects.filter(
            case=OuterRef("case_id"), person__login=actor.user_id
        )
        accepted = Q(accepted_on__isnull=False) & Q(Exists(theirs))
        return accepted | Q(asked_of__login=actor.user_id)


class AgreedPart(MoneyOfACase):
    """A part of the flat fee, and what the case has reached when it is asked for."""

    class At(models.TextChoices):
        SIGNING = "signing", _("When it is signed")
        MILESTONE = "milestone", _("At a milestone")
        STAGE = "stage", _("When the case reaches a stage")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="parts")
    position = models.SmallIntegerField()
    at = models.CharField(max_length=10, choices=At.choices)
    # Which milestone or stage of the playbook; and what it is called, by language.
    key = models.CharField(max_length=40, blank=True)
    texts = models.JSONField(default=dict)
    cents = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(cents__gt=0)
                & (Q(at="signing", key="") | ~Q(at="signing") & ~Q(key="")),
                name="agreed_part_is_money",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "position"], name="agreed_part_by_case")
        ]

    def __str__(self) -> str:
        return f"{self.at} {self.key}"

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        theirs = Agreement.objects.visible_to(actor).filter(pk=OuterRef("agreement_id"))
        return Q(Exists(theirs))


class Payer(MoneyOfACase):
    """Somebody who pays for a case, what of it, and how much of the account they see."""

    class Pays(models.TextChoices):
        EVERYTHING = "everything", _("Everything")
        FEES = "fees", _("Our fees")
        COSTS = "costs", _("Government fees and costs")

    class Sees(models.TextChoices):
        OWN = "own", _("Their own invoices alone")
        ACCOUNT = "account", _("Also what others of the case were asked for and paid")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    pays = models.CharField(max_length=12, choices=Pays.choices)
    sees = models.CharField(max_length=10, choices=Sees.choices, default=Sees.OWN)
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "person"], name="one_payer_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.pays} {self.sees}"

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(person__login=actor.user_id)


class FeeNote(MoneyOfACase):
    """What was said about fees: kept from the evidence, and from whoever reads no money."""

    words = CaseText()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "-at"], name="fee_note_by_case")
        ]

    def __str__(self) -> str:
        return str(self.at)
