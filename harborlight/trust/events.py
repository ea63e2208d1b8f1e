from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import LAWYERS, MONEY, Role, roles

POSTED = EventKind(
    "books.posted",
    _("{who} posted {memo}"),
    by=roles(MONEY, Role.PROCESSOR, Role.ATTORNEY, Role.PRACTICE_MANAGER),
    tells=MONEY,
)
DEPOSITED = EventKind(
    "trust.deposited",
    _("{who} put {amount} into trust: {what}, {method}"),
    by=MONEY,
    tells=roles(MONEY, LAWYERS),
    client_words=_("We received {amount} and hold it for you in trust."),
)
CLEARED = EventKind(
    "trust.cleared",
    _("{who} said that {amount} of {day} cleared at the bank"),
    by=MONEY,
    tells=MONEY,
)
HOUSE_MONEY = EventKind(
    "trust.house-money",
    _("{who} posted {amount}: {what}. {why}"),
    by=MONEY,
    tells=roles(MONEY, LAWYERS),
)
TERMS_SET = EventKind(
    "trust.terms-set",
    _("{who} chose the rules of the trust account: {state}"),
    by=roles(Role.PARTNER),
    tells=MONEY,
)
PAYEE_ADDED = EventKind(
    "trust.payee-added",
    _("{who} entered whom money may be transferred to: {name}, {account}"),
    by=MONEY,
    tells=roles(MONEY, LAWYERS),
)
PAYEE_CHANGED = EventKind(
    "trust.payee-changed",
    _("{who} entered another account of {name}: {account}. It waits for a call back"),
    by=MONEY,
    tells=roles(MONEY, LAWYERS),
)
PAYEE_CALLED = EventKind(
    "trust.payee-called",
    _("{who} called {spoke_with} back at {number}: the account of {name} is theirs"),
    by=roles(MONEY, LAWYERS),
    tells=MONEY,
)
PAYEE_ENDED = EventKind(
    "trust.payee-ended",
    _("{who} ended a payee: no money goes to {name} any more"),
    by=MONEY,
    tells=MONEY,
)
UNKNOWN_CAME = EventKind(
    "trust.unknown-came",
    _("{who} wrote down that {amount} came into trust and nobody knows whose it is"),
    by=MONEY,
    tells=roles(MONEY, LAWYERS),
)
UNKNOWN_ASKED = EventKind(
    "trust.unknown-asked",
    _("{who} said whose {amount} in suspense is: {why}"),
    by=MONEY,
    tells=LAWYERS,
)
UNKNOWN_KNOWN = EventKind(
    "trust.unknown-known",
    _(
        "{who} agreed, as the second person: {amount} left suspense, to its client. {why}"
    ),
    by=LAWYERS,
    tells=MONEY,
    client_words=_("We received {amount} and hold it for you in trust."),
)
UNKNOWN_BACK = EventKind(
    "trust.unknown-back",
    _("{who} agreed, as the second person: {amount} in suspense goes back. {why}"),
    by=LAWYERS,
    tells=MONEY,
)
UNKNOWN_DECLINED = EventKind(
    "trust.unknown-declined",
    _("{who} did not agree whose {amount} in suspense is: {comment}"),
    by=roles(MONEY, LAWYERS),
    tells=MONEY,
)
