"""What may be done with what we send to the government."""

from harborlight.filings.actions.filling import fill_forms, plan_filing
from harborlight.filings.actions.reading import approve_form, note_read, send_form_back
from harborlight.filings.actions.sending import record_receipt, record_sent

__all__ = [
    "approve_form",
    "fill_forms",
    "note_read",
    "plan_filing",
    "record_receipt",
    "record_sent",
    "send_form_back",
]
