from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import CaseRecord, Party
from harborlight.documents.models import Request, Version
from harborlight.firm.ids import shown
from harborlight.firm.models import StoredFile, User
from harborlight.packets.models import Packet
from harborlight.people.models import Person

if TYPE_CHECKING:
    from harborlight.filings.models.outcome import FormOutcome
    from harborlight.firm.actor import Actor

# Where a playbook says nothing else: the firm's own rule, not the law's. A receipt that
# has not come by then is lost or was never written.
CHASE_DAYS = 30


def called(form: str, concerns: str) -> str:
    """A form, with the one that it goes with where it is filed once for each of several."""
    return f"{form} ({concerns})" if concerns else form


class Filing(CaseRecord):
    """One envelope to the government, and what became of it."""

    class State(models.TextChoices):
        PREPARING = "preparing", _("Being prepared")
        SENT = "sent", _("Sent, not accepted yet")
        DELIVERED = "delivered", _("Delivered, not accepted yet")
        ACCEPTED = "accepted", _("Accepted: receipt number given")
        REJECTED = "rejected", _("Rejected: it came back without a receipt")

    class Channel(models.TextChoices):
        PAPER = "paper", _("On paper, by courier or mail")
        ONLINE = "online", _("Online, in the agency's own account")

    class Carrier(models.TextChoices):
        COURIER = "courier", _("By courier")
        MAIL = "mail", _("By the postal service")

    class PaidFrom(models.TextChoices):
        TRUST = "trust", _("From what the client paid into the trust account")
        CLIENT = "client", _("By the client: their own card or bank account")
        NOBODY = "nobody", _("Nobody's: a fee waiver is asked for (Form I-912)")

    # Gone out, and the agency has not decided whether it takes it.
    ON_ITS_WAY: ClassVar = (State.SENT, State.DELIVERED)

    name = models.CharField(max_length=120)
    planned_at = models.DateTimeField()
    # A receipt that has not come so many days after it was sent is asked after.
    chase_days = models.SmallIntegerField(default=CHASE_DAYS)
    state = models.CharField(
        max_length=12, choices=State.choices, default=State.PREPARING
    )
    channel = models.CharField(
        max_length=8, choices=Channel.choices, default=Channel.PAPER
    )
    # Which address is on the envelope, and how the fees are paid (law/payments.yaml).
    carrier = models.CharField(
        max_length=8, choices=Carrier.choices, default=Carrier.COURIER
    )
    paid_by = models.CharField(max_length=30, blank=True)
    paid_from = models.CharField(
        max_length=8, choices=PaidFrom.choices, default=PaidFrom.TRUST
    )
    # The filing in whose envelope it goes; None: in its own.
    within = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="shared", db_index=False
    )
    # Who put it together, and says so before another checks it.
    prepared_at = models.DateTimeField(null=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField(null=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    tracking = models.CharField(max_length=60, blank=True)
    delivered_on = models.DateField(null=True)
    rejected_on = models.DateField(null=True)
    rejected_why = models.CharField(max_length=300, blank=True)
    receipt_number = models.CharField(max_length=18, blank=True)
    receipt_on = models.DateField(null=True)
    receipt_notice = models.ForeignKey(
        Version, models.PROTECT, null=True, related_name="+"
    )
    # Up to when somebody looked at answers that differ from what was sent, and what
    # they said becomes of them.
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    looked = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "receipt_number"],
                condition=~Q(receipt_number=""),
                name="receipt_number_once",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["case"], name="filing_by_case")]

    def __str__(self) -> str:
        return self.name

    @property
    def notice_seen(self) -> str:
        """The notice that a page is made over, in a word; "" if none."""
        return shown(self.receipt_notice_id) if self.receipt_notice_id else ""

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q()


