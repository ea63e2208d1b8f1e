from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import CLOCK, LAWYERS, MONEY, Role, roles

BILLERS = roles(LAWYERS, MONEY, Role.PRACTICE_MANAGER)
# Whoever keeps the books or works on the case asks; an attorney decides.
ASKERS = roles(LAWYERS, MONEY)

# The clock drafts, where the firm's automations say so; a person issues.
DRAFTERS = roles(BILLERS, CLOCK)
DRAFTED = EventKind("invoice.drafted", _("{who} drafted an invoice"), by=DRAFTERS)
DROPPED = EventKind(
    "invoice.dropped", _("{who} threw away a draft of an invoice"), by=BILLERS
)
LINE_ADDED = EventKind(
    "invoice.line-added", _("{who} added {words} to an invoice"), by=DRAFTERS
)
LINE_REMOVED = EventKind(
    "invoice.line-removed", _("{who} took {words} off an invoice"), by=BILLERS
)
LINE_MOVED = EventKind(
    "invoice.line-moved",
    _("{who} chose where the money for {words} goes: {to}"),
    by=BILLERS,
)
ISSUED = EventKind(
    "invoice.issued",
    _("{who} issued invoice {number} over {amount}"),
    by=BILLERS,
    tells=MONEY,
    client_words=_("We sent you invoice {number}."),
)
VOIDED = EventKind(
    "invoice.voided",
    _("{who} voided invoice {number}"),
    by=MONEY,
    tells=MONEY,
    client_words=_("Invoice {number} no longer has to be paid."),
)
DISCOUNTED = EventKind(
    "invoice.discounted",
    _("{who} lowered our fees of a draft by {amount}: {why}"),
    by=BILLERS,
)
TAXED = EventKind(
    "invoice.taxed", _("{who} chose the tax of a draft: {words}"), by=BILLERS
)
CREDITED = EventKind(
    "invoice.credited",
    _("{who} gave credit note {note} over {amount} on invoice {number}: {why}"),
    # The clock, once what was paid went back, where whoever asked for that said so.
    by=roles(MONEY, CLOCK),
    tells=MONEY,
    client_words=_("We took {amount} off invoice {number}: credit note {note}."),
)
WRITTEN_OFF = EventKind(
    "invoice.written-off",
    _("{who} wrote off {amount} of invoice {number}: {why}"),
    by=MONEY,
    tells=roles(MONEY, LAWYERS),
)
LATE_FEE_DRAFTED = EventKind(
    "invoice.late-fee",
    _("{who} drafted a late fee of {amount} for invoice {number}"),
    by=MONEY,
)
TAX_DECIDED = EventKind(
    "billing.tax-decided",
    _("{who} recorded a tax on what we earn: {words}"),
    by=MONEY,
    tells=MONEY,
)
TAX_ENDED = EventKind(
    "billing.tax-ended", _("{who} ended a tax: {words}"), by=MONEY, tells=MONEY
)
LATE_DECIDED = EventKind(
    "billing.late-decided",
    _("{who} decided what a late invoice costs"),
    by=MONEY,
    tells=MONEY,
)
LETTERHEAD_DECIDED = EventKind(
    "billing.letterhead-decided",
    _("{who} decided what stands below our invoices"),
    by=MONEY,
)
PAYMENT_STARTED = EventKind(
    "payment.started",
    _("{who} went to pay invoice {number}"),
    # The clock charges what the payer agreed to.
    by=roles(Role.CLIENT, CLOCK),
)
PAID = EventKind(
    "payment.posted",
    _("{payer} paid {amount} on invoice {number}"),
    by=roles(Role.PROCESSOR, MONEY),
    tells=roles(MONEY, LAWYERS),
    client_words=_("We received your payment on invoice {number}."),
)
PAYMENT_FAILED = EventKind(
    "payment.failed",
    _("A payment on invoice {number} did not go through: {why}"),
    by=roles(Role.PROCESSOR),
    tells=MONEY,
    client_words=_(
        "A payment on invoice {number} did not go through, and your card was not "
        "charged: {why}"
    ),
)
RECEIPT_ISSUED = EventKind(
    "receipt.issued",
    _("Receipt {number} was issued"),
    by=roles(CLOCK, Role.PROCESSOR, MONEY, LAWYERS),
    client_words=_("Your receipt {number} is ready."),
)
WITHDRAWAL_ASKED = EventKind(
    "trust.asked",
    _("{who} asked to take {amount} out of trust: {what}"),
    by=ASKERS,
    tells=LAWYERS,
)
CORRECTION_ASKED = EventKind(
    "payment.correction-asked",
    _("{who} asked to put a payment right: {what}, {amount}"),
    by=MONEY,
    tells=LAWYERS,
)
CORRECTED_ALONE = EventKind(
    "payment.corrected-alone",
    _(
        "{who} put it right alone, without a second pair of eyes: {what}, {amount}. "
        "No trust money was touched, and the firm waives it"
    ),
    by=MONEY,
    tells=LAWYERS,
)
WITHDRAWAL_APPROVED = EventKind(
    "trust.approved",
    _("{who} agreed, as the second person: {what}, {amount}"),
    by=LAWYERS,
)
WITHDRAWAL_DECLINED = EventKind(
    "trust.declined",
    _("{who} declined: {what}, {amount}. {comment}"),
    by=LAWYERS,
    tells=ASKERS,
)
WITHDRAWAL_TAKEN_BACK = EventKind(
    "trust.taken-back",
    _("{who} no longer asks: {what}, {amount}"),
    by=ASKERS,
)
TRANSFER_NOTICED = EventKind(
    "trust.noticed",
    _("{who} told the client that {amount} is to leave trust from {due} on"),
    by=ASKERS,
    client_words=_(
        "We mean to take {amount} of your money in trust for invoice {number}, from {due} "
        "on: {why}. If you do not agree, tell us before that day."
    ),
)
TRANSFER_DISPUTED = EventKind(
    "trust.objected",
    _("{who} does not agree that {amount} leaves trust for invoice {number}: {why}"),
    by=roles(Role.CLIENT),
    tells=ASKERS,
    client_words=_("You do not agree that {amount} is taken for invoice {number}."),
)
FEE_ADVANCED = EventKind(
    "cost.advanced",
    _("{who} paid {amount} for the client out of operating: {words}"),
    by=MONEY,
    tells=roles(MONEY, LAWYERS),
    client_words=_("We paid {amount} for you: {words}."),
)
ADVANCE_BILLED = EventKind(
    "cost.advance-billed",
    _("{who} drafted an invoice over what we paid: {words}, {amount}"),
    by=BILLERS,
)
MONEY_HELD = EventKind(
    "trust.held",
    _("{who} held {amount} back in trust: {what}. {why}"),
    by=roles(ASKERS, Role.PROCESSOR),
    tells=ASKERS,
    client_words=_("{amount} of your money in trust is held back for now."),
    told_by_cause=True,
)
HOLD_RELEASED = EventKind(
    "trust.released",
    _("{who} released {amount} in trust: {note}"),
    by=LAWYERS,
    tells=ASKERS,
    client_words=_("{amount} of your money in trust is free again."),
)
CHARGED_BACK = EventKind(
    "payment.charged-back",
    _("A card payment was charged back, and {amount} paid from operating: {why}"),
    by=roles(MONEY, Role.PROCESSOR),
    tells=ASKERS,
    told_by_cause=True,
)
TAKEN_OUT = EventKind(
    "trust.taken-out",
    _("{amount} left trust: {what}"),
    by=LAWYERS,
    tells=ASKERS,
    client_words=_("{amount} was taken out of your money in trust: {why} ({what})"),
)
GIVEN_BACK = EventKind(
    "payment.given-back",
    _("{amount} that was paid too much on invoice {number} was given back"),
    by=ASKERS,
    tells=ASKERS,
    client_words=_("We gave back {amount} that was paid too much on invoice {number}."),
)
PAYMENT_REVERSED = EventKind(
    "payment.reversed",
    _("A payment of {amount} on invoice {number} was reversed: {why}"),
    by=ASKERS,
    tells=ASKERS,
    client_words=_(
        "Your payment of {amount} on invoice {number} no longer counts, nor does its "
        "receipt: {why}"
    ),
)
