"""What we remember of the firm's accounts at a processor, and of what it did for us."""

from harborlight.paying.models.charges import Charge, Dispute, Return
from harborlight.paying.models.exports import Export, ExportPlan
from harborlight.paying.models.links import Consent, PayLink, Planned
from harborlight.paying.models.tills import Heard, Till, TillAsked

__all__ = [
    "Charge",
    "Consent",
    "Dispute",
    "Export",
    "ExportPlan",
    "Heard",
    "PayLink",
    "Planned",
    "Return",
    "Till",
    "TillAsked",
]
