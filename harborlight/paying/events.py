from django.utils.translation import gettext_lazy as _

from harborlight.billing.events import BILLERS
from harborlight.firm.events import EventKind
from harborlight.firm.roles import CLOCK, LAWYERS, MONEY, OFFICE, Role, roles

MACHINE = roles(Role.PROCESSOR, CLOCK)
TILL_CHANGED = EventKind(
    "till.changed",
    _("{who} set up how cards are taken for: {to}"),
    by=OFFICE,
    tells=roles(MONEY, OFFICE),
)
TILL_ASKED = EventKind(
    "till.asked",
    _("{who} asked to change which account at Stripe takes what is paid for: {to}"),
    by=OFFICE,
    tells=roles(MONEY, OFFICE, LAWYERS),
)
TILL_APPROVED = EventKind(
    "till.approved",
    _("{who} approved the account at Stripe for: {to}. {asker} had asked for it"),
    by=LAWYERS,
    tells=roles(MONEY, OFFICE, LAWYERS),
)
TILL_APPROVED_ALONE = EventKind(
    "till.approved-alone",
    _(
        "{who} approved alone, as the firm’s only attorney, the account at Stripe for: "
        "{to}"
    ),
    by=LAWYERS,
    tells=roles(MONEY, OFFICE),
)
TILL_DECLINED = EventKind(
    "till.declined",
    _("{who} declined or took back the other account at Stripe for: {to}"),
    by=roles(LAWYERS, OFFICE),
    tells=roles(MONEY, OFFICE),
)
TILL_REMOVED = EventKind(
    "till.removed",
    _("{who} no longer takes cards for: {to}"),
    by=OFFICE,
    tells=roles(MONEY, OFFICE),
)
FEE_TAKEN = EventKind(
    "payment.fee-taken",
    _("The card processor took {amount} for a payment on invoice {number}"),
    by=MACHINE,
)
FEE_NETTED = EventKind(
    "payment.fee-netted",
    _(
        "The card processor kept {amount} of a trust payment on invoice {number}. Trust "
        "must hold the whole amount: put it in from the operating account today, and have "
        "the processor bill its fees apart"
    ),
    by=MACHINE,
    tells=MONEY,
)
REFUND_ASKED = EventKind(
    "payment.refund-asked",
    _("{who} asked to give {amount} back of a payment on invoice {number}: {why}"),
    by=MONEY,
)
RETURNED = EventKind(
    "payment.returned",
    _("{amount} went back the way it came, on invoice {number}"),
    by=MACHINE,
    tells=MONEY,
    client_words=_("{amount} goes back to what you paid with: {method}."),
)
RETURN_FAILED = EventKind(
    "payment.return-failed",
    _(
        "{amount} on invoice {number} did not go back through the processor: {why} Give it "
        "back by check"
    ),
    by=MACHINE,
    tells=MONEY,
)
DISPUTED = EventKind(
    "payment.disputed",
    _(
        "A payer disputes {amount} of a payment on invoice {number} at their bank. "
        "{held} in trust is held until an attorney decides"
    ),
    by=MACHINE,
    tells=roles(MONEY, LAWYERS),
)
DISPUTE_ANSWERED = EventKind(
    "payment.dispute-answered",
    _("{who} answered the dispute about a payment on invoice {number}"),
    by=roles(MONEY, LAWYERS),
)
DISPUTE_DECIDED = EventKind(
    "payment.dispute-decided",
    _("The dispute about a payment on invoice {number} is over: {result}"),
    by=MACHINE,
    tells=roles(MONEY, LAWYERS),
)
LINK_MADE = EventKind(
    "invoice.link-made",
    _("{who} made a link by which invoice {number} is paid without signing in"),
    # The clock sends one with a reminder.
    by=roles(BILLERS, CLOCK),
)
LINK_REVOKED = EventKind(
    "invoice.link-revoked",
    _("{who} closed the links to pay invoice {number}"),
    by=BILLERS,
)
CONSENTED = EventKind(
    "payment.consented",
    _("{payer} agreed that {method} is charged when something is due"),
    by=MACHINE,
    client_words=_("You agreed that {method} is charged when something is due."),
)
KEPT = EventKind(
    "payment.method-kept",
    _("{payer} left {method} with the processor for the next time"),
    by=MACHINE,
    client_words=_("You left {method} with the payment processor for the next time."),
    quiet=True,
)
CONSENT_ENDED = EventKind(
    "payment.consent-ended",
    _("{who} ended the keeping of {method}"),
    by=roles(Role.CLIENT, MONEY, CLOCK),
    tells=MONEY,
    client_words=_("{method} is no longer kept, nor charged by itself."),
)
CHARGE_TOLD = EventKind(
    "payment.charge-told",
    _("{payer} was told that {amount} on invoice {number} will be charged on {day}"),
    by=CLOCK,
    client_words=_(
        "On {day} we charge {amount} for invoice {number} to {method}, as you agreed."
    ),
)
EXPORT_CHANGED = EventKind(
    "export.changed", _("{who} changed how transactions are exported"), by=MONEY
)
EXPORTED = EventKind(
    "export.made",
    _("{who} exported the transactions of {first} to {last}"),
    by=roles(MONEY, CLOCK),
)
