"""What we remember of filings."""

from harborlight.filings.models.checked import (
    Certificate,
    FilledBoxes,
    FindingAnswer,
    PaymentForm,
)
from harborlight.filings.models.filing import (
    CHASE_DAYS,
    Filing,
    FilingPacket,
    FilledForm,
    NeededForm,
    Signing,
)
from harborlight.filings.models.outcome import FormOutcome, TypedPage
from harborlight.filings.models.typed import EditionProposal, TypedOver

__all__ = [
    "CHASE_DAYS",
    "Certificate",
    "EditionProposal",
    "FilledBoxes",
    "Filing",
    "FilingPacket",
    "FilledForm",
    "FindingAnswer",
    "FormOutcome",
    "NeededForm",
    "PaymentForm",
    "Signing",
    "TypedOver",
    "TypedPage",
]
