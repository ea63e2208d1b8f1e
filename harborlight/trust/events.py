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
