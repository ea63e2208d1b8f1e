"""Which processor takes, or took, a payment; and what a payer may pay with it now."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from harborlight.billing.actions.counting import left_of
from harborlight.billing.actions.paying import ALL, OPERATING, TRUST
from harborlight.billing.models import Invoice
from harborlight.outside.payments import Processor
from harborlight.outside.payments_sandbox import sandbox
from harborlight.outside.payments_stripe import StripeHouse
from harborlight.paying.models import Till


@dataclass(frozen=True)
class Way:
    """A part of an invoice that can be paid now, and into which account it goes.

    part: of start_payment. till: None for the sandbox, which takes all at once.
    """

    part: str
    cents: int
    trust_cents: int
    till: Till | None = None

    @property
    def called(self) -> str:
        return self.till.called if self.till else ""

    @property
    def till_id(self) -> UUID | None:
        return self.till.pk if self.till else None

    def new_reference(self) -> str:
        """A reference whose beginning tells the account that takes it."""
        house = f"st{self.till.key[:10]}" if self.till else "sbx"
        return f"{house}_{secrets.token_urlsafe(18)}"


def house(till: Till | None) -> Processor:
    """The processor behind an account of the firm's; the sandbox where there is none."""
    return stripe_house(till) if till else sandbox()


def stripe_house(till: Till) -> StripeHouse:
    return StripeHouse(till.api_key, till.secret, till.is_for_trust, till.methods)


def is_played() -> bool:
    """Whether the sandbox stands in for a processor while a firm has no account at one."""
    played: bool = settings.PAYMENTS == "sandbox"
    return played


def ways(invoice: Invoice, tills: Sequence[Till]) -> list[Way]:
    """What of an invoice can be paid by card or from a bank now: trust's part first.

    tills: those of the firm that are on. Each part goes to its own account, whole.
    """
    left = left_of(invoice)
    if not tills:
        owed = left.trust + left.earned
        return [Way(ALL, owed, left.trust)] if is_played() and owed else []
    parts = {TRUST: left.trust, OPERATING: left.earned}
    by = {till.to: till for till in tills}
    return [
        Way(part, cents, cents if part == TRUST else 0, by[part])
        for part, cents in parts.items()
        if cents and part in by
    ]
