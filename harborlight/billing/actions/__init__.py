"""What may be done with invoices and payments."""

from harborlight.billing.actions.against import CaseIsClosed, NothingToPay
from harborlight.billing.actions.askings import AlreadyAsked, NotWaiting
from harborlight.billing.actions.by_hand import LooksDouble, TooMuch, receive_payment
from harborlight.billing.actions.correcting import (
    ask_to_give_back,
    ask_to_return,
    ask_to_reverse,
)
from harborlight.billing.actions.drafting import (
    DAYS_TO_PAY,
    AlreadyCharged,
    AlreadyIssued,
    add_flat_fee,
    add_government_fee,
    add_line,
    draft_invoice,
    drop_draft,
    move_line,
    remove_line,
)
from harborlight.billing.actions.earmarking import CannotBePutRight, Earmarked
from harborlight.billing.actions.holding import (
    AlreadyReleased,
    ChargebackOpen,
    OnDispute,
    hold_money,
    release_hold,
    take_chargeback,
)
from harborlight.billing.actions.invoicing import (
    NoLongerEarned,
    issue_invoice,
    void_invoice,
    word_of,
)
from harborlight.billing.actions.paying import (
    AlreadyReceived,
    AmountDiffers,
    fail_payment,
    issue_receipt,
    keep_receipt_paper,
    record_payment,
    start_payment,
)
from harborlight.billing.actions.withdrawing import (
    NoInvoice,
    NotTheClients,
    NotTheirs,
    NotYourOwn,
    approve_withdrawal,
    ask_withdrawal,
    decline_withdrawal,
    take_back_withdrawal,
)

__all__ = [
    "AlreadyAsked",
    "AlreadyCharged",
    "AlreadyIssued",
    "AlreadyReceived",
    "AlreadyReleased",
    "AmountDiffers",
    "CannotBePutRight",
    "CaseIsClosed",
    "ChargebackOpen",
    "DAYS_TO_PAY",
    "Earmarked",
    "LooksDouble",
    "NoInvoice",
    "NoLongerEarned",
    "NotTheClients",
    "NotTheirs",
    "NotWaiting",
    "NotYourOwn",
    "NothingToPay",
    "OnDispute",
    "TooMuch",
    "add_flat_fee",
    "add_government_fee",
    "add_line",
    "approve_withdrawal",
    "ask_to_give_back",
    "ask_to_return",
    "ask_to_reverse",
    "ask_withdrawal",
    "decline_withdrawal",
    "draft_invoice",
    "drop_draft",
    "fail_payment",
    "hold_money",
    "issue_invoice",
    "issue_receipt",
    "keep_receipt_paper",
    "move_line",
    "receive_payment",
    "record_payment",
    "release_hold",
    "remove_line",
    "start_payment",
    "take_back_withdrawal",
    "take_chargeback",
    "void_invoice",
    "word_of",
]