class NeededForm(CaseRecord):
    """A form that the filing needs, and whom of the parties it is about."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="forms")
    form = models.CharField(max_length=40)
    # For a form that more than one party may need: whose it is ("petitioner").
    client = models.CharField(max_length=30, blank=True)
    # Of a form that is filed once for each of several others: with which one it goes.
    concerns = models.CharField(max_length=40, blank=True)
    # Which of the form's fees is due, where the book tells several apart (law/fees.py).
    circumstance = models.CharField(max_length=60, blank=True)
    position = models.SmallIntegerField(default=0)
    # A payment form lies on top of one form and pays one of its fees: "" the form's own,
    # else the law that asks for more (law/fees.py).
    pays = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )
    pays_law = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["filing", "form", "client", "concerns"],
                condition=Q(pays__isnull=True),
                name="one_form_a_filing_and_client",
            ),
            models.UniqueConstraint(
                fields=["pays", "pays_law"],
                condition=Q(pays__isnull=False),
                name="one_payment_form_a_needed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.client} {self.concerns}".strip()

    @property
    def called(self) -> str:
        """As people tell it from others of its kind: "G-28 (I-485)"."""
        return called(self.form, self.concerns)

    @property
    def became(self) -> FormOutcome | None:
        """What the agency said to this form apart from the others; None: nothing yet."""
        return getattr(self, "outcome", None)


class FilledForm(CaseRecord):
    """A form filled from the facts of one moment; a later filling stands beside it."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("To be checked")
        SENT_BACK = "sent back", _("Sent back")
        APPROVED = "approved", _("Approved")
        REPLACED = "replaced", _("Replaced by a later one")

    needed = models.ForeignKey(NeededForm, models.PROTECT, related_name="filled")
    number = models.SmallIntegerField()
    form = models.CharField(max_length=40)
    concerns = models.CharField(max_length=40, blank=True)
    edition = models.DateField()
    blank_sha256 = models.CharField(max_length=64)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    pages = models.SmallIntegerField()
    # The people it goes to for reading and signing, by their part; and why others need
    # not sign it (findings.SPARED).
    signers = models.JSONField(default=list)
    spared = models.JSONField(default=list)
    # What the composer reported: [{"item", "path", "person", "also"}], never a value.
    missing = models.JSONField(default=list)
    continued = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    # The attorney's and the firm's details that it prints (house_details.py).
    house = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.PREPARED
    )
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Approved by who prepared it, where the firm waives the second pair of eyes.
    alone = models.BooleanField(default=False)
    comment = models.TextField(blank=True)
    # Since when an answer differs from what the government was sent; until somebody
    # looked at it, or the answer is again what it was.
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["needed", "number"], name="filled_form_number"
            ),
            models.UniqueConstraint(
                fields=["needed"],
                condition=Q(state__in=["prepared", "sent back", "approved"]),
                name="one_filled_form_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["firm", "prepared_at"],
                name="form_to_check",
                condition=Q(state="prepared"),
            ),
            models.Index(
                fields=["firm", "changed_at"],
                name="form_changed_since_sent",
                condition=Q(changed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.number}"

    @property
    def called(self) -> str:
        return called(self.form, self.concerns)

    @property
    def beyond(self) -> list[str]:
        """The items that found no room on the form: a sheet behind it tells them."""
        rows = [row["item"] for row in self.continued if row["on"] == "beyond"]
        return [*dict.fromkeys(rows)]

    @property
    def awaits_card(self) -> bool:
        """Whether a card's number is written on the paper by hand: no scan may show it."""
        return any(row.get("code") == "card_by_hand" for row in self.problems)

    @property
    def open(self) -> int:
        """How many things somebody must still see to before it goes out."""
        return len(self.missing) + len(self.problems) + len(self.beyond)

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        """What an attorney approved, for those who must read and sign it."""
        mine = Signing.objects.filter(
            filled=OuterRef("pk"), party__person__login=actor.user_id
        )
        return Q(Exists(mine), state=cls.State.APPROVED)


class Signing(CaseRecord):
    """One person reads a form and signs it in ink; the scan is asked for as a paper."""

    filled = models.ForeignKey(FilledForm, models.PROTECT, related_name="signings")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["filled", "party"], name="one_signing_a_party"
            )
        ]

    def __str__(self) -> str:
        return f"{self.filled_id}"

    @classmethod
    def client_reach(cls, actor: Actor) -> Q:
        return Q(person__login=actor.user_id)


class FilingPacket(CaseRecord):
    """The packet that goes with a filing; one filing may have several."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="packets")
    packet = models.OneToOneField(Packet, models.PROTECT, related_name="+")
    # The form that it supports; None: the whole filing, or a form that left it.
    needed = models.ForeignKey(
        NeededForm, models.SET_NULL, null=True, related_name="+", db_index=False
    )

    def __str__(self) -> str:
        return f"{self.packet_id}"
