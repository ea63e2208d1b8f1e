"""What we remember of agreements about fees, and of what is billed by them."""

from harborlight.agreements.models.agreements import (
    AgreedPart,
    Agreement,
    FeeNote,
    Payer,
)
from harborlight.agreements.models.plans import Instalment, Plan
from harborlight.agreements.models.work import Cost, Rate, TimeEntry, Timer, Work

# The firm's own, of no case.
OF_NO_CASE = (Rate,)

__all__ = [
    "OF_NO_CASE",
    "AgreedPart",
    "Agreement",
    "Cost",
    "FeeNote",
    "Instalment",
    "Payer",
    "Plan",
    "Rate",
    "TimeEntry",
    "Timer",
    "Work",
]
