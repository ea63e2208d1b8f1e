"""Taking money: what we need of any card processor, behind one small door.

Our pages never see a card number: the payer goes to the processor's own page.
The processor then tells us by a signed notice; we believe nothing of it but the
reference, and read the payment again from the processor before we post it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

TOO_OLD_SECONDS = 300
DECLINED = "The card was declined."
NOT_CONFIRMED = "The bank asked for a confirmation, and it was not given."


class BadNotice(Exception):
    """This notice was not signed by the processor, or is too old."""


class NoProcessor(Exception):
    """Cards are not taken here, or not for this money."""


class NoSuchPayment(Exception):
    """The processor knows no payment of this number."""


class ProcessorDown(Exception):
    """The processor did not answer, or not in time: nobody knows yet what became of it."""


class ProcessorRefused(Exception):
    """The processor answered, and does not do it; the message is its own."""


@dataclass(frozen=True)
class Asked:
    """A payment as it was asked for: whole cents, and how much of it goes to trust.

    back: where the payer comes back to after paying; left: after going away again.
    attempt: the same asking tried anew, after the one before can no longer be paid.
    keeps: the payer agreed that the processor keeps the card for later payments.
    customer: the processor's own number of the payer, where it knows them.
    """

    reference: str
    cents: int
    trust_cents: int
    words: str
    back: str
    left: str = ""
    attempt: int = 1
    keeps: bool = False
    customer: str = ""

    @property
    def key(self) -> str:
        """What the processor knows a repeated asking by."""
        ways = hashlib.sha256(f"{self.back} {self.left}".encode()).hexdigest()
        return f"{self.reference} {self.attempt} {ways[:8]}"


@dataclass(frozen=True)
class Begun:
    """The processor's own number of a payment, and the address of its page."""

    number: str
    address: str


@dataclass(frozen=True)
class Became:
    """What became of a payment: "open", "on its way", "paid", "failed" or "cancelled".

    On its way: the payer did their part, and the bank takes days. reference: ours, as the
    processor repeats it. number: its own of the payment. charge: its number of the money that moved. customer, saved: its
    numbers of the payer and of what they pay with, where it keeps them. is_netted: it kept
    its fee of what came, and did not settle the whole amount. address: of its page, while
    somebody may still pay there.
    """

    reference: str
    state: str
    cents: int
    trust_cents: int
    number: str = ""
    method: str = ""
    why: str = ""
    currency: str = "usd"
    charge: str = ""
    customer: str = ""
    saved: str = ""
    fee_cents: int = 0
    is_netted: bool = False
    address: str = ""


def declined(asked: Asked, why: str = DECLINED) -> Became:
    """Nothing was charged."""
    return Became(asked.reference, "failed", asked.cents, asked.trust_cents, why=why)


@dataclass(frozen=True)
class Returned:
    """Money on its way back to who paid it: "open", "done" or "failed"."""

    number: str
    state: str
    cents: int
    why: str = ""


@dataclass(frozen=True)
class Contested:
    """A payer told their bank that a payment was not theirs to make.

    state: "open", "won" or "lost". fee_cents: what the processor takes for it. charge: the
    payment's. until: the last moment for evidence.
    """

    number: str
    charge: str
    state: str
    cents: int
    fee_cents: int = 0
    why: str = ""
    until: datetime | None = None
    currency: str = "usd"


class Processor(Protocol):
    """What we need of any card processor.

    Each call may raise ProcessorDown; then it is asked again with the same key.
    """

    def begin(self, asked: Asked) -> Begun:
        """Ask for a payment. Once a key; ProcessorRefused if it asks for none."""
        ...

    def read(self, number: str) -> Became:
        """What became of it. NoSuchPayment if it was never asked for."""
        ...

    def cancel(self, number: str) -> Became:
        """Take the asking back; what became of it, "cancelled" or what was so before."""
        ...

    def charge(self, asked: Asked, saved: str) -> Became:
        """Charge what the payer left with the processor, without them. Once a key."""
        ...

    def charge_now(self, asked: Asked, saved: str) -> Became:
        """Charge what the payer left, while they are there. Once a key.

        "open" with an address: their bank asks for a second factor there first.
        """
        ...

    def give_back(self, charge: str, cents: int, *, key: str) -> Returned:
        """Give money back the way it came. Once a key."""
        ...

    def read_returned(self, number: str) -> Returned:
        """What became of money that was to go back."""
        ...

    def read_contested(self, number: str) -> Contested:
        """How a contested payment stands."""
        ...

    def defend(self, number: str, words: str) -> Contested:
        """Hand in what speaks for the payment; the last word to the payer's bank."""
        ...
