"""What may be done with invoices and payments."""

from harborlight.billing.actions.invoicing import (
    DAYS_TO_PAY,
    AlreadyIssued,
    NothingToPay,
    add_government_fee,
    add_line,
    draft_invoice,
    drop_draft,
    issue_invoice,
    remove_line,
    void_invoice,
)
from harborlight.billing.actions.paying import (
    AlreadyReceived,
    AmountDiffers,
    TooMuch,
    fail_payment,
    issue_receipt,
    keep_receipt_paper,
    receive_payment,
    record_payment,
    start_payment,
)

__all__ = [
    "DAYS_TO_PAY",
    "AlreadyIssued",
    "AlreadyReceived",
    "AmountDiffers",
    "NothingToPay",
    "TooMuch",
    "add_government_fee",
    "add_line",
    "draft_invoice",
    "drop_draft",
    "fail_payment",
    "issue_invoice",
    "issue_receipt",
    "keep_receipt_paper",
    "receive_payment",
    "record_payment",
    "remove_line",
    "start_payment",
    "void_invoice",
]
