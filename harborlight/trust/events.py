from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import MONEY, Role, roles

POSTED = EventKind(
    "books.posted",
    _("{who} posted {memo}"),
    by=roles(MONEY, Role.PROCESSOR, Role.ATTORNEY, Role.PRACTICE_MANAGER),
    tells=MONEY,
)
