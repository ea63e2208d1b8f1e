"""Whom money in trust is transferred to, and who said that the account is theirs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import Case
from harborlight.firm.models import User
from harborlight.firm.vault.fields import Lookup, SealedText
from harborlight.trust.models.books import MoneyRecord

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor

# So long nobody is paid into an account that was entered anew (trust.md T16).
WAITS = timedelta(hours=24)


class Payee(MoneyRecord):
    """Somebody who is paid by bank transfer, or an account that is never paid."""

    class Kind(models.TextChoices):
        CLIENT = "client", _("The client, or who paid for them")
        AGENCY = "agency", _("An agency")
        OTHER = "other", _("Somebody else who is paid for a case")
        # Kept so that no client's money goes there under another name.
        STAFF = "staff", _("Somebody who works here: never paid out of trust")

    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # Of the clients of one case alone; None: of the whole office.
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(kind="client") & Q(case__isnull=False))
                | (~Q(kind="client") & Q(case__isnull=True)),
                name="only_a_client_is_a_payee_of_a_case",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def works_here(self) -> bool:
        return self.kind == self.Kind.STAFF

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        """Whoever reads money; of a client, whoever reaches the case too."""
        theirs = Case.objects.visible_to(actor).filter(pk=OuterRef("case_id"))
        return super().reach(actor) & (Q(case__isnull=True) | Q(Exists(theirs)))


class PayeeBank(MoneyRecord):
    """An account of a payee: one person enters it, another calls back, a day passes.

    It never changes: another account is another row, and waits anew.
    """

    never_logged = frozenset({"whole_lookup"})

    payee = models.ForeignKey(Payee, models.PROTECT, related_name="banks")
    bank = models.CharField(max_length=80)
    # Pages show the last four digits, and no more.
    whole = SealedText()  # the routing number, a blank, the number of the account
    number_ends = models.CharField(max_length=4)
    # The same account under another name is found by it.
    whole_lookup = Lookup(of="whole")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # Who called whom, at which number, and where from that was known before.
    called_at = models.DateTimeField(null=True)
    called_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    called_number = models.CharField(max_length=40, blank=True)
    known_from = models.CharField(max_length=200, blank=True)
    spoke_with = models.CharField(max_length=120, blank=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["payee"],
                condition=Q(replaced_at__isnull=True),
                name="one_account_a_payee",
            ),
            models.CheckConstraint(
                condition=Q(called_at__isnull=True)
                | (
                    Q(
                        called_by__isnull=False,
                        called_number__gt="",
                        known_from__gt="",
                        spoke_with__gt="",
                    )
                    & ~Q(called_by=F("entered_by"))
                ),
                name="payee_called_back_by_another",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["firm", "whole_lookup"], name="payee_by_account")
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """As pages show it."""
        return f"{self.bank} ··{self.number_ends}"

    @property
    def from_when(self) -> datetime:
        """Before it nobody is paid there, whatever was confirmed."""
        return self.entered_at + WAITS

    @classmethod
    def reach(cls, actor: Actor) -> Q:
        theirs = Payee.objects.visible_to(actor).filter(pk=OuterRef("payee_id"))
        return super().reach(actor) & Q(Exists(theirs))
