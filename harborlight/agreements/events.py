from django.utils.translation import gettext_lazy as _

from harborlight.billing.events import BILLERS
from harborlight.firm.events import EventKind
from harborlight.firm.roles import CASE_TEAM, CLOCK, LAWYERS, MONEY, Role, roles

# Whoever works on cases writes down their own hours.
TIME_KEEPERS = roles(CASE_TEAM, MONEY, Role.PRACTICE_MANAGER)

WRITTEN = EventKind(
    "agreement.written",
    _("{who} wrote version {version} of the fee agreement: {shape}"),
    by=BILLERS,
)
ACCEPTED = EventKind(
    "agreement.accepted",
    _("{who} recorded that {name} accepted version {version} of the fee agreement"),
    by=roles(LAWYERS, MONEY),
    tells=MONEY,
    client_words=_("Your fee agreement was accepted on {on}."),
)
ASKED = EventKind(
    "agreement.asked",
    _("{who} asked {name} to agree to version {version} of the fee agreement"),
    by=BILLERS,
    client_words=_("We ask you to read your fee agreement and to agree to it."),
)
AGREED = EventKind(
    "agreement.agreed",
    _("{who} agreed to version {version} of the fee agreement"),
    by=roles(Role.CLIENT),
    tells=roles(LAWYERS, MONEY),
    client_words=_("You agreed to your fee agreement on {on}."),
)
PART_BILLED = EventKind(
    "agreement.part-billed",
    _("A part of the agreed fee was drafted as an invoice: {words}, {amount}"),
    by=roles(BILLERS, CLOCK),
    tells=roles(MONEY, LAWYERS),
)
FILL_UP = EventKind(
    "agreement.fill-up",
    _("The retainer is below what was agreed: {amount} is held. An invoice is drafted"),
    by=CLOCK,
    tells=roles(MONEY, LAWYERS),
)
PAYER_CHOSEN = EventKind(
    "agreement.payer", _("{who} recorded that {name} pays: {what}"), by=BILLERS
)
PAYER_REMOVED = EventKind(
    "agreement.payer-removed", _("{who} recorded that {name} pays no more"), by=BILLERS
)
FEES_TALKED = EventKind(
    "agreement.noted", _("{who} noted something about the fees"), by=BILLERS
)
RATE_SET = EventKind(
    "rate.set",
    _("{who} set what an hour costs: {what}, {name}, {amount}"),
    by=MONEY,
)
TIME_WRITTEN = EventKind(
    "time.written", _("{who} wrote down time: {n} min"), by=TIME_KEEPERS
)
TIME_DROPPED = EventKind(
    "time.dropped", _("{who} took time off again: {n} min"), by=TIME_KEEPERS
)
TIME_CHANGED = EventKind(
    "time.changed",
    _("{who} changed time that was written down: {n} min"),
    by=TIME_KEEPERS,
)
TIME_WRITTEN_OFF = EventKind(
    "time.written-off",
    _("{who} decided not to bill time: {n} min"),
    by=BILLERS,
)
TIME_RESTORED = EventKind(
    "time.restored",
    _("{who} decided to bill time after all: {n} min"),
    by=BILLERS,
)
TIMER_STARTED = EventKind("timer.started", _("{who} started a timer"), by=TIME_KEEPERS)
TIMER_STOPPED = EventKind(
    "timer.stopped", _("{who} stopped a timer: {n} min"), by=TIME_KEEPERS
)
TIMER_DROPPED = EventKind(
    "timer.dropped", _("{who} threw a timer away"), by=TIME_KEEPERS
)
TIMER_FORGOTTEN = EventKind(
    "timer.forgotten", _("The timer of {name} is still running: {n} h"), by=CLOCK
)
COST_NOTED = EventKind(
    "cost.noted", _("{who} noted a cost: {words}, {amount}"), by=TIME_KEEPERS
)
COST_CHANGED = EventKind(
    "cost.changed", _("{who} changed a cost: {words}, {amount}"), by=TIME_KEEPERS
)
COST_ASKED = EventKind(
    "cost.asked",
    _("{who} asked {name} to agree to a cost: {words}, {amount}"),
    by=BILLERS,
    client_words=_("We ask you to agree to a cost: {words}, about {amount}."),
)
COST_APPROVED = EventKind(
    "cost.approved",
    _("{who} agreed to a cost: {words}, {amount}"),
    by=roles(Role.CLIENT),
    tells=roles(LAWYERS, MONEY),
)
COST_DECLINED = EventKind(
    "cost.declined",
    _("{who} did not agree to a cost: {words}, {amount}. {reason}"),
    by=roles(Role.CLIENT),
    tells=roles(LAWYERS, MONEY),
)
COST_SPENT = EventKind(
    "cost.spent", _("{who} noted what was spent: {words}, {amount}"), by=TIME_KEEPERS
)
COST_DROPPED = EventKind("cost.dropped", _("{who} dropped a cost: {words}"), by=BILLERS)
WORK_BILLED = EventKind(
    "work.billed",
    _("{who} drafted an invoice from the unbilled work: {amount}"),
    by=BILLERS,
)
PLAN_OFFERED = EventKind(
    "plan.offered",
    _("{who} offered {payments} instalments for invoice {number}"),
    by=BILLERS,
    client_words=_("We offer you to pay invoice {number} in {payments} payments."),
)
PLAN_AGREED = EventKind(
    "plan.agreed",
    _("Invoice {number} is paid in instalments: {who} recorded the agreement"),
    by=roles(Role.CLIENT, BILLERS),
    tells=roles(MONEY, LAWYERS),
    client_words=_("You agreed to pay invoice {number} in instalments."),
)
PLAN_ENDED = EventKind(
    "plan.ended",
    _("{who} ended the instalments of invoice {number}"),
    by=BILLERS,
    client_words=_("The instalments of invoice {number} ended."),
)
