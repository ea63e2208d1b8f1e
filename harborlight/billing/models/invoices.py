from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypedDict

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from harborlight.billing.models.policies import LatePolicy, Tax
from harborlight.billing.models.record import MoneyOfACase
from harborlight.firm.words import language_now
from harborlight.people.models import Person

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from harborlight.firm.actor import Actor


class Invoice(MoneyOfACase):
    """What one payer is asked to pay for one case. Once issued it does not change."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ISSUED = "issued", _("Unpaid")
        PARTLY_PAID = "partly paid", pgettext_lazy("invoice", "Partly paid")
        PAID = "paid", pgettext_lazy("invoice", "Paid")
        VOID = "void", _("Void")
        WRITTEN_OFF = "written off", pgettext_lazy("invoice", "Written off")

    payer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    issued_on = models.DateField(null=True)
    due_on = models.DateField()
    terms = models.TextField(blank=True)
    cents = models.BigIntegerField(default=0)
    paid_cents = models.BigIntegerField(default=0)
    # What credit notes took off, and what we do not expect any more (reductions.py).
    credited_cents = models.BigIntegerField(default=0)
    written_off_cents = models.BigIntegerField(default=0)
    # What our fees are lowered by: an amount, or a share of them in millionths.
    discount_cents = models.BigIntegerField(default=0)
    discount_ppm = models.IntegerField(default=0)
    discount_why = models.CharField(max_length=200, blank=True)
    tax = models.ForeignKey(Tax, models.PROTECT, null=True, related_name="+")
    # What is said of paying late: the firm's policy on the day it was issued.
    late_policy = models.ForeignKey(
        LatePolicy, models.PROTECT, null=True, related_name="+"
    )
    # The invoice that was paid late, where this one asks for that.
    late_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="late_fees"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "number"],
                condition=~Q(number=""),
                name="invoice_number",
            ),
            models.CheckConstraint(
                condition=Q(
                    paid_cents__gte=0,
                    credited_cents__gte=0,
                    written_off_cents__gte=0,
                    paid_cents__lte=F("cents")
                    - F("credited_cents")
                    - F("written_off_cents"),
                ),
                name="invoice_never_overpaid",
            ),
            models.CheckConstraint(
                condition=Q(discount_cents__gte=0, discount_ppm__gte=0)
                & Q(discount_ppm__lte=1_000_000)
                & (Q(discount_ppm=0) | Q(discount_cents=0)),
                name="one_discount_an_invoice",
            ),
            models.UniqueConstraint(
                fields=["late_of"],
                condition=~Q(state="void"),
                name="one_late_fee_an_invoice",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "due_on"], name="invoice_by_case"),
            models.Index(fields=["firm", "state", "due_on"], name="invoice_by_state"),
        ]

    def __str__(self) -> str:
        return self.number or "draft"

    @property
    def owed_cents(self) -> int:
        """What is still to be paid: nobody asks for what was credited or written off."""
        return self.cents - self.paid_cents - self.less_cents

    @property
    def less_cents(self) -> int:
        """What was taken off since it was issued, credited or written off."""
        return self.credited_cents + self.written_off_cents

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.ISSUED, self.State.PARTLY_PAID)

    @property
    def was_dropped(self) -> bool:
        """Whether it is a draft that was thrown away: nobody was ever asked for it."""
        return self.state == self.State.VOID and not self.number

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        """Their own, from the day they were issued."""
        return Q(payer__login=actor.user_id) & ~Q(number="")


class Line(MoneyOfACase):
    """One thing an invoice asks money for, and which account the money goes to."""

    class Kind(models.TextChoices):
        FEE = "fee", _("Our fee")
        GOVERNMENT = "government fee", _("Government fee")
        COST = "cost", _("Cost")
        TAX = "tax", _("Tax")

    class To(models.TextChoices):
        # Chosen by the firm, never by the client (trust.md T9).
        OPERATING = "operating", _("Operating account: earned")
        TRUST = "trust", _("Trust account: yours until it is spent or earned")

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    words = models.CharField(max_length=300)
    # The same by language, where it is ours to say and not free text.
    texts = models.JSONField(default=dict)
    to = models.CharField(max_length=10, choices=To.choices)
    cents = models.BigIntegerField()
    # What it would be without its part of the discount; the same where there is none.
    full_cents = models.BigIntegerField()
    # What a government fee rests on, as the book said on that day.
    source = models.CharField(max_length=300, blank=True)
    # The fee that it is (fee_words.name_of); and why a second time, if it is.
    form = models.CharField(max_length=20, blank=True)
    why_again = models.CharField(max_length=300, blank=True)
    # The form of a filing whose fee it is, by its id there (filings); None: nobody said.
    of_form = models.UUIDField(null=True)
    # The work, the cost or the part of an agreed fee that it asks for (agreements).
    of_work = models.UUIDField(null=True)
    # By what our fee is earned when it is paid, as the firm had recorded it then.
    rests_on = models.CharField(max_length=300, blank=True)
    position = models.SmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(full_cents__gt=0, cents__gte=0, cents__lte=F("full_cents")),
                name="line_is_money",
            ),
            models.CheckConstraint(
                condition=~Q(kind="government fee") | Q(to="trust"),
                name="government_fees_go_to_trust",
            ),
            models.CheckConstraint(
                condition=Q(rests_on="") | Q(kind="fee", to="operating"),
                name="only_a_fee_rests_on_what_was_agreed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "of_work"],
                condition=Q(of_work__isnull=False),
                name="line_by_work",
            )
        ]

    def __str__(self) -> str:
        return self.said

    @property
    def discount_cents(self) -> int:
        return self.full_cents - self.cents

    @property
    def goes_to(self) -> str | _StrPromise:
        """Where its money goes, as a client reads it; what pays an agency is never earned."""
        if self.kind == self.Kind.GOVERNMENT:
            return _("Trust account: it pays this fee, or comes back to you")
        return self.get_to_display()

    @property
    def said(self) -> str:
        """What it is for, in the reader's language where we know it in that."""
        code = language_now()
        return str(self.texts.get(code) or self.words)

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(invoice__payer__login=actor.user_id) & ~Q(invoice__number="")


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class AndAsked(TypedDict):
        """What we asked to pay of it out of trust, not decided yet."""

        asked_cents: int
        # The smallest part that may be paid at once; only where one invoice is asked for.
        least_part_cents: int | None

    AskedInvoice = WithAnnotations[Invoice, AndAsked]
    Invoices = models.QuerySet[AskedInvoice]

    class AndOnItsWay(AndAsked):
        """What its payer did their part of, while the bank takes days."""

        on_its_way_cents: int

    PayersInvoice = WithAnnotations[Invoice, AndOnItsWay]
    PayersInvoices = models.QuerySet[PayersInvoice]
