from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import CLOCK, LAWYERS, MONEY, Role, roles

ACCOUNT_OPENED = EventKind(
    "bank.account-opened",
    _("{who} entered an account at a bank: {account}"),
    by=MONEY,
    tells=MONEY,
)
ACCOUNT_NAMED = EventKind(
    "bank.account-named",
    _("{who} corrected the account {account}: {name}"),
    by=MONEY,
    tells=MONEY,
)
ACCOUNT_USUAL = EventKind(
    "bank.account-usual",
    _("{who} had clients’ money go into {account} from now on"),
    by=MONEY,
    tells=roles(MONEY, LAWYERS),
)
ACCOUNT_TERMS_SET = EventKind(
    "bank.account-terms-set",
    _("{who} chose the rules of {account}: {state}"),
    by=roles(Role.PARTNER),
    tells=MONEY,
)
ACCOUNT_CLOSED = EventKind(
    "bank.account-closed",
    _("{who} closed the trust account {account}"),
    by=MONEY,
    tells=roles(MONEY, LAWYERS),
)
BROUGHT = EventKind(
    "bank.statement-brought",
    _("{who} brought in a statement of {account}: {name}"),
    by=MONEY,
)
READ = EventKind(
    "bank.statement-read",
    _("A statement of {account} was read: {new} new lines, {known} known before"),
    by=MONEY,
)
MATCHED = EventKind(
    "bank.matched",
    _("{who} matched lines of {account} with the books: {lines}"),
    by=MONEY,
)
UNMATCHED = EventKind(
    "bank.unmatched",
    _("{who} took back what was matched in {account}: {amount}"),
    by=MONEY,
)
PREPARED = EventKind(
    "bank.month-prepared",
    _("{who} prepared {month} of {account} for signing"),
    by=MONEY,
    tells=LAWYERS,
)
SIGNED = EventKind(
    "bank.month-signed",
    _("{who} signed {month} of {account}: it agrees to the cent, and is closed"),
    by=LAWYERS,
    tells=MONEY,
)
SIGNED_WITH_PLAN = EventKind(
    "bank.month-signed-with-plan",
    _("{who} signed {month} of {account} though it does not agree ({amount}): {plan}"),
    by=LAWYERS,
    tells=roles(MONEY, LAWYERS),
)
CLEARED = EventKind(
    "bank.exception-cleared",
    _("{who} settled what did not agree in {month} of {account}: {note}"),
    by=LAWYERS,
    tells=MONEY,
)
REPORT_KEPT = EventKind(
    "bank.report-kept",
    _("The report of {month} of {account} was printed and kept"),
    by=CLOCK,
)
DIFFERS = EventKind(
    "bank.differs",
    _("{account} and the books differ by {amount} on {on}. Look before money moves"),
    by=CLOCK,
    tells=roles(MONEY, LAWYERS),
)
AGREES_AGAIN = EventKind(
    "bank.agrees-again",
    _("{account} and the books agree again on {on}"),
    by=CLOCK,
    tells=MONEY,
)
TASK_GIVEN = EventKind(
    "bank.task-given", _("The books asked for something to be done"), by=CLOCK
)
# The whole of the books leaves the house: an owner of the firm alone.
OWNERS = roles(Role.PARTNER)
PACK_ASKED = EventKind(
    "bank.pack-asked",
    _("{who} asked for the trust records of {begins} to {ends}: {reason}"),
    by=OWNERS,
    tells=MONEY,
)
PACK_MADE = EventKind(
    "bank.pack-made", _("The trust records are ready: {files} files"), by=CLOCK
)
PACK_TAKEN = EventKind(
    "bank.pack-taken",
    _("{who} downloaded the trust records of {begins} to {ends}"),
    by=OWNERS,
    tells=MONEY,
)
PACK_REMOVED = EventKind(
    "bank.pack-removed", _("Trust records that were made were removed again"), by=CLOCK
)
