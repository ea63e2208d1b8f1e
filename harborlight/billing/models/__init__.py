"""What we remember of invoices, payments, and money that is to leave again."""

from harborlight.billing.models.advances import Advance
from harborlight.billing.models.holds import Hold
from harborlight.billing.models.invoices import Invoice, Line
from harborlight.billing.models.payments import (
    BY_HAND,
    OUT_OF_TRUST,
    Payment,
    Receipt,
)
from harborlight.billing.models.policies import (
    OF_NO_CASE,
    LatePolicy,
    Letterhead,
    Tax,
)
from harborlight.billing.models.record import MoneyOfACase
from harborlight.billing.models.reductions import Reduction
from harborlight.billing.models.withdrawals import Withdrawal

__all__ = [
    "BY_HAND",
    "OF_NO_CASE",
    "OUT_OF_TRUST",
    "Advance",
    "Hold",
    "Invoice",
    "LatePolicy",
    "Letterhead",
    "Line",
    "MoneyOfACase",
    "Payment",
    "Receipt",
    "Reduction",
    "Tax",
    "Withdrawal",
]
