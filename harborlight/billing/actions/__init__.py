"""What may be done with invoices and payments."""

from harborlight.billing.actions.advancing import (
    NothingToRepay,
    TrustSuffices,
    advance_fee,
    ask_to_repay,
    bill_advance,
)
from harborlight.billing.actions.against import CaseIsClosed, NothingToPay
from harborlight.billing.actions.askings import AlreadyAsked, NotWaiting
from harborlight.billing.actions.by_hand import LooksDouble, TooMuch, receive_payment
from harborlight.billing.actions.correcting import (
    ask_to_give_back,
    ask_to_return,
    ask_to_reverse,
)
from harborlight.billing.actions.deciding import (
    NotLateEnough,
    add_tax,
    decide_late_policy,
    decide_letterhead,
    draft_late_fee,
    end_tax,
)
from harborlight.billing.actions.drafting import (
    AlreadyCharged,
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
    ChargedBackBefore,
    OnDispute,
    charged_back,
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
from harborlight.billing.actions.mixed import MovesAlready, move_by, move_earned
from harborlight.billing.actions.noticing import NoticeLacks, give_notice, object_to
from harborlight.billing.actions.paying import (
    AlreadyReceived,
    AmountDiffers,
    fail_payment,
    issue_receipt,
    keep_receipt_paper,
    record_payment,
    start_payment,
)
from harborlight.billing.actions.paying_out import (
    NoPayee,
    NotDrawnByAnAgency,
    NotWhoPaid,
)
from harborlight.billing.actions.posting import AlreadyIssued
from harborlight.billing.actions.reducing import (
    MoreThanOwed,
    OwedChanged,
    credit_invoice,
    write_off,
)
from harborlight.billing.actions.settling import (
    TooGenerous,
    discount_invoice,
    tax_invoice,
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
from harborlight.billing.decided import DAYS_TO_PAY
from harborlight.trust.who_pays import NotTheirsToPay

__all__ = [
    "MovesAlready",
    "move_by",
    "move_earned",
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
    "NoPayee",
    "NotDrawnByAnAgency",
    "NothingToRepay",
    "NoticeLacks",
    "TrustSuffices",
    "NotTheClients",
    "MoreThanOwed",
    "NoLongerEarned",
    "NotLateEnough",
    "NotTheirs",
    "NotTheirsToPay",
    "NotWaiting",
    "NotWhoPaid",
    "NotYourOwn",
    "NothingToPay",
    "OnDispute",
    "OwedChanged",
    "TooGenerous",
    "TooMuch",
    "add_flat_fee",
    "add_government_fee",
    "add_line",
    "add_tax",
    "advance_fee",
    "approve_withdrawal",
    "ask_to_give_back",
    "ask_to_repay",
    "ask_to_return",
    "ask_to_reverse",
    "ask_withdrawal",
    "bill_advance",
    "credit_invoice",
    "decide_late_policy",
    "decide_letterhead",
    "decline_withdrawal",
    "discount_invoice",
    "draft_invoice",
    "draft_late_fee",
    "drop_draft",
    "end_tax",
    "fail_payment",
    "give_notice",
    "hold_money",
    "issue_invoice",
    "issue_receipt",
    "keep_receipt_paper",
    "move_line",
    "object_to",
    "receive_payment",
    "record_payment",
    "release_hold",
    "remove_line",
    "start_payment",
    "take_back_withdrawal",
    "ChargedBackBefore",
    "charged_back",
    "take_chargeback",
    "tax_invoice",
    "void_invoice",
    "word_of",
    "write_off",
]
