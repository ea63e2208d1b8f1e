"""What is done to a filing, from the first form to the receipt."""

from harborlight.filings.actions.arriving import record_delivered, record_rejected
from harborlight.filings.actions.blanks import add_blank, ask_for_blank
from harborlight.filings.actions.certifying import (
    FindingsOpen,
    FoundNoMore,
    NotAsSeen,
    answer_finding,
    certify_filing,
    lift_stop,
    say_prepared,
)
from harborlight.filings.actions.correcting import correct_receipt, correct_sent
from harborlight.filings.actions.enveloping import (
    choose_envelope,
    note_payments,
    share_envelope,
    take_own_envelope,
)
from harborlight.filings.actions.filling import (
    AlreadySent,
    fill_as_seen,
    fill_form,
    fill_forms,
    plan_filing,
)
from harborlight.filings.actions.looking import (
    ChangedAgain,
    look_at_changes,
    note_changed,
    note_same_again,
)
from harborlight.filings.actions.moving_editions import (
    decline_edition,
    move_to_edition,
    note_moves_looked_at,
    propose_edition,
    take_edition,
)
from harborlight.filings.actions.needing import (
    drop_form,
    need_form,
    need_form_with,
    need_payment_forms,
)
from harborlight.filings.actions.notices import (
    NothingToCorrect,
    NotSent,
    attach_notice,
)
from harborlight.filings.actions.outcomes import (
    correct_form_receipt,
    record_form_receipt,
    record_form_rejected,
)
from harborlight.filings.actions.packets import attach_packet, say_packet_sent
from harborlight.filings.actions.reading import (
    AnswersMissing,
    NotWaiting,
    NotYourOwn,
    Outdated,
    approve_form,
    let_go_open,
    note_read,
    send_form_back,
)
from harborlight.filings.actions.receipts import (
    KnownReceipt,
    NumbersDiffer,
    UnknownPrefix,
    record_receipt,
)
from harborlight.filings.actions.sending import (
    ChangedSince,
    NotCertified,
    NotReady,
    StillOpen,
    record_sent,
)
from harborlight.filings.actions.typing_in import mark_typed, mark_untyped
from harborlight.filings.actions.typing_over import (
    CannotStand,
    NotTheNewest,
    lift_typed,
    type_over,
)

__all__ = [
    "AlreadySent",
    "AnswersMissing",
    "CannotStand",
    "ChangedAgain",
    "ChangedSince",
    "FindingsOpen",
    "FoundNoMore",
    "KnownReceipt",
    "NotAsSeen",
    "NotCertified",
    "NotReady",
    "NotSent",
    "NotTheNewest",
    "NotWaiting",
    "NotYourOwn",
    "NothingToCorrect",
    "NumbersDiffer",
    "Outdated",
    "StillOpen",
    "UnknownPrefix",
    "add_blank",
    "answer_finding",
    "approve_form",
    "ask_for_blank",
    "attach_notice",
    "attach_packet",
    "certify_filing",
    "choose_envelope",
    "correct_form_receipt",
    "correct_receipt",
    "correct_sent",
    "drop_form",
    "fill_as_seen",
    "fill_form",
    "fill_forms",
    "let_go_open",
    "lift_stop",
    "lift_typed",
    "look_at_changes",
    "decline_edition",
    "move_to_edition",
    "note_moves_looked_at",
    "propose_edition",
    "take_edition",
    "mark_typed",
    "mark_untyped",
    "need_form",
    "need_form_with",
    "need_payment_forms",
    "note_changed",
    "note_payments",
    "note_read",
    "note_same_again",
    "plan_filing",
    "record_delivered",
    "record_form_receipt",
    "record_form_rejected",
    "record_receipt",
    "record_rejected",
    "record_sent",
    "say_packet_sent",
    "say_prepared",
    "send_form_back",
    "type_over",
    "share_envelope",
    "take_own_envelope",
]
