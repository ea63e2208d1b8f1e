"""What may be done with the firm's accounts at a processor, and with what they took."""

from harborlight.paying.actions.charging import plan_charge
from harborlight.paying.actions.disputing import (
    CannotBeAnswered,
    answer_dispute,
    decide_dispute,
    open_dispute,
)
from harborlight.paying.actions.exporting import change_export, export_transactions
from harborlight.paying.actions.linking import (
    LinkClosed,
    make_link,
    revoke_links,
)
from harborlight.paying.actions.returning import CannotGoBack, ask_refund
from harborlight.paying.actions.saving import end_consent, keep_consent
from harborlight.paying.actions.settling import note_fee
from harborlight.paying.actions.till_asking import (
    NotAskedSo,
    NotYourTill,
    approve_till,
    ask_till,
    decline_till,
)
from harborlight.paying.actions.tills import (
    NeedsTwo,
    change_till,
    needs_two,
    remove_till,
)

__all__ = [
    "CannotBeAnswered",
    "CannotGoBack",
    "LinkClosed",
    "NeedsTwo",
    "NotAskedSo",
    "NotYourTill",
    "answer_dispute",
    "approve_till",
    "ask_refund",
    "ask_till",
    "change_export",
    "change_till",
    "decide_dispute",
    "decline_till",
    "end_consent",
    "export_transactions",
    "keep_consent",
    "make_link",
    "needs_two",
    "note_fee",
    "open_dispute",
    "plan_charge",
    "remove_till",
    "revoke_links",
]
