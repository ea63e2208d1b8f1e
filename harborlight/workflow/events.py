from django.utils.translation import gettext_lazy as _

from harborlight.firm.events import EventKind
from harborlight.firm.roles import LAWYERS, MACHINES, MONEY, OPENERS, Role, roles

PLAYBOOK_KEPT = EventKind(
    "playbook.kept",
    _("{who} added the playbook {name}, version {version}"),
    by=roles(MACHINES, Role.PRACTICE_MANAGER, Role.PARTNER),
)
BEGUN = EventKind(
    "case.begun",
    _("{who} began the case from the playbook {name}"),
    by=OPENERS,
)
BILLED = EventKind(
    "case.billed",
    _("{who} drafted the first invoice"),
    by=roles(LAWYERS, MONEY, Role.PRACTICE_MANAGER),
)
